package org.pvswatch.day;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.pvswatch.history.DayPoll;
import org.pvswatch.history.DayReading;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.SiteTotals;

/**
 * The counters of one PVS through a day. Where several things tell the same, each is compared with itself only, and the one
 * that knows the most of the day is taken for all of it: a meter that vanishes leaves the sum of the inverters, which is
 * another counter with another beginning. Pure; used for one day.
 */
final class PvsDay {
    /** What is preferred may know this much less of a day, in percent, and is still taken. */
    static final double WORTH_A_CHANGE = 5;

    private final Instant begin;
    private final Instant end;
    private final Hours daylight;
    private final double inverterRatedKw;
    private final boolean alone;
    private final List<DayPoll> polls;
    private final List<DayReading> readings;

    /**
     * @param daylight hours that matter to production
     * @param inverterRatedKw AC rating of an inverter that did not show more
     * @param alone whether it is the only PVS of the site, so that what it works out of its meters is the site's
     * @param polls of this PVS, in the order of time, some of them from before the day
     * @param readings of this PVS, by device and then in the order of time
     */
    PvsDay(
            Instant begin,
            Instant end,
            Hours daylight,
            double inverterRatedKw,
            boolean alone,
            List<DayPoll> polls,
            List<DayReading> readings) {
        this.begin = begin;
        this.end = end;
        this.daylight = daylight;
        this.inverterRatedKw = inverterRatedKw;
        this.alone = alone;
        this.polls = polls;
        this.readings = readings;
    }

    /** A course and what it was taken from. */
    record Taken(SiteTotals.Source source, Course course) {}

    /** Energy made: of live data, else of the production meter, else of each inverter by its own counter. */
    Taken production() {
        Map<SiteTotals.Source, Course> courses = new LinkedHashMap<>();
        for (SiteTotals.Source source : List.of(SiteTotals.Source.LIVE_DATA, SiteTotals.Source.PRODUCTION_METER)) {
            courses.put(
                    source,
                    course(own -> own.source() == source, SiteTotals::lifetimeProductionKwh, Counter.METER, daylight));
        }
        List<Course> inverters = List.copyOf(inverters().values());
        courses.put(SiteTotals.Source.INVERTERS, Course.sum(inverters, inverters.size()));
        SiteTotals.Source taken = best(courses);
        return courses.get(taken).kwh() == null && courses.get(taken).atEndKwh() == null
                ? new Taken(SiteTotals.Source.NONE, Course.nothing())
                : new Taken(taken, courses.get(taken));
    }

    /** Whether it has panels, as far as one knows; one that was heard of the day before, and now is not, may. */
    boolean makes() {
        return polls.isEmpty()
                || polls.stream()
                        .anyMatch(poll ->
                                poll.own().productionKw() != null || poll.own().lifetimeProductionKwh() != null);
    }

    /** Energy used by the house where something measures it, or where the only PVS works it out of its meters. */
    Course houseLoad() {
        Map<String, Course> courses = new LinkedHashMap<>();
        courses.put(
                "measured",
                course(SiteTotals::houseMetered, SiteTotals::lifetimeHouseLoadKwh, Counter.METER, Hours.ALL));
        if (alone) {
            workedOut(courses, false, SiteTotals::lifetimeHouseLoadKwh, Counter.METER);
        }
        return courses.get(best(courses));
    }

    /** Import minus export, likewise. */
    Course netImport() {
        Map<String, Course> courses = new LinkedHashMap<>();
        for (boolean live : new boolean[] {true, false}) {
            courses.put(
                    live ? "live" : "meter",
                    course(
                            own -> !own.houseMetered() && live == (own.source() == SiteTotals.Source.LIVE_DATA),
                            SiteTotals::lifetimeNetImportKwh,
                            Counter.NET,
                            Hours.ALL));
        }
        if (alone) {
            workedOut(courses, true, SiteTotals::lifetimeNetImportKwh, Counter.NET);
        }
        return courses.get(best(courses));
    }

    /** Energy drawn from the grid. */
    Course imported() {
        return course(own -> true, SiteTotals::lifetimeImportKwh, Counter.METER, Hours.ALL);
    }

    /** Energy given to the grid. */
    Course exported() {
        return course(own -> true, SiteTotals::lifetimeExportKwh, Counter.METER, Hours.ALL);
    }

    /** Whether it measures the house load and works net import out. */
    boolean houseMetered() {
        return polls.stream().anyMatch(poll -> poll.own().houseMetered());
    }

    /** Whether it has a battery, of which nothing else need be known. */
    boolean hasBattery() {
        return readings.stream().anyMatch(reading -> reading.kind() == DeviceKind.STORAGE)
                || polls.stream().anyMatch(poll -> poll.own().batteryDischargeKw() != null);
    }

