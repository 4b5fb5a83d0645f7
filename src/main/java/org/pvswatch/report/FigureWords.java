package org.pvswatch.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pvswatch.letter.Fact;
import org.pvswatch.letter.Words;
import org.pvswatch.report.MonthReport.Coverage;
import org.pvswatch.report.MonthReport.Gap;
import org.pvswatch.report.MonthReport.SelfUse;

/** What month and year tell in the same words. */
final class FigureWords {
    private final Words words;

    FigureWords(Words words) {
        this.words = words;
    }

    /** A part in percent, rounded. */
    String percent(Double percent) {
        return percent == null ? Words.UNKNOWN : words.share(percent / 100);
    }

    /** The house in large numbers; nothing without a meter of consumption. */
    List<Fact> largeHouse(SelfUse use) {
        List<Fact> facts = new ArrayList<>();
        if (use == null) {
            return facts;
        }
        facts.add(new Fact("Self-consumption", percent(use.selfConsumptionPercent())));
        facts.add(new Fact("Self-sufficiency", percent(use.selfSufficiencyPercent())));
        if (saved(use) != null || earned(use) != null) {
            facts.add(new Fact("Worth", words.money(sum(saved(use), earned(use)))));
        }
        return facts;
    }

    /** The house in a line a number. */
    List<Fact> house(SelfUse use) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("House load", words.energy(use.houseLoadKwh())));
        facts.add(new Fact("Import", words.energy(use.importKwh())));
        facts.add(new Fact("Export", words.energy(use.exportKwh())));
        facts.add(new Fact(
                "Self-consumption",
                percent(use.selfConsumptionPercent()) + " of production, " + words.energy(use.usedKwh())));
        facts.add(new Fact("Self-sufficiency", percent(use.selfSufficiencyPercent()) + " of house load"));
        if (saved(use) != null) {
            facts.add(new Fact("Saved by own use", words.money(saved(use))));
        }
        if (earned(use) != null) {
            facts.add(new Fact("Earned by export", words.money(earned(use))));
        }
        facts.add(new Fact("Of days fully known", words.number(use.days(), 0)));
        return facts;
    }

    private Double saved(SelfUse use) {
        return words.worth(use.usedKwh());
    }

    private Double earned(SelfUse use) {
        return words.exportPerKwh() == null ? null : use.exportKwh() * words.exportPerKwh();
    }

    private static double sum(Double saved, Double earned) {
        return (saved == null ? 0 : saved) + (earned == null ? 0 : earned);
    }

    /** How much was seen, in one sentence. */
    String seen(Coverage coverage, int allDays) {
        if (coverage.days() == 0) {
            return "Nothing of it was watched.";
        }
        String panels = coverage.panels() == 0
                ? "There was an answer on %d of %d days".formatted(coverage.polledDays(), coverage.days())
                : "Judged were %d of %s on %d of %d days"
                        .formatted(
                                coverage.panelsJudged(),
                                words.count(coverage.panels(), "panel", "panels"),
                                coverage.judgedDays(),
                                coverage.days());
        String begun = coverage.days() < allDays
                ? " The watch began on " + words.fullDay(words.dayOf(coverage.from())) + "."
                : "";
        return "%s; this watcher ran %s of the time, and the PVS answered %s of it.%s"
                .formatted(panels, share(coverage.askedPercent()), share(coverage.answeredPercent()), begun);
    }

    /** Rounded down: 100% is said of nothing less. */
    private String share(double percent) {
        return words.share(Math.floor(percent * 10) / 1000, percent >= 100 ? 0 : 1);
    }

    /** Each time in which nothing was seen, the longest when there are too many. */
    List<String> gaps(Coverage coverage, int most) {
        List<Gap> gaps = coverage.gaps();
        List<Gap> told = gaps.stream()
                .sorted((a, b) -> length(b).compareTo(length(a)))
                .limit(most)
                .sorted((a, b) -> a.from().compareTo(b.from()))
                .toList();
        List<String> lines = new ArrayList<>();
        for (Gap gap : told) {
            lines.add("%s to %s (%s): %s"
                    .formatted(
                            words.moment(gap.from()),
                            words.moment(gap.to()),
                            words.span(length(gap)),
                            gap.pvs() == null ? "this watcher did not run" : gap.pvs() + " did not answer"));
        }
        if (gaps.size() > most) {
            lines.add("and %d shorter ones".formatted(gaps.size() - most));
        }
        return lines;
    }

    private static Duration length(Gap gap) {
        return Duration.between(gap.from(), gap.to());
    }
}
