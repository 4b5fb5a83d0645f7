package org.pvswatch.simulator;

/** The values of one inverter as variables. */
final class InverterVariables {
    private static final String ALL_VALID = "8191";
    /** Without AC current and AC power. */
    private static final String VALID_ASLEEP = "8125";

    private final String model;
    private final boolean masks;

    /** @param profile some firmware says in masks which values are valid */
    InverterVariables(Profile profile) {
        this.model = profile.isPvs5() ? "AC_Module_Type_C" : "AC_Module_Type_E";
        this.masks = profile.hasBlobs();
    }

    /** @param nan true: measurements read {@code nan} */
    DeviceVariables of(InverterMeasurement last, String serial, boolean nan, DeviceClock clock) {
        double unknown = nan ? Double.NaN : 0;
        boolean asleep = last.powerKw() == 0;
        var device = new DeviceVariables().number("freqHz", last.frequencyHz() + unknown);
        output(device, "i3phsumA", last.acAmps() + unknown, asleep);
        device.number("iMppt1A", last.dcAmps() + unknown)
                .number("ltea3phsumKwh", last.lifetimeEnergyKwh() + unknown)
                .text("msmtEps", clock.iso(last.epochSecond()));
        output(device, "p3phsumKw", last.powerKw() + unknown, asleep);
        device.number("pMppt1Kw", last.dcPowerKw() + unknown)
                .text("prodMdlNm", model)
                .text("sn", serial)
                .whole("tHtsnkDegc", last.heatsinkTempC() + unknown)
                .number("vMppt1V", last.dcVolts() + unknown);
        if (masks) {
            device.text("vldFld2Msk", "1").text("vldFldMsk", asleep ? VALID_ASLEEP : ALL_VALID);
        }
        return device.number("vln3phavgV", last.acVolts() + unknown);
    }

    /** A sleeper has no valid AC output. */
    private static void output(DeviceVariables device, String name, double value, boolean asleep) {
        if (asleep && !Double.isNaN(value)) {
            device.idle(name);
        } else {
            device.number(name, value);
        }
    }
}
