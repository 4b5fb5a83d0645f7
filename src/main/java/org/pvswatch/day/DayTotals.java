package org.pvswatch.day;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.pvswatch.history.DayPoll;
import org.pvswatch.history.DayReading;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.PanelDay;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.SiteTotals;
import org.pvswatch.reading.Sun;

/**
 * What a calendar day brought, from the differences of lifetime counters ({@link Course}). A missing reading is never 0.
 * Depends on nothing that was told after the day, so a finished day stays as it is until something of it, or of the evening
 * before, is stored late. Pure.
 */
final class DayTotals {
    /** How long before a day its counters are looked for. An inverter is silent from before sunset on. */
    static final Duration BEFORE = Duration.ofHours(12);

    /** A PVS that has not answered for longer is no part of the site any more. */
    static final Duration PVS_KNOWN = Duration.ofHours(48);

    /** A sum of two things is only told where each is known of so much of the day, percent: all but half an hour. */
    private static final double WHOLE = 98;

    /** What a sun hour takes of the rating. */
    private static final double OF_RATING = 0.1;

    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);

    private final String site;
    private final LocalDate date;
    private final double inverterRatedKw;
    private final Instant begin;
    private final Instant end;
    private final Hours daylight;
    private final List<DayPoll> ofDay;
    private final List<DayReading> readings;
    private final Map<String, PvsDay> parts = new TreeMap<>();

    /**
     * @param inverterRatedKw AC rating of an inverter
     * @param pvs those that answered from {@link #PVS_KNOWN} before the day on
     * @param polls in the order of time, from {@link #BEFORE} before the day to its end, both with it
     * @param readings those of the polls
     */
    DayTotals(
            String site,
            LocalDate date,
            ZoneId zone,
            Sun sun,
            double inverterRatedKw,
            Set<String> pvs,
            List<DayPoll> polls,
            List<DayReading> readings) {
        this.site = site;
        this.date = date;
        this.inverterRatedKw = inverterRatedKw;
        this.begin = date.atStartOfDay(zone).toInstant();
        this.end = date.plusDays(1).atStartOfDay(zone).toInstant();
        this.daylight = new Daylight(sun, begin.minus(BEFORE), end).orAll(begin, end);
        this.readings = readings;
        this.ofDay = polls.stream().filter(poll -> isOfDay(poll.polledAt())).toList();
        for (String name : pvs) {
            parts.put(
                    name,
                    new PvsDay(
                            begin,
                            end,
                            daylight,
                            inverterRatedKw,
                            pvs.size() == 1,
                            polls.stream()
                                    .filter(poll -> poll.pvs().equals(name))
                                    .toList(),
                            readings.stream()
                                    .filter(reading -> reading.pvs().equals(name))
                                    .toList()));
        }
    }

    /** The totals, {@code null} of a day without any answer. */
    DayRow row() {
        if (ofDay.isEmpty()) {
            return null;
        }
        List<PvsDay.Taken> makers =
                parts.values().stream().map(PvsDay::production).toList();
        Set<String> making = making();
        Course production = sum(makers.stream().map(PvsDay.Taken::course).toList(), making.size());
        Course imported = ofThoseThatTell(PvsDay::imported);
        Course exported = ofThoseThatTell(PvsDay::exported);
        PvsDay.Battery battery = battery();
        Course house = ofThoseThatTell(PvsDay::houseLoad);
        Course net = ofThoseThatTell(PvsDay::netImport);
        boolean houseMetered = parts.values().stream().anyMatch(PvsDay::houseMetered);
        if (houseMetered) {
            net = better(net, balance(house, -1, production, battery));
        } else {
            house = better(house, balance(net, 1, production, battery));
        }
        List<PanelDay> panels = panels();
        long inverters = readings.stream()
                .filter(reading -> reading.kind() == DeviceKind.INVERTER)
                .map(DayReading::device)
                .distinct()
                .count();
        SitePower power = SitePower.of(ofDay, making, OF_RATING * inverterRatedKw * inverters, end);
        return new DayRow(
                site,
                date,
                production.kwh(),
                house.kwh(),
                net.kwh(),
                imported.kwh(),
                exported.kwh(),
                battery.chargeKwh(),
                battery.dischargeKwh(),
                production.atEndKwh(),
                house.atEndKwh(),
                net.atEndKwh(),
                source(makers),
                power.peakKw(),
                power.peakAt(),
                inverters == 0 ? null : Double.valueOf(power.sunHours()),
                panels.size(),
                ofDay.size(),
                (int) Duration.between(begin, end).toHours(),
                coveragePercent(),
                production.knownPercent(),
                house.knownPercent(),
                net.knownPercent(),
                production.overMidnight().or(house.overMidnight()).or(net.overMidnight()),
                panels);
    }

    private boolean isOfDay(Instant moment) {
        return !moment.isBefore(begin) && moment.isBefore(end);
    }

    /** The sum over every PVS; one that told nothing of it counts as not known. */
    private static Course sum(List<Course> courses, int count) {
        List<Course> known = courses.stream()
                .filter(course -> course.kwh() != null || course.atEndKwh() != null)
                .toList();
        return Course.sum(known, count);
    }

    /** The sum over those PVSs that tell it at all: a meter at the grid is at one of them. */
    private Course ofThoseThatTell(Function<PvsDay, Course> of) {
        List<Course> told = parts.values().stream()
                .map(of)
                .filter(course -> course.kwh() != null || course.atEndKwh() != null)
                .toList();
        return sum(told, told.size());
    }

    /** What a metered course and production, both of nearly the whole day, and batteries make together. */
    private Course balance(Course metered, int sign, Course production, PvsDay.Battery battery) {
        boolean hasBattery = parts.values().stream().anyMatch(PvsDay::hasBattery);
        double percent = Math.min(metered.knownPercent(), production.knownPercent());
        percent = hasBattery ? Math.min(percent, battery.knownPercent()) : percent;
        if (metered.kwh() == null || production.kwh() == null || percent < WHOLE) {
            return Course.nothing();
        }
        double dischargeKwh = hasBattery ? battery.dischargeKwh() - battery.chargeKwh() : 0;
        double kwh = metered.kwh() + sign * (production.kwh() + dischargeKwh);
        Double atEndKwh = hasBattery || metered.atEndKwh() == null || production.atEndKwh() == null
                ? null
                : Double.valueOf(metered.atEndKwh() + sign * production.atEndKwh());
        return new Course(
                kwh, null, null, atEndKwh, percent, metered.overMidnight().or(production.overMidnight()));
    }

    private static Course better(Course first, Course second) {
        return first.kwh() == null || second.knownPercent() > first.knownPercent() + PvsDay.WORTH_A_CHANGE
                ? second.kwh() == null ? first : second
                : first;
    }

    private PvsDay.Battery battery() {
        List<PvsDay.Battery> told = parts.values().stream()
                .filter(PvsDay::hasBattery)
                .map(PvsDay::battery)
                .toList();
        boolean known = !told.isEmpty()
                && told.stream().allMatch(battery -> battery.chargeKwh() != null && battery.dischargeKwh() != null);
        return known
                ? new PvsDay.Battery(
                        told.stream().mapToDouble(PvsDay.Battery::chargeKwh).sum(),
                        told.stream().mapToDouble(PvsDay.Battery::dischargeKwh).sum(),
                        told.stream()
                                .mapToDouble(PvsDay.Battery::knownPercent)
                                .min()
                                .orElse(0))
                : new PvsDay.Battery(null, null, 0);
    }

    private static SiteTotals.Source source(List<PvsDay.Taken> makers) {
        Set<SiteTotals.Source> sources =
                new TreeSet<>(makers.stream().map(PvsDay.Taken::source).toList());
        sources.remove(SiteTotals.Source.NONE);
        return sources.isEmpty()
                ? SiteTotals.Source.NONE
                : sources.size() == 1 ? sources.iterator().next() : SiteTotals.Source.SEVERAL;
    }

    /** The PVSs whose panels are part of the site. */
    private Set<String> making() {
        Set<String> making = new TreeSet<>();
        parts.forEach((name, part) -> {
            if (part.makes()) {
                making.add(name);
            }
        });
        return making;
    }

    private List<PanelDay> panels() {
        Map<String, List<DayReading>> measured = new TreeMap<>();
        for (DayReading reading : readings) {
            if (reading.kind() == DeviceKind.INVERTER
                    && reading.measured()
                    && isOfDay(reading.polledAt())
                    && !reading.at().isBefore(begin)) {
                measured.computeIfAbsent(reading.device(), any -> new ArrayList<>())
                        .add(reading);
            }
        }
        Map<String, Course> courses = new TreeMap<>();
        parts.values().forEach(part -> courses.putAll(part.inverters()));
        List<PanelDay> panels = new ArrayList<>();
        measured.forEach((device, all) -> {
            DayReading peak = all.stream()
                    .filter(reading -> reading.fresh() && reading.powerKw() != null)
                    .reduce((a, b) -> b.powerKw() > a.powerKw() ? b : a)
                    .orElse(null);
            Course course = courses.getOrDefault(device, Course.nothing());
            panels.add(new PanelDay(
                    device,
                    course.kwh(),
                    course.atEndKwh(),
                    peak == null ? null : peak.powerKw(),
                    peak == null ? null : peak.at(),
                    all.size(),
                    course.knownPercent()));
        });
        return panels;
    }

    private double coveragePercent() {
        long seen = ofDay.stream()
                .map(poll -> Duration.between(begin, poll.polledAt()).dividedBy(QUARTER_HOUR))
                .distinct()
                .count();
        return 100.0 * seen / Duration.between(begin, end).dividedBy(QUARTER_HOUR);
    }
}
