package org.pvswatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.pvswatch.chart.Chart;
import org.pvswatch.chart.Charts;
import org.pvswatch.chart.Series;
import org.pvswatch.letter.Fact;
import org.pvswatch.letter.Rendered;
import org.pvswatch.letter.Table;
import org.pvswatch.letter.Templates;
import org.pvswatch.letter.Words;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.Picture;
import org.pvswatch.report.MonthReport.DayFigures;
import org.pvswatch.report.MonthReport.EarlierYear;
import org.pvswatch.report.MonthReport.PanelFigures;
import org.pvswatch.report.MonthReport.PvsFigures;
import org.pvswatch.report.MonthReport.WeatherComparison;

/** The report of a month as a letter; the words around the figures are in {@code month.ftlh} and {@code month.ftl}. */
final class MonthLetter {
    private static final int MOST_ROWS = 24;
    private static final int MOST_GAPS = 8;

    private final Words words;
    private final Templates templates;
    private final Charts charts;
    private final IncidentWords incidentWords;
    private final FigureWords figureWords;

    MonthLetter(Words words, Templates templates, Charts charts) {
        this.words = words;
        this.templates = templates;
        this.charts = charts;
        this.incidentWords = new IncidentWords(words, templates);
        this.figureWords = new FigureWords(words);
    }

    /**
     * Writes it.
     *
     * @param id of the letter
     * @param at when it became news
     */
    Letter of(MonthReport month, String id, Instant at) {
        Verdict verdict = Verdict.of(month, words, templates);
        List<Picture> pictures = new ArrayList<>();
        Map<String, Object> model = new HashMap<>();
        model.put("title", words.month(month.month()));
        model.put("site", month.site());
        model.put("lead", verdict.sentence());
        model.put("tone", verdict.rung().tone());
        model.put("figures", figures(month));
        model.put("notes", notes(month));
        model.put("dayFacts", dayFacts(month));
        put(model, pictures, "dayPicture", "days", daysAlt(month), daysChart(month));
        if (!month.earlierYears().isEmpty()) {
            model.put("years", years(month));
        }
        if (month.selfUse() != null) {
            model.put("house", figureWords.house(month.selfUse()));
            put(model, pictures, "housePicture", "house", houseAlt(month), houseChart(month));
        }
        if (!month.panels().isEmpty()) {
            model.put("panels", panels(month));
            model.put("panelNote", panelNote(month));
            put(model, pictures, "panelPicture", "panels", panelsAlt(month), panelsChart(month));
        }
        model.put(
                "incidents", month.incidents().stream().map(incidentWords::told).toList());
        model.put(
                "watchList", month.watchList().stream().map(incidentWords::told).toList());
        model.put(
                "supervisors",
                month.supervisors().stream()
                        .flatMap(pvs -> pvsFacts(pvs, month).stream())
                        .toList());
        model.put("seen", figureWords.seen(month.coverage(), month.month().lengthOfMonth()));
        model.put("gaps", figureWords.gaps(month.coverage(), MOST_GAPS));
        Rendered rendered = templates.render("month", model);
        return new Letter(
                id, at, null, false, verdict.subject(), rendered.text(), rendered.html(), pictures, List.of());
    }

    private void put(
            Map<String, Object> model, List<Picture> pictures, String key, String name, String alt, Chart chart) {
        if (chart != null) {
            charts.draw(name, alt, chart).ifPresent(picture -> {
                model.put(key, picture);
                pictures.add(picture);
            });
        }
    }

