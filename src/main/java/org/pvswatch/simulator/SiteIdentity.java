package org.pvswatch.simulator;

/** Serial numbers of a simulated site. All of them are made up from the seed. */
final class SiteIdentity {
    private final Profile profile;
    private final SeededNoise noise;

    SiteIdentity(Profile profile, long seed) {
        this.profile = profile;
        this.noise = new SeededNoise(seed).stream("identity");
    }

    /** 19 characters; the last five are the password. */
    String supervisor() {
        int tail = digits(1, 10_000);
        return profile.isPvs5() ? "ZT163385000441C%04d".formatted(tail) : "ZT210785000549A%04d".formatted(tail);
    }

    String password() {
        String serial = supervisor();
        return serial.substring(serial.length() - 5);
    }

    /** For people's eyes: the tail hidden. */
    String masked() {
        String serial = supervisor();
        return serial.substring(0, serial.length() - 5) + "*****";
    }

    String productionMeter() {
        return meter() + "p";
    }

    String consumptionMeter() {
        return meter() + "c";
    }

    private String meter() {
        int number = digits(2, 10_000);
        return profile.isPvs5() ? "PVS5M00%04d".formatted(number) : "PVS6M2107%04d".formatted(number);
    }

    String inverter(int number) {
        int tail = (digits(3, 900_000) + number * 37) % 1_000_000;
        return profile.isPvs5() ? "414051709%06d".formatted(tail) : "E00122107%06d".formatted(tail);
    }

    String module(int number) {
        return "M2107%07d".formatted((digits(4, 9_000_000) + number * 53) % 10_000_000);
    }

    String battery() {
        return "BC2107" + "%07d".formatted(digits(5, 10_000_000));
    }

    String transferSwitch() {
        return "SY2107" + "%07d".formatted(digits(6, 10_000_000));
    }

    String batteryModule(int number) {
        return "BM2107" + "%013d".formatted(digits(5, 10_000_000) * 10L + number);
    }

    /** The hub and its batteries in one: 73 characters. */
    String energyStorage() {
        return transferSwitch() + "_" + batteryModule(1) + "_" + batteryModule(2) + "_" + batteryModule(3);
    }

    String storageInverter() {
        return storagePart("SI", 11);
    }

    /** A part without a life of its own. @param index of its own among the serials */
    String storagePart(String kind, int index) {
        return kind + "2107" + "%07d".formatted(digits(index, 10_000_000));
    }

    int panId() {
        return 100_000_000 + digits(7, 900_000_000);
    }

    /** The network name made of serial characters, as the box's own hotspot does. */
    String ssid() {
        String serial = supervisor();
        return "SunPower" + serial.substring(4, 6) + serial.substring(serial.length() - 3);
    }

    /** The hotspot's key: secret, because it holds the serial's tail. */
    String hotspotKey() {
        String serial = supervisor();
        return serial.substring(2, 6) + serial.substring(serial.length() - 4);
    }

    private int digits(long index, int below) {
        return (int) Math.floorMod(noise.bits(index), (long) below);
    }
}
