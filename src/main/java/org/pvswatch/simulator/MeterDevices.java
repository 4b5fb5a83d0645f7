package org.pvswatch.simulator;

import java.util.List;

/** The two meters as devices of a device list. */
final class MeterDevices {
    private final Profile profile;
    private final SiteIdentity identity;

    MeterDevices(Profile profile, SiteIdentity identity) {
        this.profile = profile;
        this.identity = identity;
    }

    List<DeviceFields> both(MeterSample sample, DeviceClock clock, long current) {
        return List.of(production(sample, clock, current), consumption(sample, clock, current));
    }

    private DeviceFields production(MeterSample sample, DeviceClock clock, long current) {
        double kva = sample.productionKva();
        var fields = start(identity.productionMeter(), "p", "GROSS_PRODUCTION_SITE", "production_subtype_enum")
                .text("DATATIME", clock.legacy(sample.epochSecond()))
                .text("ct_scl_fctr", "50")
                .decimal("net_ltea_3phsum_kwh", sample.producedKwh())
                .decimal("p_3phsum_kw", sample.producedKw())
                .decimal("q_3phsum_kvar", sample.productionKvar())
                .decimal("s_3phsum_kva", kva)
                .decimal("tot_pf_rto", MeterSample.powerFactor(sample.producedKw(), kva))
                .decimal("freq_hz", frequencyHz(sample));
        if (profile.isLate()) {
            fields.decimal("i_a", kva * 1000 / sample.legToLegVolts()).decimal("v12_v", sample.legToLegVolts());
        }
        return end(fields, "50", clock, current);
    }

    private DeviceFields consumption(MeterSample sample, DeviceClock clock, long current) {
        double kva = sample.netKva();
        var fields = start(identity.consumptionMeter(), "c", "NET_CONSUMPTION_LOADSIDE", "consumption_subtype_enum")
                .text("DATATIME", clock.legacy(sample.epochSecond()))
                .text("ct_scl_fctr", "100")
                .decimal("net_ltea_3phsum_kwh", sample.netKwh())
                .decimal("p_3phsum_kw", sample.netKw())
                .decimal("q_3phsum_kvar", sample.netKvar())
                .decimal("s_3phsum_kva", kva)
                .decimal("tot_pf_rto", MeterSample.powerFactor(sample.netKw(), kva))
                .decimal("freq_hz", frequencyHz(sample));
        if (profile.isLate()) {
            fields.decimal("i1_a", Leg.amps(sample.leg1Kw(), sample.netKvar() / 2, sample.leg1Volts()))
                    .decimal("i2_a", Leg.amps(sample.leg2Kw(), sample.netKvar() / 2, sample.leg2Volts()))
                    .decimal("v1n_v", sample.leg1Volts())
                    .decimal("v2n_v", sample.leg2Volts())
                    .decimal("v12_v", sample.legToLegVolts())
                    .decimal("p1_kw", sample.leg1Kw())
                    .decimal("p2_kw", sample.leg2Kw())
                    .decimal("neg_ltea_3phsum_kwh", sample.exportedKwh())
                    .decimal("pos_ltea_3phsum_kwh", sample.importedKwh());
        }
        return end(fields, "100", clock, current);
    }

    /** PVS5 gives two decimals. */
    private double frequencyHz(MeterSample sample) {
        return profile.isPvs5() ? Rounding.to(2, sample.frequencyHz()) : sample.frequencyHz();
    }

    private DeviceFields start(String serial, String kind, String subtype, String subtypeKey) {
        var fields = new DeviceFields()
                .bare("ISDETAIL", "true")
                .text("SERIAL", serial)
                .text("TYPE", "PVS5-METER-" + (kind.equals("p") ? "P" : "C"))
                .text("STATE", "working")
                .text("STATEDESCR", "Working")
                .text("MODEL", (profile.isPvs5() ? "PVS5M0400" : "PVS6M0400") + kind)
                .text("DESCR", "Power Meter " + serial)
                .text("DEVICE_TYPE", "Power Meter");
        if (profile.isLate()) {
            fields.text("interface", "mime").text(subtypeKey, subtype).text("subtype", subtype);
        }
        return fields.text("SWVER", profile.isPvs5() ? "4" : "3000").text("PORT", "");
    }

    private static DeviceFields end(DeviceFields fields, String calibration, DeviceClock clock, long current) {
        return fields.text("CAL0", calibration)
                .text("origin", "data_logger")
                .text("OPERATION", "noop")
                .text("CURTIME", clock.legacy(current));
    }
}