    private List<Fact> figures(MonthReport month) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Produced", words.energy(month.productionKwh())));
        WeatherComparison weather = month.weather();
        if (weather != null) {
            facts.add(new Fact("Against the weather", words.change(weather.changePercent() / 100)));
        }
        month.earlierYears().stream()
                .filter(year -> year.changePercent() != null)
                .findFirst()
                .ifPresent(year -> facts.add(new Fact(
                        "Against " + words.month(month.month().withYear(year.year())),
                        words.change(year.changePercent() / 100))));
        facts.addAll(figureWords.largeHouse(month.selfUse()));
        return facts;
    }

    private List<String> notes(MonthReport month) {
        List<String> notes = new ArrayList<>();
        int all = month.month().lengthOfMonth();
        int known = month.wholeDays();
        if (known < all) {
            int partly = month.partlyKnownDays();
            notes.add(
                    "Production is known wholly on %d of %d days%s; the sums are of what is known, so they are too small."
                            .formatted(known, all, partly == 0 ? "" : " and partly on " + partly));
        }
        WeatherComparison weather = month.weather();
        if (weather != null) {
            String snow = weather.snowDays() == 0
                    ? ""
                    : "; " + words.count(weather.snowDays(), "day", "days") + " with snow left out";
            notes.add("With the weather compared: %s, %s made where it allowed %s%s."
                    .formatted(
                            words.count(weather.days(), "day", "days"),
                            words.energy(weather.madeKwh()),
                            words.energy(weather.expectedKwh()),
                            snow));
        } else if (month.productionKwh() != null) {
            notes.add("What the weather allowed is not known yet: it is learned from two weeks before a month"
                    + " in which weather and production are known.");
        }
        return notes;
    }

    private List<Fact> dayFacts(MonthReport month) {
        List<Fact> facts = new ArrayList<>();
        if (month.best() != null) {
            facts.add(new Fact("Best day", dayWords(month.best())));
            facts.add(new Fact("Worst day", dayWords(month.worst())));
            double mean = month.days().stream()
                            .filter(DayFigures::isWhole)
                            .mapToDouble(DayFigures::productionKwh)
                            .sum()
                    / month.wholeDays();
            facts.add(new Fact("Mean of a day", words.energy(mean)));
        }
        return facts;
    }

    private String dayWords(DayFigures day) {
        return words.day(day.date()) + ", " + words.energy(day.productionKwh());
    }

    private Chart daysChart(MonthReport month) {
        boolean expected = month.days().stream().anyMatch(day -> day.expectedKwh() != null);
        return month.productionKwh() == null
                ? null
                : new Chart.DayBars(
                        "kWh",
                        dates(month),
                        series("produced", month, DayFigures::productionKwh),
                        null,
                        expected ? series("what the weather allowed", month, DayFigures::expectedKwh) : null);
    }

    private String daysAlt(MonthReport month) {
        String best = month.best() == null ? "" : ", most on " + dayWords(month.best());
        return "Production of each day: " + words.energy(month.productionKwh()) + " in all" + best;
    }

    private Chart houseChart(MonthReport month) {
        return new Chart.DayBars(
                "kWh",
                dates(month),
                series("used by the house", month, DayFigures::houseLoadKwh),
                series("from the grid", month, DayFigures::importKwh),
                null);
    }

    private String houseAlt(MonthReport month) {
        return "Each day's house load and what of it came from the grid: %s used, %s drawn"
                .formatted(
                        words.energy(month.selfUse().houseLoadKwh()),
                        words.energy(month.selfUse().importKwh()));
    }

    private static List<LocalDate> dates(MonthReport month) {
        return month.days().stream().map(DayFigures::date).toList();
    }

    private static Series series(String name, MonthReport month, Function<DayFigures, Double> of) {
        List<Double> values = new ArrayList<>();
        month.days().forEach(day -> values.add(of.apply(day)));
        return new Series(name, values);
    }

    private Table years(MonthReport month) {
        List<List<String>> rows = new ArrayList<>();
        for (EarlierYear year : month.earlierYears()) {
            rows.add(List.of(
                    String.valueOf(year.year()),
                    words.energy(year.productionKwh()),
                    words.number(year.comparedDays(), 0),
                    year.changePercent() == null ? Words.UNKNOWN : words.change(year.changePercent() / 100)));
        }
        return new Table(List.of("Year", "Produced then", "Days compared", "Now against then"), rows);
    }

    private Table panels(MonthReport month) {
        List<List<String>> rows = new ArrayList<>();
        for (PanelFigures panel : weakestFirst(month).stream().limit(MOST_ROWS).toList()) {
            List<Double> known =
                    panel.shares().stream().filter(Objects::nonNull).sorted().toList();
            rows.add(List.of(
                    words.shortPanel(panel.serial()),
                    panel.energyKwh() == null ? Words.UNKNOWN : words.number(panel.energyKwh(), 1),
                    figureWords.percent(panel.sharePercent()),
                    known.isEmpty() ? Words.UNKNOWN : words.share(known.get(0))));
        }
        return new Table(List.of("Panel", "kWh", "Of the middle one", "Worst day"), rows);
    }

    private static List<PanelFigures> weakestFirst(MonthReport month) {
        return month.panels().stream()
                .sorted(Comparator.comparing(
                        PanelFigures::sharePercent, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private String panelNote(MonthReport month) {
        List<PanelFigures> panels = weakestFirst(month);
        String sides = panels.stream()
                                .map(PanelFigures::side)
                                .filter(Objects::nonNull)
                                .distinct()
                                .count()
                        > 1
                ? "its side of the roof"
                : "all";
        String more = panels.size() <= MOST_ROWS
                ? ""
                : " The other %d made between %s and %s."
                        .formatted(
                                panels.size() - MOST_ROWS,
                                figureWords.percent(panels.get(MOST_ROWS).sharePercent()),
                                figureWords.percent(
                                        panels.get(panels.size() - 1).sharePercent()));
        return "The weakest first; each beside the middle panel of %s on the same days, mostly %d.%s"
                .formatted(sides, month.coverage().judgedDays(), more);
    }

    private Chart panelsChart(MonthReport month) {
        return new Chart.HeatMap(
                month.panels().stream()
                        .map(panel -> words.shortPanel(panel.serial()))
                        .toList(),
                dates(month),
                month.panels().stream().map(PanelFigures::shares).toList(),
                "of the middle panel",
                "not known");
    }

    private String panelsAlt(MonthReport month) {
        List<String> weak = weakestFirst(month).stream()
                .filter(panel -> panel.sharePercent() != null && panel.sharePercent() < 90)
                .map(panel -> words.shortPanel(panel.serial()) + " " + figureWords.percent(panel.sharePercent()))
                .toList();
        return "Each panel on each day beside its neighbours: "
                + (weak.isEmpty() ? "none is weak" : "weak are " + String.join(", ", weak));
    }

    private List<Fact> pvsFacts(PvsFigures pvs, MonthReport month) {
        List<Fact> facts = new ArrayList<>();
        String name = month.supervisors().size() == 1 ? "" : pvs.pvs() + ": ";
        facts.add(new Fact(name + "Starts", pvs.restarts() == 0 ? "none" : words.number(pvs.restarts(), 0)));
        if (pvs.freeFlashKib() != null) {
            facts.add(new Fact(
                    name + "Free flash",
                    mib(pvs.freeFlashKib())
                            + (pvs.freeFlashChangeKib() == null
                                    ? ""
                                    : ", " + signed(pvs.freeFlashChangeKib() / 1024, " MiB") + " in the month")));
        }
        if (pvs.usedFlashPercent() != null) {
            facts.add(new Fact(
                    name + "Used flash",
                    words.share(pvs.usedFlashPercent() / 100)
                            + (pvs.usedFlashChangePercent() == null
                                    ? ""
                                    : ", " + signed(pvs.usedFlashChangePercent(), " points") + " in the month")));
        }
        if (pvs.flashWearPercent() != null) {
            boolean grew = pvs.flashWearBeforePercent() < pvs.flashWearPercent();
            facts.add(new Fact(
                    name + "Life of the flash used up",
                    words.share(pvs.flashWearPercent() / 100)
                            + (grew ? ", " + words.share(pvs.flashWearBeforePercent() / 100) + " before" : "")));
        }
        if (pvs.firmware() != null) {
            facts.add(new Fact(name + "Firmware", pvs.firmware()));
        }
        pvs.updates()
                .forEach(update -> facts.add(new Fact(
                        name + "Firmware changed " + words.moment(update.at()),
                        update.before() + " to " + update.after())));
        return facts;
    }

    private String mib(double kib) {
        return words.number(kib / 1024, 0) + " MiB";
    }

    private String signed(double value, String unit) {
        long whole = Math.round(value);
        return whole == 0 ? "unchanged" : (whole > 0 ? "+" : "−") + words.number(Math.abs(whole), 0) + unit;
    }
}
