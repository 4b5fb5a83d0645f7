package org.pvswatch.simulator;

/** The values of the two meters as variables. A production meter's leg values are constant zeros. */
final class MeterVariables {
    private final String model;
    private final boolean masks;

    /** @param profile some firmware says in masks which values are valid */
    MeterVariables(Profile profile) {
        this.model = profile.isPvs5() ? "PVS5M0400" : "PVS6M0400";
        this.masks = profile.hasBlobs();
    }

    DeviceVariables production(MeterSample sample, String serial, DeviceClock clock) {
        var device = new DeviceVariables()
                .whole("ctSclFctr", 50)
                .number("freqHz", sample.frequencyHz())
                .idle("i1A")
                .idle("i2A")
                .text("msmtEps", clock.iso(sample.epochSecond()))
                .idle("negLtea3phsumKwh")
                .number("netLtea3phsumKwh", sample.producedKwh())
                .idle("p1Kw")
                .idle("p2Kw")
                .number("p3phsumKw", sample.producedKw())
                .idle("posLtea3phsumKwh")
                .text("prodMdlNm", model + "p");
        apparent(device, sample.producedKw(), sample.productionKvar(), sample.productionKva(), serial);
        device.number("v12V", sample.legToLegVolts()).idle("v1nV").idle("v2nV");
        return mask(device, "67174655");
    }

    DeviceVariables consumption(MeterSample sample, String serial, DeviceClock clock) {
        double legKvar = sample.netKvar() / 2;
        var device = new DeviceVariables()
                .whole("ctSclFctr", 100)
                .number("freqHz", sample.frequencyHz())
                .number("i1A", Leg.amps(sample.leg1Kw(), legKvar, sample.leg1Volts()))
                .number("i2A", Leg.amps(sample.leg2Kw(), legKvar, sample.leg2Volts()))
                .text("msmtEps", clock.iso(sample.epochSecond()))
                .number("negLtea3phsumKwh", sample.exportedKwh())
                .number("netLtea3phsumKwh", sample.netKwh())
                .number("p1Kw", sample.leg1Kw())
                .number("p2Kw", sample.leg2Kw())
                .number("p3phsumKw", sample.netKw())
                .number("posLtea3phsumKwh", sample.importedKwh())
                .text("prodMdlNm", model + "c");
        apparent(device, sample.netKw(), sample.netKvar(), sample.netKva(), serial);
        device.number("v12V", sample.legToLegVolts())
                .number("v1nV", sample.leg1Volts())
                .number("v2nV", sample.leg2Volts());
        return mask(device, "70239999");
    }

    private static void apparent(DeviceVariables device, double kilowatts, double kvar, double kva, String serial) {
        device.number("q3phsumKvar", kvar)
                .number("s3phsumKva", kva)
                .text("sn", serial)
                .number("totPfRto", Rounding.to(4, MeterSample.powerFactor(kilowatts, kva)));
    }

    private DeviceVariables mask(DeviceVariables device, String mask) {
        return masks ? device.text("vldFldMsk", mask) : device;
    }
}
