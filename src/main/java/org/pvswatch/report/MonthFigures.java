package org.pvswatch.report;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pvswatch.fault.Sides;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.Figures;
import org.pvswatch.history.History;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Sun;
import org.pvswatch.report.MonthReport.Coverage;
import org.pvswatch.report.MonthReport.DayFigures;
import org.pvswatch.report.MonthReport.EarlierYear;
import org.pvswatch.report.MonthReport.PanelFigures;
import org.pvswatch.report.MonthReport.SelfUse;
import org.pvswatch.report.MonthReport.WeatherComparison;

/** Works out what a month was like, from history alone. Thread-safe. */
public final class MonthFigures {
    private static final double WHOLE_PERCENT = 98;
    private static final double JUDGED_PART = 0.8;
    private static final int LEAST_COMPARED_DAYS = 5;
    private static final Set<String> MODELS = Set.of("PANEL", "prodMdlNm", "MODEL");

    private final Map<String, String> settings;
    private final String site;
    private final ZoneId zone;
    private final Sun sun;
    private final History history;

    /**
     * @param settings all settings in force
     * @param sun over the site
     * @param history what it is worked out from
     */
    public MonthFigures(Map<String, String> settings, Sun sun, History history) {
        this.settings = settings;
        this.site = settings.get("site.id");
        this.zone = ZoneId.of(settings.get("site.zone"));
        this.sun = sun;
        this.history = history;
    }

    /** Whether the production of a day is known wholly; one taken over from a summary knows nothing else. */
    static boolean isWhole(DayRow day) {
        return day.productionKwh() != null && (day.polls() == 0 || day.productionKnownPercent() >= WHOLE_PERCENT);
    }

    /**
     * What a month was like.
     *
     * @param now what lies after it is not told
     * @return also of a month of which nothing is known: all of it is missing then
     */
    public MonthReport of(YearMonth month, Instant now) throws SQLException {
        return of(month, now, Sides.of(settings, history));
    }

    /** The same with sides that are known. */
    MonthReport of(YearMonth month, Instant now, Sides sides) throws SQLException {
        Figures figures = history.figures();
        LocalDate first = month.atDay(1);
        LocalDate last = month.atEndOfMonth();
        LocalDate learnFrom = first.minusDays(Expectation.LEARNED_FROM_DAYS);
        Expectation expectation = expectation(learnFrom, last);
        Double gain = expectation.gain(month);
        Map<LocalDate, DayRow> rows = new HashMap<>();
        figures.days(site, first, last).forEach(row -> rows.put(row.date(), row));
        List<DayFigures> days = new ArrayList<>();
        LocalDate today = now.atZone(zone).toLocalDate();
        for (LocalDate date = first; !date.isAfter(last) && date.isBefore(today); date = date.plusDays(1)) {
            days.add(day(date, rows.get(date), expectation, gain));
        }
        Instant from = start(first);
        Instant end = start(last.plusDays(1));
        List<IncidentFigures> all = IncidentRows.between(history.judgements(), site, from, end);
        PanelMonth panels = new PanelMonth(zone, sides, all).read(figures, site, first, last);
        List<DayFigures> whole = days.stream()
                .filter(DayFigures::isWhole)
                .sorted(Comparator.comparing(DayFigures::productionKwh))
                .toList();
        return new MonthReport(
                site,
                month,
                zone,
                days,
                sum(days),
                whole.isEmpty() ? null : whole.get(whole.size() - 1),
                whole.isEmpty() ? null : whole.get(0),
                compared(days, gain),
                earlierYears(month, days),
                selfUse(days),
                panels(panels, days, all, end),
                all.stream()
                        .filter(each -> !IncidentRows.isWatched(each) && !IncidentRows.isAbsence(each))
                        .toList(),
                all.stream().filter(IncidentRows::isWatched).toList(),
                new SupervisorMonth(zone).read(figures, site, from, end),
                coverage(first, last, now, panels));
    }

    /** What the weather allowed from one day to another, and what was made. */
    Expectation expectation(LocalDate first, LocalDate last) throws SQLException {
        double snowDepthM = Double.parseDouble(settings.get("fault.snow.depth-m"));
        SunDays sunDays = new SunDays(zone, sun, snowDepthM).read(history.figures(), site, first, last);
        return new Expectation(
                sunDays,
                Double.parseDouble(settings.get("inverter.rated-kw")),
                history.figures().days(site, first, last));
    }

    private DayFigures day(LocalDate date, DayRow row, Expectation expectation, Double gain) {
        if (row == null) {
            return new DayFigures(date, null, null, null, null, 0, 0, null, expectation.hadSnow(date));
        }
        double modelKwh = expectation.modelKwh(date);
        return new DayFigures(
                date,
                row.productionKwh(),
                row.houseLoadKnownPercent() >= WHOLE_PERCENT ? row.houseLoadKwh() : null,
                row.gridKnownPercent() >= WHOLE_PERCENT ? row.importKwh() : null,
                row.gridKnownPercent() >= WHOLE_PERCENT ? row.exportKwh() : null,
                row.polls() == 0 && row.productionKwh() != null ? 100 : row.productionKnownPercent(),
                row.gridKnownPercent(),
                gain == null || Double.isNaN(modelKwh) ? null : gain * modelKwh,
                expectation.hadSnow(date));
    }

