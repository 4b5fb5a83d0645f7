package org.pvswatch.simulator;

/** The two ways the firmwares write numbers. */
final class DecimalText {
    private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private DecimalText() {}

    /** Device list: up to four decimals, trailing zeros trimmed. */
    static String trimmed(double value) {
        return trimmed(value, 4);
    }

    static String trimmed(double value, int decimals) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        var text = fixedText(Math.round(value * TENS[decimals]), decimals);
        int end = text.length();
        if (decimals > 0) {
            while (text.charAt(end - 1) == '0') {
                end--;
            }
            if (text.charAt(end - 1) == '.') {
                end--;
            }
        }
        return text.substring(0, end);
    }

    /** Variables: C's {@code %f} of the nearest 32-bit float. Exact, since 24 bits times a million fit a double. */
    static String float32(double value) {
        return Double.isNaN(value) ? "nan" : fixedText((long) Math.rint((double) (float) value * 1_000_000), 6);
    }

    /** Weather: always that many decimals. */
    static String fixed(double value, int decimals) {
        return fixedText(Math.round(value * TENS[decimals]), decimals);
    }

    private static String fixedText(long scaled, int decimals) {
        long absolute = Math.abs(scaled);
        var text = new StringBuilder(16);
        if (scaled < 0) {
            text.append('-');
        }
        text.append(absolute / TENS[decimals]);
        if (decimals > 0) {
            text.append('.');
            long rest = absolute % TENS[decimals];
            for (int i = decimals - 1; i >= 0; i--) {
                text.append((char) ('0' + rest / TENS[i] % 10));
            }
        }
        return text.toString();
    }
}
