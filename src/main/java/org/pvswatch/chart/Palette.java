package org.pvswatch.chart;

import java.awt.Color;

/** Colours that stay apart for every eye (after Okabe and Ito), on a light card that is no glare in the dark. */
final class Palette {
    static final Color CARD = new Color(0xFAFAF7);
    static final Color INK = new Color(0x2B2B2B);
    static final Color QUIET_INK = new Color(0x5F6368);
    static final Color GRID = new Color(0xDDDDD6);
    static final Color MAIN = new Color(0x0072B2);
    static final Color PALE = new Color(0xB5CFE0);
    static final Color AGAINST = new Color(0x9A9A94);
    static final Color BEHIND = new Color(0xB4B4AE);
    static final Color LINE = new Color(0xD55E00);
    static final Color UNKNOWN = new Color(0xC4C4C0);

    private static final Color[] OTHERS = {
        new Color(0xE69F00), new Color(0x009E73), new Color(0xCC79A7), new Color(0x56B4E9)
    };

    /** Share of the neighbours' energy up to which a colour is meant, and the colour. */
    private static final double[] SHARES = {0.05, 0.5, 0.7, 0.85, 0.95, Double.MAX_VALUE};

    private static final Color[] HEAT = {
        new Color(0x3B0F2B),
        new Color(0x8C1D40),
        new Color(0xD55E00),
        new Color(0xEFA052),
        new Color(0xF7DDB5),
        new Color(0xE3EEF4)
    };
    static final int STEPS = SHARES.length;

    private Palette() {}

    static Color heat(double share) {
        int i = 0;
        while (share > SHARES[i]) {
            i++;
        }
        return HEAT[i];
    }

    /** Up to which share a step goes; the last one has no end. */
    static double share(int step) {
        return SHARES[step];
    }

    static Color heatOf(int step) {
        return HEAT[step];
    }

    /** What a line is held against: grey first. */
    static Color line(int i) {
        return i == 0 ? LINE : i == 1 ? BEHIND : OTHERS[(i - 2) % OTHERS.length];
    }

    /** Bars of earlier years fade with their age. */
    static Color year(int age) {
        return switch (age) {
            case 0 -> MAIN;
            case 1 -> new Color(0xE6B85C);
            case 2 -> AGAINST;
            default -> new Color(0xCFCFC8);
        };
    }
}
