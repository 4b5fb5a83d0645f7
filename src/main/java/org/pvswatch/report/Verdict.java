package org.pvswatch.report;

import java.time.Year;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;
import org.pvswatch.letter.Templates;
import org.pvswatch.letter.Words;
import org.pvswatch.report.MonthReport.EarlierYear;
import org.pvswatch.report.MonthReport.WeatherComparison;

/**
 * The sentence that says it all, and the subject. A ladder of rules, the worst first: the first that holds decides. The words
 * are in {@code verdict.ftl}.
 *
 * @param rung which rule held
 * @param subject stands alone
 * @param sentence the first of the letter
 */
public record Verdict(Rung rung, String subject, String sentence) {
    private static final double WEAK = -0.10;
    private static final double FAIR = -0.05;
    private static final double KNOWN = 0.8;

    /** What holds of a month or a year, the worst first; with the colour of the letter. */
    public enum Rung {
        /** Nobody knows anything of it. */
        UNKNOWN("calm"),
        /** Nothing is produced at its end. */
        NOTHING("bad"),
        /** The grid is dangerous. */
        DANGER("bad"),
        /** A circuit is off at its end. */
        CIRCUIT("bad"),
        /** Panels make nothing at its end. */
        DEAD("bad"),
        /** Something else is wrong at its end. */
        TROUBLE("bad"),
        /** Less than four fifths of its days are known. */
        PARTLY("calm"),
        /** A tenth less than the weather allowed, and nothing is known to be wrong. */
        WEAK("bad"),
        /** What was wrong is over. */
        MENDED("good"),
        /** Nothing is wrong, something is watched. */
        WATCHED("good"),
        /** All is well. */
        GOOD("good");

        private final String tone;

        Rung(String tone) {
            this.tone = tone;
        }

        /** Colour of the letter: bad, calm or good. */
        public String tone() {
            return tone;
        }
    }

    /** Of a month. */
    static Verdict of(MonthReport month, Words words, Templates templates) {
        Map<String, Object> model = new HashMap<>();
        YearMonth of = month.month();
        model.put("name", words.month(of));
        boolean late =
                month.coverage().days() < of.lengthOfMonth() && month.coverage().days() > 0;
        if (late) {
            model.put("since", words.fullDay(words.dayOf(month.coverage().from())));
        }
        putPanels(model, month);
        EarlierYear before = month.earlierYears().stream()
                .filter(year -> year.changePercent() != null)
                .findFirst()
                .orElse(null);
        if (before != null) {
            model.put("before", words.month(of.withYear(before.year())));
            putChange(model, "beforeChange", before.changePercent(), words);
        }
        WeatherComparison weather = mostly(month.weather(), month.wholeDays());
        Seen seen = new Seen(
                month.productionKwh(),
                month.wholeDays(),
                of.lengthOfMonth(),
                late ? null : weather,
                month.goingOn(),
                month.incidents(),
                month.watchList().stream()
                        .filter(each -> each.isGoingOnAt(month.end()))
                        .toList());
        if (weather != null) {
            putChange(model, "weatherChange", weather.changePercent(), words);
        }
        return decided(seen, model, words, templates);
    }

    /** Of a year. */
    static Verdict of(YearReport year, Words words, Templates templates) {
        Map<String, Object> model = new HashMap<>();
        model.put("name", String.valueOf(year.year()));
        model.put("panels", year.coverage().panels());
        model.put("judged", year.coverage().panelsJudged());
        if (words.dayOf(year.coverage().from()).getDayOfYear() > 1) {
            model.put("since", words.fullDay(words.dayOf(year.coverage().from())));
        }
        year.earlierYears().stream()
                .filter(each -> each.changePercent() != null && each.comparedMonths() == 12)
                .findFirst()
                .ifPresent(before -> {
                    model.put("before", String.valueOf(before.year()));
                    putChange(model, "beforeChange", before.changePercent(), words);
                });
        WeatherComparison weather = mostly(year.weather(), year.wholeDays());
        if (weather != null) {
            putChange(model, "weatherChange", weather.changePercent(), words);
        }
        List<IncidentFigures> watched =
                year.goingOn().stream().filter(IncidentRows::isWatched).toList();
        List<IncidentFigures> wrong = year.incidents().stream()
                .filter(each -> !IncidentRows.isWatched(each))
                .toList();
        List<IncidentFigures> goingOn = year.goingOn().stream()
                .filter(each -> !IncidentRows.isWatched(each))
                .toList();
        int days = Year.of(year.year()).length();
        Seen seen = new Seen(year.productionKwh(), year.wholeDays(), days, weather, goingOn, wrong, watched);
        return decided(seen, model, words, templates);
    }

