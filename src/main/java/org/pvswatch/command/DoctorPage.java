package org.pvswatch.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pvswatch.doctor.Finding;
import org.pvswatch.doctor.Finding.Verdict;

/** Shows findings: aligned and in colour on a terminal, else one plain line each. */
final class DoctorPage {
    private static final boolean TERMINAL = Boolean.getBoolean("pvswatch.terminal.out");
    private static final boolean COLOUR = TERMINAL && System.getenv("NO_COLOR") == null;
    private static final int WIDTH = Math.max(60, Math.min(120, Integer.getInteger("pvswatch.columns", 100)));
    private static final int INDENT = 21;

    private final PrintStream out;
    private final boolean terminal;
    private String part = "";

    DoctorPage(PrintStream out) {
        this(out, TERMINAL);
    }

    DoctorPage(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** One finding. */
    void show(Finding finding) {
        if (!terminal) {
            out.printf("%-4s  %s%n", word(finding.verdict()), finding);
            return;
        }
        String name = finding.part().equals(part) ? "" : finding.part();
        part = finding.part();
        List<String> lines = wrapped(finding.said());
        out.printf("  %s  %-13s%s%n", coloured(finding.verdict()), name, lines.get(0));
        lines.subList(1, lines.size()).forEach(line -> out.println(" ".repeat(INDENT) + line));
        if (!finding.mend().isEmpty()) {
            List<String> mend = wrapped("-> " + finding.mend());
            mend.forEach(line -> out.println(" ".repeat(INDENT) + bold(line)));
        }
        out.flush();
    }

    /** What it all comes to. */
    void sum(List<Finding> findings) {
        long fails =
                findings.stream().filter(each -> each.verdict() == Verdict.FAIL).count();
        long warns =
                findings.stream().filter(each -> each.verdict() == Verdict.WARN).count();
        String looks = warns == 0 ? "" : warns == 1 ? "1 thing wants a look" : warns + " things want a look";
        String sum = fails == 0
                ? looks.isEmpty() ? "All is well." : "It works; " + looks + "."
                : "%s to be mended%s."
                        .formatted(
                                fails == 1 ? "1 thing has" : fails + " things have",
                                looks.isEmpty() ? "" : ", " + looks);
        out.println(terminal ? System.lineSeparator() + "  " + bold(sum) : sum);
        out.flush();
    }

    private static String word(Verdict verdict) {
        return verdict == Verdict.FAIL ? "FAIL" : verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String coloured(Verdict verdict) {
        String word = "%-4s".formatted(word(verdict));
        if (!COLOUR) {
            return word;
        }
        String colour =
                switch (verdict) {
                    case OK -> "32";
                    case WARN -> "33";
                    case FAIL -> "1;31";
                };
        return "\u001b[" + colour + "m" + word + "\u001b[0m";
    }

    private static String bold(String text) {
        return COLOUR ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && INDENT + line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
