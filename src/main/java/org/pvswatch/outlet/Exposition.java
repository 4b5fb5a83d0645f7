package org.pvswatch.outlet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers in the text format of Prometheus 0.0.4: families in the order of their first number, each said what it is. */
final class Exposition {
    /** Sums end in noise of the sixteenth digit. */
    private static final int DECIMALS = 6;

    private final Map<String, StringBuilder> families = new LinkedHashMap<>();

    /** Begins a family; one that stays without numbers is left out. */
    Exposition family(String name, String type, String help) {
        families.put(name, new StringBuilder("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type)));
        return this;
    }

    /**
     * Adds a number to a family that was begun.
     *
     * @param value the number in its usual unit; {@code null} adds nothing
     * @param perUnit how many of the family's units that unit is
     * @param labels names and values in turn
     */
    void add(String name, Double value, double perUnit, String... labels) {
        if (value != null && Double.isFinite(value)) {
            BigDecimal exact = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
            add(name, exact.multiply(BigDecimal.valueOf(perUnit)), labels);
        }
    }

    /** Adds a moment as seconds since 1970; {@code null} adds nothing. */
    void add(String name, Instant moment, String... labels) {
        if (moment != null) {
            add(name, BigDecimal.valueOf(moment.toEpochMilli(), 3), labels);
        }
    }

    private void add(String name, BigDecimal value, String... labels) {
        StringBuilder family = families.get(name).append(name);
        for (int i = 0; i < labels.length; i += 2) {
            family.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            family.append(
                    labels[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
            family.append('"');
        }
        family.append(labels.length == 0 ? " " : "} ")
                .append(value.stripTrailingZeros().toPlainString())
                .append('\n');
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        families.values().stream()
                .filter(family -> family.chars().filter(c -> c == '\n').count() > 2)
                .forEach(text::append);
        return text.toString();
    }
}
