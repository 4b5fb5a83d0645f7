package org.pvswatch.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pvswatch.chart.Chart;
import org.pvswatch.chart.Charts;
import org.pvswatch.chart.Series;
import org.pvswatch.letter.Fact;
import org.pvswatch.letter.Rendered;
import org.pvswatch.letter.Table;
import org.pvswatch.letter.Templates;
import org.pvswatch.letter.Words;
import org.pvswatch.mail.Attachment;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.Picture;
import org.pvswatch.report.YearReport.Claim;
import org.pvswatch.report.YearReport.EarlierYear;
import org.pvswatch.report.YearReport.MonthOfYear;
import org.pvswatch.report.YearReport.PanelYear;

/** The report of a year as a letter, with a page for the maker of each panel that earned one. */
final class YearLetter {
    private static final int MOST_ROWS = 24;
    private static final int MOST_GAPS = 8;
    private static final int MOST_YEARS = 3;

    private final Words words;
    private final Templates templates;
    private final Charts charts;
    private final IncidentWords incidentWords;
    private final FigureWords figureWords;

    YearLetter(Words words, Templates templates, Charts charts) {
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
    Letter of(YearReport year, String id, Instant at) {
        Verdict verdict = Verdict.of(year, words, templates);
        List<Picture> pictures = new ArrayList<>();
        Map<String, Object> model = new HashMap<>();
        model.put("title", String.valueOf(year.year()));
        model.put("site", year.site());
        model.put("lead", verdict.sentence());
        model.put("tone", verdict.rung().tone());
        model.put("figures", figures(year));
        model.put("notes", notes(year));
        draw(model, pictures, "monthPicture", "months", monthsAlt(year), monthsChart(year));
        model.put("months", months(year));
        if (!year.earlierYears().isEmpty()) {
            model.put("years", years(year));
        }
        model.put("ageing", ageing(year));
        if (year.selfUse() != null) {
            model.put("house", figureWords.house(year.selfUse()));
        }
        if (!year.panels().isEmpty()) {
            model.put("panels", panels(year));
            draw(model, pictures, "panelPicture", "panels", panelsAlt(year), panelsChart(year));
        }
        model.put(
                "incidents", year.incidents().stream().map(incidentWords::told).toList());
        model.put("claims", year.claims().stream().map(this::claimLine).toList());
        model.put("seen", figureWords.seen(year.coverage(), Year.of(year.year()).length()));
        model.put("gaps", figureWords.gaps(year.coverage(), MOST_GAPS));
        Rendered rendered = templates.render("year", model);
        List<Attachment> claims = new ArrayList<>();
        year.claims().forEach(claim -> claims.add(page(claim, year)));
        return new Letter(id, at, null, false, verdict.subject(), rendered.text(), rendered.html(), pictures, claims);
    }

    private void draw(
            Map<String, Object> model, List<Picture> pictures, String key, String name, String alt, Chart chart) {
        charts.draw(name, alt, chart).ifPresent(picture -> {
            model.put(key, picture);
            pictures.add(picture);
        });
    }

    private List<Fact> figures(YearReport year) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Produced", words.energy(year.productionKwh())));
        if (year.weather() != null) {
            facts.add(
                    new Fact("Against the weather", words.change(year.weather().changePercent() / 100)));
        }
        year.earlierYears().stream()
                .filter(each -> each.changePercent() != null)
                .findFirst()
                .ifPresent(before ->
                        facts.add(new Fact("Against " + before.year(), words.change(before.changePercent() / 100))));
        facts.addAll(figureWords.largeHouse(year.selfUse()));
        return facts;
    }

    private List<String> notes(YearReport year) {
        List<String> notes = new ArrayList<>();
        int all = Year.of(year.year()).length();
        if (year.wholeDays() < all) {
            notes.add(
                    "Production is known wholly on %d of %d days; the sums are of what is known, so they are too small."
                            .formatted(year.wholeDays(), all));
        }
        if (year.weather() != null) {
            notes.add("With the weather compared: %s, %s made where it allowed %s."
                    .formatted(
                            words.count(year.weather().days(), "day", "days"),
                            words.energy(year.weather().madeKwh()),
                            words.energy(year.weather().expectedKwh())));
        }
        return notes;
    }

