package org.pvswatch.quality;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pvswatch.history.DeviceMemory;
import org.pvswatch.history.Remembered;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.Sun;

/**
 * The gate between reading and history: says of each record whether it can be believed, takes out numbers that cannot be,
 * and adds a record for each device that is missing. Word of the route {@code judge-records}. Thread-safe.
 *
 * <p>Its memory is what history knew before the answer, held between polls and read back whenever history went on without
 * it: after a start, a replay, late answers. So the outcome is a function of the answers in their order.
 */
public final class RecordJudge {
    /** What was measured longer ago, and devices missing for longer, are forgotten. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    /** Below it even a healthy inverter may sleep. */
    private static final double DAYLIGHT_DEGREES = 10;

    /** Nobody needs to know of a smaller difference of two clocks. */
    private static final Duration CLOCKS_AGREE = Duration.ofMinutes(5);

    /** What stands between the seconds of two clocks must not be told anew with each poll. */
    private static final Duration CLOCK_WAVERS = Duration.ofSeconds(90);

    private final Duration stale;
    private final double inverterRatedKw;
    private final Sun sun;
    private final Remembered history;
    private final Map<String, Memory> memories = new HashMap<>();

    /**
     * @param staleMinutes age of a measurement beyond which it is none of now; at least three polls
     * @param inverterRatedKw AC rating of an inverter until it shows more
     * @param sun over the site
     * @param history what was before
     */
    public RecordJudge(int staleMinutes, double inverterRatedKw, Sun sun, Remembered history) {
        this.stale = Duration.ofMinutes(staleMinutes);
        this.inverterRatedKw = inverterRatedKw;
        this.sun = sun;
        this.history = history;
    }

    /** What is held of one PVS, as of its last poll. */
    private record Memory(Instant polledAt, Map<String, DeviceMemory> devices) {}

    /** A record on its way through the gate. */
    private record Case(Reading reading, DeviceMemory memory, Believable believable, boolean old) {
        boolean isInverter() {
            return reading.kind() == DeviceKind.INVERTER;
        }

        /** An inverter that tells neither power nor energy, or not when, tells nothing. */
        boolean saysNothing() {
            return isInverter()
                    && (reading.measuredAt() == null
                            || (reading.value(Quantity.POWER_KW) == null
                                    && reading.value(Quantity.LIFETIME_ENERGY_KWH) == null));
        }

        boolean produces() {
            Double powerKw = believable.value(Quantity.POWER_KW);
            return isInverter() && !old && !saysNothing() && powerKw != null && powerKw > 0;
        }
    }

    /**
     * Judges the records of one answer.
     *
     * @param readings of one PVS at one poll
     * @return the same in their order, each with its quality, then one for each device that is missing
     */
    public synchronized List<Reading> judge(List<Reading> readings) throws SQLException {
        return judged(readings, true);
    }

    /** The same for records that do not claim to be of all devices, such as rows of the old script: none is missing. */
    public synchronized List<Reading> judgeAsFarAsTold(List<Reading> readings) throws SQLException {
        return judged(readings, false);
    }

    private List<Reading> judged(List<Reading> readings, boolean ofAllDevices) throws SQLException {
        if (readings.isEmpty()) {
            return readings;
        }
        Reading any = readings.get(0);
        Map<String, DeviceMemory> memory = memoryBefore(any);
        Instant oldest = any.polledAt().minus(REMEMBERED);
        List<Case> cases = new ArrayList<>();
        for (Reading reading : readings) {
            DeviceMemory known = memory.getOrDefault(reading.device(), DeviceMemory.of(reading))
                    .since(oldest);
            Believable believable = new Believable(reading, known, inverterRatedKw);
            cases.add(new Case(reading, known, believable, isOld(reading, known, believable)));
        }
        List<DeviceMemory> missing = ofAllDevices ? missing(readings, memory, any.polledAt()) : List.of();
        Neighbours neighbours = neighbours(cases, missing, any.polledAt());
        Map<String, DeviceMemory> next = new HashMap<>(memory);
        List<Reading> judged = new ArrayList<>();
        for (Case each : cases) {
            Map<String, String> properties = each.believable().properties();
            if (each.reading().kind() == DeviceKind.SUPERVISOR) {
                properties.putAll(facts(each));
            }
            Reading said = each.reading()
                    .judged(quality(each, neighbours), each.believable().values(), properties);
            judged.add(said);
            next.put(said.device(), each.memory().after(said, each.believable().measured()));
        }
        for (DeviceMemory device : missing) {
            judged.add(Reading.absent(
                    any.site(), any.pvs(), device.device(), device.kind(), any.polledAt(), any.weather()));
            next.put(device.device(), device.missingAt(any.polledAt()));
        }
        memories.put(key(any), new Memory(any.polledAt(), next));
        return judged;
    }

