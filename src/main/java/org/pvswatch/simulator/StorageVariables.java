package org.pvswatch.simulator;

/** The variables of a battery and its transfer switch. */
final class StorageVariables {
    private StorageVariables() {}

    static void add(Variables to, MeterSample sample, SiteIdentity identity, DeviceClock clock) {
        String ess = "/sys/devices/ess/0/";
        double cellVolts = 3.2 + 0.35 * sample.charge();
        to.number(ess + "chrgLimitPmaxKw", 5.2)
                .number(ess + "customerSocVal", Rounding.to(2, Math.max(0, sample.charge() * 1.1 - 0.1)))
                .number(ess + "dischrgLimPmaxKw", 5.2)
                .number(ess + "maxTBattCellDegc", 26)
                .number(ess + "maxVBattCellV", cellVolts + 0.01)
                .number(ess + "minTBattCellDegc", 24)
                .number(ess + "minVBattCellV", cellVolts - 0.01)
                .text(ess + "msmtEps", clock.iso(sample.epochSecond()))
                .number(ess + "negLtea3phsumKwh", sample.chargedKwh())
                .text(ess + "opMode", "SELF_CONSUMPTION")
                .number(ess + "p3phsumKw", sample.batteryKw())
                .number(ess + "posLtea3phsumKwh", sample.dischargedKwh())
                .text(ess + "prodMdlNm", "SPWR-Equinox-model")
                .text(ess + "sn", identity.energyStorage())
                .number(ess + "socVal", sample.charge())
                .whole(ess + "sohVal", 1)
                .number(ess + "tInvtrDegc", 31)
                .number(ess + "v1nV", sample.leg1Volts())
                .number(ess + "v2nV", sample.leg2Volts())
                .number(ess + "vBattV", 48 + 6 * sample.charge());
        String hub = "/sys/devices/transfer_switch/0/";
        to.text(hub + "midStEnum", "MID_STATE_CLOSED")
                .text(hub + "msmtEps", clock.iso(sample.epochSecond()))
                .text(hub + "prodMdlNm", "SunPower MIDC")
                .text(hub + "pvd1StEnum", "PVD_STATE_CLOSED")
                .text(hub + "sn", identity.transferSwitch())
                .number(hub + "tDegc", 30)
                .number(hub + "v1nGridV", sample.leg1Volts())
                .number(hub + "v1nV", sample.leg1Volts())
                .number(hub + "v2nGridV", sample.leg2Volts())
                .number(hub + "v2nV", sample.leg2Volts())
                .number(hub + "vSpplyV", 12.1);
    }
}