    private static Double sum(List<DayFigures> days) {
        double[] known = days.stream()
                .filter(day -> day.productionKwh() != null)
                .mapToDouble(DayFigures::productionKwh)
                .toArray();
        return known.length == 0 ? null : Arrays.stream(known).sum();
    }

    private static WeatherComparison compared(List<DayFigures> days, Double gain) {
        double made = 0;
        double expected = 0;
        int compared = 0;
        int snow = 0;
        for (DayFigures day : days) {
            boolean known = day.isWhole() && day.expectedKwh() != null;
            snow += known && day.snow() ? 1 : 0;
            if (known && !day.snow()) {
                made += day.productionKwh();
                expected += day.expectedKwh();
                compared++;
            }
        }
        return compared < LEAST_COMPARED_DAYS || expected <= 0
                ? null
                : new WeatherComparison(compared, made, expected, gain, snow);
    }

    private List<EarlierYear> earlierYears(YearMonth month, List<DayFigures> days) throws SQLException {
        List<EarlierYear> years = new ArrayList<>();
        int firstYear = history.days().first().map(LocalDate::getYear).orElse(month.getYear());
        for (int year = month.getYear() - 1; year >= firstYear; year--) {
            YearMonth then = month.withYear(year);
            Map<Integer, Double> whole = new HashMap<>();
            double all = 0;
            boolean any = false;
            for (DayRow row : history.figures().days(site, then.atDay(1), then.atEndOfMonth())) {
                if (row.productionKwh() != null) {
                    any = true;
                    all += row.productionKwh();
                }
                if (isWhole(row)) {
                    whole.put(row.date().getDayOfMonth(), row.productionKwh());
                }
            }
            if (any) {
                years.add(earlierYear(year, all, whole, days));
            }
        }
        return years;
    }

    private static EarlierYear earlierYear(int year, double all, Map<Integer, Double> whole, List<DayFigures> days) {
        int compared = 0;
        double then = 0;
        double now = 0;
        for (DayFigures day : days) {
            Double kwh = whole.get(day.date().getDayOfMonth());
            if (day.isWhole() && kwh != null) {
                compared++;
                then += kwh;
                now += day.productionKwh();
            }
        }
        return new EarlierYear(year, all, whole.size(), compared, then, now);
    }

    private static SelfUse selfUse(List<DayFigures> days) {
        List<DayFigures> known = days.stream().filter(DayFigures::isBalanced).toList();
        return known.isEmpty()
                ? null
                : new SelfUse(
                        known.size(),
                        known.stream().mapToDouble(DayFigures::productionKwh).sum(),
                        known.stream().mapToDouble(DayFigures::houseLoadKwh).sum(),
                        known.stream().mapToDouble(DayFigures::importKwh).sum(),
                        known.stream().mapToDouble(DayFigures::exportKwh).sum());
    }

    private List<PanelFigures> panels(
            PanelMonth panels, List<DayFigures> days, List<IncidentFigures> incidents, Instant end)
            throws SQLException {
        Map<String, String> models = models(end);
        List<PanelFigures> figures = new ArrayList<>();
        for (String serial : panels.serials()) {
            List<Double> shares = new ArrayList<>();
            days.forEach(day -> shares.add(panels.share(serial, day.date())));
            figures.add(new PanelFigures(
                    serial,
                    panels.side(serial),
                    models.get(serial),
                    panels.energyKwh(serial),
                    panels.knownDays(serial),
                    panels.sharePercent(serial),
                    Collections.unmodifiableList(shares),
                    (int) incidents.stream().filter(each -> each.isOf(serial)).count()));
        }
        return figures;
    }

    /** What each panel, or else its inverter, calls itself, by serial. */
    Map<String, String> models(Instant before) throws SQLException {
        Map<String, String> models = new HashMap<>();
        for (Figures.Property property : history.figures().properties(site, DeviceKind.INVERTER, before)) {
            if (MODELS.contains(property.name()) && !property.value().isBlank()) {
                boolean better = property.name().equals("PANEL") || !models.containsKey(property.serial());
                if (better) {
                    models.put(property.serial(), property.value());
                }
            }
        }
        return models;
    }

    /** How much of a stretch was seen. */
    Coverage coverage(LocalDate first, LocalDate last, Instant now, PanelMonth panels) throws SQLException {
        History.Span span = history.span().orElse(null);
        Instant begin = start(first);
        Instant end = start(last.plusDays(1));
        Instant from = span == null || span.first().isBefore(begin) ? begin : span.first();
        Instant to = now.isBefore(end) ? now : end;
        if (span == null || !from.isBefore(to)) {
            return new Coverage(from, 0, 0, 0, 0, 0, 0, 0, List.of());
        }
        Watched watched = new Watched(history, site, from, to, Integer.parseInt(settings.get("pvs.night-minutes")));
        long polled = history.figures().days(site, first, last).stream()
                .filter(row -> row.polls() > 0)
                .count();
        return new Coverage(
                from,
                (int) ChronoUnit.DAYS.between(from.atZone(zone).toLocalDate(), last) + 1,
                (int) polled,
                panels.count(),
                panels.judgedPanels(JUDGED_PART),
                panels.judgedDays(),
                watched.askedPercent(),
                watched.answeredPercent(),
                watched.gaps());
    }

    private Instant start(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