    private Map<String, DeviceMemory> memoryBefore(Reading any) throws SQLException {
        Instant last = history.pollBefore(any.site(), any.pvs(), any.polledAt()).orElse(null);
        Memory held = memories.get(key(any));
        if (held != null && held.polledAt().equals(last)) {
            return held.devices();
        }
        Map<String, DeviceMemory> restored = new HashMap<>();
        if (last != null) {
            Instant oldest = any.polledAt().minus(REMEMBERED);
            for (DeviceMemory device : history.memory(any.site(), any.pvs(), any.polledAt(), oldest)) {
                restored.put(device.device(), device);
            }
        }
        return restored;
    }

    private static String key(Reading any) {
        return any.site() + " " + any.pvs();
    }

    /**
     * Old by the age the PVS gives; or seen by us for so long, whatever clock stands still. The supervisor that answers is
     * there: what it gives as its time is that of its last report to the vendor (build 61839), up to an hour ago.
     */
    private boolean isOld(Reading reading, DeviceMemory known, Believable believable) {
        if (reading.kind() == DeviceKind.SUPERVISOR) {
            return false;
        }
        Duration age = reading.age();
        if (age != null && age.compareTo(stale) > 0) {
            return true;
        }
        return believable.again()
                && Duration.between(known.latest().polledAt(), reading.polledAt())
                                .compareTo(stale)
                        > 0;
    }

    private static Quality quality(Case each, Neighbours neighbours) {
        if (each.old() || each.saysNothing()) {
            boolean silent = each.isInverter() && neighbours.produceWithout(each);
            return silent ? Quality.SILENT : Quality.STALE;
        }
        return each.believable().doubted() ? Quality.IMPLAUSIBLE : Quality.FRESH;
    }

    /**
     * The inverters of a PVS at one poll.
     *
     * @param daylight whether the sun stands high enough for all of them
     * @param known how many there are
     * @param producing how many make power now
     */
    private record Neighbours(boolean daylight, long known, long producing) {
        /** Whether at least half of the others make power now. */
        boolean produceWithout(Case one) {
            long producingOthers = producing - (one.produces() ? 1 : 0);
            return daylight && producingOthers > 0 && 2 * producingOthers >= known - 1;
        }
    }

    private Neighbours neighbours(List<Case> cases, List<DeviceMemory> missing, Instant polledAt) {
        long listed = cases.stream().filter(Case::isInverter).count();
        long unlisted = missing.stream()
                .filter(device -> device.kind() == DeviceKind.INVERTER)
                .count();
        return new Neighbours(
                sun.elevationDegrees(polledAt) >= DAYLIGHT_DEGREES,
                listed + unlisted,
                cases.stream().filter(Case::produces).count());
    }

    /** Devices that earlier answers held and this one does not, by serial; none when nobody asked for devices. */
    private static List<DeviceMemory> missing(
            List<Reading> readings, Map<String, DeviceMemory> memory, Instant polledAt) {
        Set<String> there = new HashSet<>();
        readings.forEach(reading -> there.add(reading.device()));
        if (readings.stream().allMatch(reading -> reading.kind() == DeviceKind.LIVE_DATA)) {
            return List.of();
        }
        return memory.values().stream()
                .filter(device -> !there.contains(device.device()))
                .filter(device -> !device.device().contains("~")) // was one record too many, no device
                .filter(device ->
                        device.absentSince() == null || !device.absentSince().isBefore(polledAt.minus(REMEMBERED)))
                .sorted(Comparator.comparing(DeviceMemory::device))
                .toList();
    }

    /** What the supervisor's record shows of itself: that it started again, that its clock is off. Facts, not alarms. */
    private static Map<String, String> facts(Case supervisor) {
        Map<String, String> facts = new HashMap<>();
        Reading reading = supervisor.reading();
        Reading before = supervisor.memory().latest();
        Double uptimeS = reading.value(Quantity.UPTIME_S);
        Double uptimeBeforeS = before == null ? null : before.value(Quantity.UPTIME_S);
        if (supervisor.believable().measured() && uptimeS != null && uptimeBeforeS != null && uptimeS < uptimeBeforeS) {
            facts.put(
                    "restarted_at",
                    reading.polledAt()
                            .minusMillis((long) (uptimeS * 1000))
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
        }
        clockAhead(reading, supervisor.memory().facts().get(DeviceMemory.CLOCK_AHEAD))
                .ifPresent(minutes -> facts.put(DeviceMemory.CLOCK_AHEAD, minutes));
        return facts;
    }

    private static Optional<String> clockAhead(Reading reading, String told) {
        if (reading.reportedAt() == null) {
            return Optional.empty();
        }
        Duration ahead = Duration.between(reading.polledAt(), reading.reportedAt());
        if (ahead.abs().compareTo(CLOCKS_AGREE) <= 0) {
            return told == null || "0".equals(told) ? Optional.empty() : Optional.of("0");
        }
        Duration since = told == null ? ahead : ahead.minusMinutes(Long.parseLong(told));
        boolean asTold = told != null && since.abs().compareTo(CLOCK_WAVERS) <= 0;
        return Optional.of(asTold ? told : Long.toString(ahead.toMinutes()));
    }
}