    /** The comparison when it speaks of most of the days, else {@code null}. */
    private static WeatherComparison mostly(WeatherComparison weather, int wholeDays) {
        return weather != null && 2 * weather.days() >= wholeDays ? weather : null;
    }

    /** What the ladder looks at. */
    private record Seen(
            Double productionKwh,
            int wholeDays,
            int days,
            WeatherComparison weather,
            List<IncidentFigures> goingOn,
            List<IncidentFigures> wrong,
            List<IncidentFigures> watched) {

        Rung rung() {
            if (productionKwh == null) {
                return Rung.UNKNOWN;
            }
            if (has(Kind.SYSTEM_OFF)) {
                return Rung.NOTHING;
            }
            if (goingOn.stream()
                    .anyMatch(each -> each.kind() == Kind.LEG_IMBALANCE && each.severity() == Severity.CRITICAL)) {
                return Rung.DANGER;
            }
            if (has(Kind.CIRCUIT_OFF)) {
                return Rung.CIRCUIT;
            }
            if (has(Kind.NOT_PRODUCING)) {
                return Rung.DEAD;
            }
            if (!goingOn.isEmpty()) {
                return Rung.TROUBLE;
            }
            if (wholeDays < KNOWN * days) {
                return Rung.PARTLY;
            }
            if (weather != null && weather.changePercent() / 100 < Verdict.WEAK) {
                return Rung.WEAK;
            }
            return !wrong.isEmpty() ? Rung.MENDED : !watched.isEmpty() ? Rung.WATCHED : Rung.GOOD;
        }

        private boolean has(Kind kind) {
            return goingOn.stream().anyMatch(each -> each.kind() == kind);
        }
    }

    private static void putPanels(Map<String, Object> model, MonthReport month) {
        model.put("panels", month.coverage().panels());
        model.put("judged", month.coverage().panelsJudged());
    }

    private static Verdict decided(Seen seen, Map<String, Object> model, Words words, Templates templates) {
        Rung rung = seen.rung();
        IncidentWords incidents = new IncidentWords(words, templates);
        model.put("rung", rung.name());
        model.put("made", words.energy(seen.productionKwh()));
        model.put("wholeDays", seen.wholeDays());
        model.put("days", seen.days());
        boolean fair = seen.weather() != null && seen.weather().changePercent() / 100 >= FAIR;
        model.put("good", fair);
        model.put("watched", seen.watched().size());
        model.put("mended", seen.wrong().size());
        model.put(
                "lost",
                words.energy(seen.wrong().stream()
                        .mapToDouble(IncidentFigures::lostKwh)
                        .sum()));
        model.put("dead", (int) seen.goingOn().stream()
                .filter(each -> each.kind() == Kind.NOT_PRODUCING)
                .count());
        model.put("troubles", seen.goingOn().size());
        seen.goingOn().stream()
                .filter(each -> leads(rung, each))
                .min(Comparator.comparing(IncidentFigures::severity).reversed().thenComparing(IncidentFigures::since))
                .ifPresent(worst -> {
                    model.put("worst", incidents.title(worst));
                    model.put("subject", words.panel(worst.subject()));
                    model.put("members", worst.members().size());
                    model.put("worstSince", incidents.since(worst));
                });
        String[] lines = templates.fill("verdict.ftl", model).strip().split("\\s*\\n\\s*", 2);
        return new Verdict(
                rung, lines[0].strip(), lines[lines.length - 1].strip().replaceAll("\\s+", " "));
    }

    private static boolean leads(Rung rung, IncidentFigures incident) {
        return switch (rung) {
            case NOTHING -> incident.kind() == Kind.SYSTEM_OFF;
            case DANGER -> incident.kind() == Kind.LEG_IMBALANCE;
            case CIRCUIT -> incident.kind() == Kind.CIRCUIT_OFF;
            case DEAD -> incident.kind() == Kind.NOT_PRODUCING;
            default -> true;
        };
    }

    private static void putChange(Map<String, Object> model, String name, double percent, Words words) {
        double change = percent / 100;
        model.put(name, Math.round(percent) == 0 ? "0" : words.share(Math.abs(change)));
        model.put(name + "Up", change > 0);
    }
}