    private Chart monthsChart(YearReport year) {
        List<String> names = year.months().stream()
                .map(month -> words.shortMonth(month.month()))
                .toList();
        List<Series> bars = new ArrayList<>();
        year.earlierYears().stream()
                .limit(MOST_YEARS)
                .forEach(each -> bars.add(0, new Series(String.valueOf(each.year()), each.months())));
        List<Double> now = new ArrayList<>();
        year.months().forEach(month -> now.add(month.productionKwh()));
        bars.add(new Series(String.valueOf(year.year()), now));
        return new Chart.GroupedBars("kWh", names, bars);
    }

    private String monthsAlt(YearReport year) {
        return "Production of each month of %d beside earlier years: %s in all"
                .formatted(year.year(), words.energy(year.productionKwh()));
    }

    private Table months(YearReport year) {
        List<List<String>> rows = new ArrayList<>();
        for (MonthOfYear month : year.months()) {
            EarlierYear before =
                    year.earlierYears().isEmpty() ? null : year.earlierYears().get(0);
            Double then =
                    before == null ? null : before.months().get(month.month().getMonthValue() - 1);
            rows.add(List.of(
                    words.shortMonth(month.month()),
                    words.energy(month.productionKwh()),
                    month.weather() == null
                            ? Words.UNKNOWN
                            : words.change(month.weather().changePercent() / 100),
                    words.energy(then)));
        }
        String before = year.earlierYears().isEmpty()
                ? "Year before"
                : String.valueOf(year.earlierYears().get(0).year());
        return new Table(List.of("Month", "Produced", "Against weather", before), rows);
    }

    private Table years(YearReport year) {
        List<List<String>> rows = new ArrayList<>();
        for (EarlierYear each : year.earlierYears()) {
            rows.add(List.of(
                    String.valueOf(each.year()),
                    words.number(each.productionKwh(), 0),
                    words.number(each.comparedMonths(), 0),
                    each.changePercent() == null ? Words.UNKNOWN : words.change(each.changePercent() / 100)));
        }
        return new Table(List.of("Year", "kWh", "Months compared", "Now against then"), rows);
    }

    private String ageing(YearReport year) {
        Degradation found = year.degradation();
        if (found == null) {
            return "It is too early to say how fast the site ages: two years with weather are needed"
                    + (year.knownSince() == null
                            ? "."
                            : ", and they are known since " + words.fullDay(year.knownSince()) + ".");
        }
        String range = "%s to %s".formatted(rate(found.lowPercent()), rate(found.highPercent()));
        String sure = found.isSure() ? "" : ", so it may as well be none";
        return ("The site changes by %s a year, by the weather and the middle panel; nine in ten times the truth lies within %s%s."
                        + " From %s of %s years with a like day a year before.")
                .formatted(
                        rate(found.percentPerYear()),
                        range,
                        sure,
                        words.count(found.pairs(), "day", "days"),
                        words.number(found.years(), 1));
    }

    private String rate(double percent) {
        String number = words.share(Math.abs(percent) / 100, 1);
        return Math.round(percent * 10) == 0 ? number : (percent > 0 ? "+" : "−") + number;
    }

    private Table panels(YearReport year) {
        List<List<String>> rows = new ArrayList<>();
        List<PanelYear> told = year.panels();
        int skipped = Math.max(0, told.size() - MOST_ROWS);
        for (PanelYear panel : told.subList(skipped, told.size())) {
            rows.add(List.of(
                    panel.rank() + ". " + words.shortPanel(panel.serial()),
                    panel.energyKwh() == null ? Words.UNKNOWN : words.number(panel.energyKwh(), 0),
                    figureWords.percent(panel.sharePercent())));
        }
        return new Table(List.of("Panel", "kWh", "Of the middle one"), rows);
    }

    private Chart panelsChart(YearReport year) {
        List<PanelYear> bySerial = year.panels().stream()
                .sorted(Comparator.comparing(PanelYear::serial))
                .toList();
        int weeks = bySerial.get(0).weeks().size();
        List<LocalDate> begins = new ArrayList<>();
        for (int i = 0; i < weeks; i++) {
            begins.add(LocalDate.of(year.year(), 1, 1).plusWeeks(i));
        }
        return new Chart.HeatMap(
                bySerial.stream().map(panel -> words.shortPanel(panel.serial())).toList(),
                begins,
                bySerial.stream().map(PanelYear::weeks).toList(),
                "of the middle panel",
                "not known");
    }

