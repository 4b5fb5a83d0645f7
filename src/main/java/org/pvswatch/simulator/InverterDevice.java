package org.pvswatch.simulator;

/** A micro-inverter as a device of a device list. */
final class InverterDevice {
    private final Profile profile;
    private final boolean late;

    InverterDevice(Profile profile) {
        this.profile = profile;
        this.late = profile.isLate();
    }

    /**
     * @param serial as shown, which a fault may have blanked
     * @param nan true: measurements read {@code nan}
     * @param currentTime {@code CURTIME}
     */
    DeviceFields fields(InverterView view, String serial, boolean nan, DeviceClock clock, String currentTime) {
        var fields = identification(view, serial);
        var last = view.last();
        if (last != null && (view.working() || late)) {
            fields.text("DATATIME", clock.legacy(last.epochSecond()));
            measurements(fields, last, nan);
        }
        return fields.text("origin", "data_logger").text("OPERATION", "noop").text("CURTIME", currentTime);
    }

    private DeviceFields identification(InverterView view, String serial) {
        var fields = new DeviceFields()
                .bare("ISDETAIL", "true")
                .text("SERIAL", serial)
                .text("TYPE", "SOLARBRIDGE")
                .text("STATE", view.working() ? "working" : "error")
                .text("STATEDESCR", view.working() ? "Working" : "Error")
                .text("MODEL", profile.isPvs5() ? "AC_Module_Type_C" : "AC_Module_Type_E")
                .text("DESCR", "Inverter " + serial)
                .text("DEVICE_TYPE", "Inverter");
        if (late) {
            fields.text("hw_version", "4405")
                    .text("interface", "mime")
                    .text("PANEL", "SPR-X22-360-E-AC")
                    .bare("slave", "0")
                    .text("SWVER", "4.21.3")
                    .text("PORT", "")
                    .text("MOD_SN", "");
            if (profile == Profile.L0_2024) {
                fields.text("module_serial", view.panel().moduleSerial());
            }
            fields.text("NMPLT_SKU", "");
        } else {
            fields.text("SWVER", profile.isPvs5() ? "951007408" : "118079776")
                    .text("PORT", "")
                    .text("MOD_SN", view.panel().moduleSerial())
                    .text("NMPLT_SKU", profile.isPvs5() ? "513820" : "");
        }
        return fields;
    }

    private void measurements(DeviceFields fields, InverterMeasurement last, boolean nan) {
        double unknown = nan ? Double.NaN : 0;
        double heatsink = profile.isPvs5() ? last.heatsinkTempC() : Math.round(last.heatsinkTempC());
        fields.decimal("ltea_3phsum_kwh", last.lifetimeEnergyKwh() + unknown)
                .decimal("p_3phsum_kw", last.powerKw() + unknown)
                .decimal("vln_3phavg_v", last.acVolts() + unknown)
                .decimal("i_3phsum_a", last.acAmps() + unknown)
                .decimal(late ? "p_mppt1_kw" : "p_mpptsum_kw", last.dcPowerKw() + unknown)
                .decimal("v_mppt1_v", last.dcVolts() + unknown)
                .decimal("i_mppt1_a", last.dcAmps() + unknown)
                .decimal("t_htsnk_degc", heatsink + unknown)
                .decimal("freq_hz", last.frequencyHz() + unknown)
                .text("stat_ind", "0");
    }
}
