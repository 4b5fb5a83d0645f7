package org.pvswatch.report;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.fault.Numbers;
import org.pvswatch.fault.Sides;
import org.pvswatch.history.Figures;
import org.pvswatch.history.Figures.MonthSum;
import org.pvswatch.history.History;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;
import org.pvswatch.report.MonthReport.SelfUse;
import org.pvswatch.report.MonthReport.WeatherComparison;
import org.pvswatch.report.YearReport.Claim;
import org.pvswatch.report.YearReport.EarlierYear;
import org.pvswatch.report.YearReport.MonthOfYear;
import org.pvswatch.report.YearReport.MonthShare;
import org.pvswatch.report.YearReport.PanelYear;

/** Works out what a year was like, from history alone. Thread-safe. */
public final class YearFigures {
    private static final int MISSING_DAYS = 2;
    private static final int LEAST_PANELS = 3;
    private static final double KNOWN_PERCENT = 90;
    private static final double LEAST_SUN_HOURS = 1.5;
    private static final int CLAIM_DAYS = 14;

    private final Map<String, String> settings;
    private final String site;
    private final ZoneId zone;
    private final History history;
    private final MonthFigures months;

    /**
     * @param settings all settings in force
     * @param months of which it is made
     * @param history what it is worked out from
     */
    public YearFigures(Map<String, String> settings, MonthFigures months, History history) {
        this.settings = settings;
        this.site = settings.get("site.id");
        this.zone = ZoneId.of(settings.get("site.zone"));
        this.history = history;
        this.months = months;
    }