    private String panelsAlt(YearReport year) {
        List<String> weak = year.panels().stream()
                .filter(panel -> panel.sharePercent() != null && panel.sharePercent() < 90)
                .map(panel -> words.shortPanel(panel.serial()) + " " + figureWords.percent(panel.sharePercent()))
                .toList();
        return "Each panel in each week beside its neighbours: "
                + (weak.isEmpty() ? "none is weak" : "weak are " + String.join(", ", weak));
    }

    private String claimLine(Claim claim) {
        return "%s: %s of the middle panel of %d, %s less in the year; the page is attached as %s"
                .formatted(
                        words.panel(claim.serial()),
                        figureWords.percent(claim.sharePercent()),
                        claim.neighbours(),
                        words.energy(claim.missingKwh()),
                        fileName(claim));
    }

    private static String fileName(Claim claim) {
        return "claim-" + claim.serial().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".html";
    }

    private Attachment page(Claim claim, YearReport year) {
        Map<String, Object> model = new HashMap<>();
        model.put("year", String.valueOf(year.year()));
        model.put("serial", claim.serial());
        model.put("facts", claimFacts(claim, year));
        model.put(
                "incidents", claim.incidents().stream().map(incidentWords::told).toList());
        claim.incidents().stream()
                .filter(incident -> !incident.days().isEmpty())
                .findFirst()
                .ifPresent(incident -> model.put("days", evidence(incident)));
        List<List<String>> rows = new ArrayList<>();
        claim.months()
                .forEach(month -> rows.add(List.of(
                        words.month(month.month()),
                        words.number(month.panelKwh(), 1),
                        words.number(month.middleKwh(), 1),
                        words.share(month.middleKwh() <= 0 ? null : month.panelKwh() / month.middleKwh()))));
        model.put("months", new Table(List.of("Month", "This panel, kWh", "Middle panel, kWh", "Share"), rows));
        String html = templates.fill("claim.ftlh", model).strip() + "\n";
        return new Attachment(fileName(claim), "text/html", html.getBytes(StandardCharsets.UTF_8));
    }

    private Table evidence(IncidentFigures incident) {
        List<List<String>> rows = new ArrayList<>();
        incident.days()
                .forEach(day -> rows.add(List.of(
                        words.fullDay(LocalDate.parse(day.date())),
                        words.kwh(day.panelKwh()),
                        words.kwh(day.medianKwh()))));
        return new Table(List.of("Day", "This panel, kWh", "Middle panel, kWh"), rows);
    }

    private List<Fact> claimFacts(Claim claim, YearReport year) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Serial number of the inverter", claim.serial()));
        if (claim.model() != null) {
            facts.add(new Fact("Model", claim.model()));
        }
        if (claim.firstSeen() != null) {
            facts.add(new Fact("First day on record", words.fullDay(claim.firstSeen())));
        }
        facts.add(new Fact(
                "Fault since", words.fullMoment(claim.incidents().get(0).since())));
        IncidentFigures last = claim.incidents().get(claim.incidents().size() - 1);
        facts.add(new Fact("Fault until", last.until() == null ? "goes on" : words.fullMoment(last.until())));
        double lost =
                claim.incidents().stream().mapToDouble(IncidentFigures::lostKwh).sum();
        facts.add(new Fact("Energy lost since then", words.energy(lost)));
        facts.add(new Fact("Less than the middle panel in " + year.year(), words.energy(claim.missingKwh())));
        facts.add(new Fact("Share of the middle panel in " + year.year(), figureWords.percent(claim.sharePercent())));
        if (claim.neighbours() > 0) {
            facts.add(new Fact(
                    "The " + claim.neighbours() + " neighbours in " + year.year(),
                    figureWords.percent(claim.neighbourLowPercent()) + " to "
                            + figureWords.percent(claim.neighbourHighPercent())));
        }
        return facts;
    }
}
