package org.pvswatch.simulator;

/** The variables of one meter. A production meter's leg values are constant zeros. */
final class MeterVariables {
    private final Variables to;
    private final String path;

    MeterVariables(Variables to, String path) {
        this.to = to;
        this.path = path;
    }

    void production(MeterSample sample, String serial, DeviceClock clock) {
        to.whole(path + "ctSclFctr", 50).number(path + "freqHz", sample.frequencyHz());
        to.number(path + "i1A", 0).number(path + "i2A", 0);
        to.text(path + "msmtEps", clock.iso(sample.epochSecond()));
        to.number(path + "negLtea3phsumKwh", 0).number(path + "netLtea3phsumKwh", sample.producedKwh());
        to.number(path + "p1Kw", 0).number(path + "p2Kw", 0).number(path + "p3phsumKw", sample.producedKw());
        to.number(path + "posLtea3phsumKwh", 0).text(path + "prodMdlNm", "PVS6M0400p");
        apparent(sample.producedKw(), sample.productionKvar(), serial);
        to.number(path + "v12V", sample.legToLegVolts())
                .number(path + "v1nV", 0)
                .number(path + "v2nV", 0);
    }

    void consumption(MeterSample sample, String serial, DeviceClock clock) {
        double legKvar = sample.netKvar() / 2;
        to.whole(path + "ctSclFctr", 100)
                .number(path + "freqHz", sample.frequencyHz())
                .number(path + "i1A", Leg.amps(sample.leg1Kw(), legKvar, sample.leg1Volts()))
                .number(path + "i2A", Leg.amps(sample.leg2Kw(), legKvar, sample.leg2Volts()))
                .text(path + "msmtEps", clock.iso(sample.epochSecond()))
                .number(path + "negLtea3phsumKwh", sample.exportedKwh())
                .number(path + "netLtea3phsumKwh", sample.netKwh())
                .number(path + "p1Kw", sample.leg1Kw())
                .number(path + "p2Kw", sample.leg2Kw())
                .number(path + "p3phsumKw", sample.netKw())
                .number(path + "posLtea3phsumKwh", sample.importedKwh())
                .text(path + "prodMdlNm", "PVS6M0400c");
        apparent(sample.netKw(), sample.netKvar(), serial);
        to.number(path + "v12V", sample.legToLegVolts())
                .number(path + "v1nV", sample.leg1Volts())
                .number(path + "v2nV", sample.leg2Volts());
    }

    private void apparent(double kilowatts, double kvar, String serial) {
        double kva = Rounding.to(4, Math.hypot(kilowatts, kvar));
        to.number(path + "q3phsumKvar", kvar)
                .number(path + "s3phsumKva", kva)
                .text(path + "sn", serial)
                .number(path + "totPfRto", Rounding.to(4, kilowatts / kva));
    }
}
