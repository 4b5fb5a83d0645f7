package org.pvswatch.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java, memory, and what a Raspberry Pi tells about itself. */
final class MachineCheck implements Check {
    private static final int OLDEST_JAVA = 17;
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
    private static final long LEAST_TOTAL_MB = 400;
    private static final long LEAST_AVAILABLE_MB = 60;

    /** Bits of what the firmware of a Pi has seen since its start: the voltage fell too low, it was slowed down for it. */
    private static final int WEAK_SUPPLY = 0x1 | 0x4 | 0x10000 | 0x40000;

    private final Path root;

    /** @param root where the system shows itself, {@code /} */
    MachineCheck(Path root) {
        this.root = root;
    }

    @Override
    public List<Finding> look() {
        List<Finding> all = new ArrayList<>();
        Runtime.Version java = Runtime.version();
        String version = java + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch");
        all.add(
                java.feature() < OLDEST_JAVA
                        ? Finding.fail("Java", version, "install Java 17 or newer")
                        : Finding.ok("Java", version));
        memory(all);
        return all;
    }

    private void memory(List<Finding> all) {
        String told = read("proc/meminfo");
        long total = megabytes(TOTAL, told);
        if (total == 0) {
            return; // no Linux
        }
        long available = megabytes(AVAILABLE, told);
        String model = read("proc/device-tree/model").replace("\0", "").strip();
        String said = String.format(Locale.ROOT, "%,d MB, %,d MB of it free", total, available)
                + (model.isEmpty() ? "" : ", " + model);
        if (isSupplyWeak()) {
            all.add(Finding.warn(
                    "machine",
                    said + "; its power supply was too weak since it started",
                    "a better power supply and a short cable; cards die of this"));
        } else if (total < LEAST_TOTAL_MB || available < LEAST_AVAILABLE_MB) {
            all.add(Finding.warn(
                    "machine", said, "512 MB with little else running are needed; stop what else runs here"));
        } else {
            all.add(Finding.ok("machine", said));
        }
    }

    private boolean isSupplyWeak() {
        String bits = read("sys/devices/platform/soc/soc:firmware/get_throttled")
                .strip()
                .replaceFirst("^0x", "");
        return bits.matches("[0-9a-fA-F]{1,7}") && (Integer.parseInt(bits, 16) & WEAK_SUPPLY) != 0;
    }

    private static long megabytes(Pattern line, String told) {
        Matcher found = line.matcher(told);
        return found.find() ? Long.parseLong(found.group(1)) / 1024 : 0;
    }

    private String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            return "";
        }
    }
}