    /**
     * Energy put into the battery ({@code roseKwh}) and taken out ({@code fellKwh}), each by its own counter; live data has
     * only their difference, so what goes in and out between two polls is not seen there.
     */
    Battery battery() {
        List<Course> charged = courses(DeviceKind.STORAGE, DayReading::chargedKwh, Counter.METER, Hours.ALL);
        List<Course> discharged = courses(DeviceKind.STORAGE, DayReading::dischargedKwh, Counter.METER, Hours.ALL);
        if (!charged.isEmpty() && !discharged.isEmpty()) {
            Course in = Course.sum(charged, charged.size());
            Course out = Course.sum(discharged, discharged.size());
            return new Battery(in.kwh(), out.kwh(), Math.min(in.knownPercent(), out.knownPercent()));
        }
        List<Course> net = courses(DeviceKind.LIVE_DATA, DayReading::lifetimeKwh, Counter.NET, Hours.ALL);
        Course both = Course.sum(net, net.size());
        return new Battery(both.fellKwh(), both.roseKwh(), both.knownPercent());
    }

    /**
     * What batteries did.
     *
     * @param chargeKwh energy put in, {@code null} when unknown
     * @param dischargeKwh energy taken out, {@code null} when unknown
     * @param knownPercent share of the day
     */
    record Battery(Double chargeKwh, Double dischargeKwh, double knownPercent) {}

    /** The course of each inverter by its serial; one that showed more power than its rating can count more. */
    Map<String, Course> inverters() {
        Map<String, Double> mostKw = new HashMap<>();
        readings.stream()
                .filter(reading -> reading.kind() == DeviceKind.INVERTER && reading.powerKw() != null)
                .forEach(reading -> mostKw.merge(reading.device(), reading.powerKw(), Math::max));
        Map<String, Course> courses = new TreeMap<>();
        told(DeviceKind.INVERTER, DayReading::lifetimeKwh).forEach((device, told) -> {
            double ratedKw = Math.max(inverterRatedKw, mostKw.getOrDefault(device, 0.0));
            courses.put(device, Course.of(told, Counter.inverter(ratedKw), begin, end, daylight));
        });
        return courses;
    }

    /** What is a sum of meters stays one counter while they are the same; the sum of inverters does not. */
    private void workedOut(
            Map<String, Course> courses, boolean houseMetered, Function<SiteTotals, Double> of, Counter counter) {
        for (SiteTotals.Source source : List.of(SiteTotals.Source.LIVE_DATA, SiteTotals.Source.PRODUCTION_METER)) {
            courses.put(
                    source.name(),
                    course(
                            own -> own.houseMetered() == houseMetered && own.source() == source,
                            of,
                            counter,
                            Hours.ALL));
        }
    }

    private Course course(
            Function<SiteTotals, Boolean> belongs, Function<SiteTotals, Double> of, Counter counter, Hours hours) {
        List<Told> told = new ArrayList<>();
        for (DayPoll poll : polls) {
            Double kwh = belongs.apply(poll.own()) ? of.apply(poll.own()) : null;
            if (kwh != null) {
                told.add(new Told(poll.polledAt(), poll.polledAt(), kwh));
            }
        }
        return Course.of(told, counter, begin, end, hours);
    }

    private List<Course> courses(DeviceKind kind, Function<DayReading, Double> of, Counter counter, Hours hours) {
        return told(kind, of).values().stream()
                .map(told -> Course.of(told, counter, begin, end, hours))
                .toList();
    }

    private Map<String, List<Told>> told(DeviceKind kind, Function<DayReading, Double> of) {
        Map<String, List<Told>> told = new TreeMap<>();
        for (DayReading reading : readings) {
            Double kwh = reading.kind() == kind ? of.apply(reading) : null;
            if (kwh != null) {
                told.computeIfAbsent(reading.device(), any -> new ArrayList<>())
                        .add(new Told(reading.polledAt(), reading.at(), kwh));
            }
        }
        return told;
    }

    private static <T> T best(Map<T, Course> courses) {
        double most = courses.values().stream()
                .mapToDouble(Course::knownPercent)
                .max()
                .orElse(0);
        return courses.entrySet().stream()
                .filter(each -> each.getValue().knownPercent() >= most - WORTH_A_CHANGE)
                .filter(each -> most == 0
                        ? each.getValue().atEndKwh() != null
                        : each.getValue().kwh() != null)
                .findFirst()
                .orElseGet(() -> courses.entrySet().iterator().next())
                .getKey();
    }
}