    /**
     * What a year was like.
     *
     * @param now what lies after it is not told
     */
    public YearReport of(int year, Instant now) throws SQLException {
        LocalDate first = LocalDate.of(year, 1, 1);
        LocalDate last = LocalDate.of(year, 12, 31);
        Figures figures = history.figures();
        Sides sides = Sides.of(settings, history);
        List<MonthReport> reports = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            if (!start(YearMonth.of(year, month).atDay(1)).isAfter(now)) {
                reports.add(months.of(YearMonth.of(year, month), now, sides));
            }
        }
        TreeMap<YearMonth, MonthSum> sums = new TreeMap<>();
        LocalDate begin = history.days().first().orElse(first);
        figures.months(site, begin.isBefore(first) ? begin : first, last).forEach(sum -> sums.put(sum.month(), sum));
        List<IncidentFigures> incidents =
                IncidentRows.between(history.judgements(), site, start(first), start(last.plusDays(1)));
        PanelMonth panels = new PanelMonth(zone, sides, incidents).read(figures, site, first, last);
        Map<String, String> models = months.models(start(last.plusDays(1)));
        List<PanelYear> ranking = ranking(panels, first, incidents, models);
        TreeMap<LocalDate, Double> yields = yields(begin, last);
        return new YearReport(
                site,
                year,
                zone,
                monthsOf(year, sums, reports),
                earlierYears(year, sums),
                sums.subMap(YearMonth.of(year, 1), YearMonth.of(year + 1, 1)).values().stream()
                        .map(MonthSum::productionKwh)
                        .filter(kwh -> kwh != null)
                        .reduce(Double::sum)
                        .orElse(null),
                reports.stream().mapToInt(MonthReport::wholeDays).sum(),
                weather(reports),
                selfUse(reports),
                Degradation.of(yields),
                yields.isEmpty() ? null : yields.firstKey(),
                ranking,
                incidents.stream().filter(each -> !IncidentRows.isAbsence(each)).toList(),
                claims(incidents, panels, ranking, models, start(last.plusDays(1))),
                months.coverage(first, last, now, panels));
    }

    private static List<MonthOfYear> monthsOf(int year, Map<YearMonth, MonthSum> sums, List<MonthReport> reports) {
        List<MonthOfYear> months = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            YearMonth month = YearMonth.of(year, i + 1);
            MonthSum sum = sums.get(month);
            months.add(new MonthOfYear(
                    month,
                    sum == null ? null : sum.productionKwh(),
                    sum == null ? 0 : sum.days(),
                    i < reports.size() ? reports.get(i).weather() : null));
        }
        return months;
    }

    private static List<EarlierYear> earlierYears(int year, TreeMap<YearMonth, MonthSum> sums) {
        List<EarlierYear> years = new ArrayList<>();
        int first = sums.isEmpty() ? year : sums.firstKey().getYear();
        for (int then = year - 1; then >= first; then--) {
            List<Double> kwh = new ArrayList<>();
            int days = 0;
            int compared = 0;
            double thenKwh = 0;
            double nowKwh = 0;
            for (int month = 1; month <= 12; month++) {
                MonthSum old = sums.get(YearMonth.of(then, month));
                MonthSum now = sums.get(YearMonth.of(year, month));
                kwh.add(old == null ? null : old.productionKwh());
                days += old == null ? 0 : old.days();
                if (isFull(old) && isFull(now)) {
                    compared++;
                    thenKwh += old.productionKwh();
                    nowKwh += now.productionKwh();
                }
            }
            if (days > 0) {
                double all = kwh.stream()
                        .filter(each -> each != null)
                        .mapToDouble(each -> each)
                        .sum();
                years.add(
                        new EarlierYear(then, Collections.unmodifiableList(kwh), all, days, compared, thenKwh, nowKwh));
            }
        }
        return years;
    }

    private static boolean isFull(MonthSum sum) {
        return sum != null
                && sum.productionKwh() != null
                && sum.days() >= sum.month().lengthOfMonth() - MISSING_DAYS;
    }

    private static WeatherComparison weather(List<MonthReport> reports) {
        List<WeatherComparison> known = reports.stream()
                .map(MonthReport::weather)
                .filter(each -> each != null)
                .toList();
        return known.isEmpty()
                ? null
                : new WeatherComparison(
                        known.stream().mapToInt(WeatherComparison::days).sum(),
                        known.stream().mapToDouble(WeatherComparison::madeKwh).sum(),
                        known.stream()
                                .mapToDouble(WeatherComparison::expectedKwh)
                                .sum(),
                        known.get(known.size() - 1).gain(),
                        known.stream().mapToInt(WeatherComparison::snowDays).sum());
    }

    private static SelfUse selfUse(List<MonthReport> reports) {
        List<SelfUse> known = reports.stream()
                .map(MonthReport::selfUse)
                .filter(each -> each != null)
                .toList();
        return known.isEmpty()
                ? null
                : new SelfUse(
                        known.stream().mapToInt(SelfUse::days).sum(),
                        known.stream().mapToDouble(SelfUse::productionKwh).sum(),
                        known.stream().mapToDouble(SelfUse::houseLoadKwh).sum(),
                        known.stream().mapToDouble(SelfUse::importKwh).sum(),
                        known.stream().mapToDouble(SelfUse::exportKwh).sum());
    }

    private static List<PanelYear> ranking(
            PanelMonth panels, LocalDate first, List<IncidentFigures> incidents, Map<String, String> models) {
        List<String> serials = new ArrayList<>(panels.serials());
        serials.sort(
                Comparator.comparing(panels::sharePercent, Comparator.nullsLast(Comparator.<Double>reverseOrder())));
        List<PanelYear> ranking = new ArrayList<>();
        for (String serial : serials) {
            List<Double> weeks = new ArrayList<>();
            for (LocalDate week = first; week.getYear() == first.getYear(); week = week.plusDays(7)) {
                weeks.add(panels.share(serial, week, 7));
            }
            ranking.add(new PanelYear(
                    ranking.size() + 1,
                    serial,
                    panels.side(serial),
                    models.get(serial),
                    panels.energyKwh(serial),
                    panels.sharePercent(serial),
                    Collections.unmodifiableList(weeks),
                    (int) incidents.stream().filter(each -> each.isOf(serial)).count()));
        }
        return ranking;
    }

    /** What the middle panel made for each hour of sun, on bright days of which enough is known; month by month, so little is held. */
    private TreeMap<LocalDate, Double> yields(LocalDate first, LocalDate last) throws SQLException {
        TreeMap<LocalDate, Double> yields = new TreeMap<>();
        for (LocalDate begin = first.withDayOfMonth(1); !begin.isAfter(last); begin = begin.plusMonths(1)) {
            LocalDate end = begin.plusMonths(1).minusDays(1);
            Map<LocalDate, List<Double>> made = new HashMap<>();
            history.figures().panels(site, begin, end, panel -> {
                if (panel.energyKwh() != null && panel.energyKwh() > 0 && panel.knownPercent() >= KNOWN_PERCENT) {
                    made.computeIfAbsent(panel.date(), date -> new ArrayList<>())
                            .add(panel.energyKwh());
                }
            });
            if (made.isEmpty()) {
                continue;
            }
            Expectation expectation = months.expectation(begin, end);
            made.forEach((date, energies) -> {
                double sunHours = expectation.freeSunHours(date);
                if (energies.size() >= LEAST_PANELS && sunHours >= LEAST_SUN_HOURS) {
                    double middle = Numbers.median(
                            energies.stream().mapToDouble(each -> each).toArray());
                    yields.put(date, middle / sunHours);
                }
            });
        }
        return yields;
    }

    private List<Claim> claims(
            List<IncidentFigures> incidents,
            PanelMonth panels,
            List<PanelYear> ranking,
            Map<String, String> models,
            Instant end)
            throws SQLException {
        List<Claim> claims = new ArrayList<>();
        for (String serial : panels.serials()) {
            List<IncidentFigures> earned = incidents.stream()
                    .filter(each -> each.subject().equals(serial) && earnsAClaim(each, end))
                    .sorted(Comparator.comparing(IncidentFigures::since))
                    .toList();
            if (!earned.isEmpty()) {
                claims.add(claim(serial, earned, panels, ranking, models, end));
            }
        }
        return claims;
    }

    /** Dead, or making too little, for two weeks at least, and not mended by the end. */
    private static boolean earnsAClaim(IncidentFigures incident, Instant end) {
        boolean ofPanel = incident.kind() == Kind.NOT_PRODUCING
                || incident.kind() == Kind.UNDERPERFORMING && incident.severity() != Severity.INFO;
        return ofPanel
                && incident.isGoingOnAt(end)
                && !incident.since().isAfter(end.minusSeconds(CLAIM_DAYS * 86_400L));
    }

    private Claim claim(
            String serial,
            List<IncidentFigures> earned,
            PanelMonth year,
            List<PanelYear> ranking,
            Map<String, String> models,
            Instant end)
            throws SQLException {
        LocalDate last = end.atZone(zone).toLocalDate().minusDays(1);
        LocalDate known = history.days().first().orElse(last);
        List<MonthShare> shares = new ArrayList<>();
        LocalDate begin =
                earned.get(0).since().atZone(zone).toLocalDate().minusMonths(6).withDayOfMonth(1);
        for (LocalDate month = begin.isBefore(known) ? known.withDayOfMonth(1) : begin;
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            double[] madeAndMiddle = new PanelMonth(zone, year.sides(), earned)
                    .read(history.figures(), site, month, month.plusMonths(1).minusDays(1))
                    .madeAndMiddle(serial);
            if (madeAndMiddle != null) {
                shares.add(new MonthShare(YearMonth.from(month), madeAndMiddle[0], madeAndMiddle[1]));
            }
        }
        Integer side = year.side(serial);
        double[] neighbours = ranking.stream()
                .filter(panel -> !panel.serial().equals(serial) && panel.sharePercent() != null)
                .filter(panel -> side == null || side.equals(panel.side()))
                .mapToDouble(PanelYear::sharePercent)
                .toArray();
        return new Claim(
                serial,
                models.get(serial),
                history.figures().firstSeen(site, serial).orElse(null),
                earned,
                shares,
                neighbours.length,
                year.missingKwh(serial),
                year.sharePercent(serial),
                neighbours.length == 0 ? null : Arrays.stream(neighbours).min().getAsDouble(),
                neighbours.length == 0 ? null : Arrays.stream(neighbours).max().getAsDouble());
    }

    private Instant start(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
