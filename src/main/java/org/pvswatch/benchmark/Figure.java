package org.pvswatch.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One line of a budget.
 *
 * @param name what was measured, with its unit
 * @param reached measured
 * @param wanted at most this; NaN: nothing is wanted
 * @param script the same of the script of old, as text; empty: it has none, or was not measured
 */
public record Figure(String name, double reached, double wanted, String script) {
    /** A table in Markdown. */
    public static String table(List<Figure> figures) {
        String head = "| what | reached | wanted | reached/wanted | old script |\n| --- | --- | --- | --- | --- |\n";
        return figures.stream().map(Figure::row).collect(Collectors.joining("", head, ""));
    }

    private String row() {
        boolean free = Double.isNaN(wanted);
        return String.format(
                "| %s | %s | %s | %s | %s |%n",
                name,
                text(reached),
                free ? "" : text(wanted),
                free
                        ? ""
                        : String.format(Locale.ROOT, "%.2f", reached / wanted)
                                + (reached > wanted ? " **missed**" : ""),
                script);
    }

    static String text(double value) {
        if (Double.isNaN(value)) {
            return "not measured";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
