package org.pvswatch.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.Sun;

/**
 * Makes quarter-hours out of what is heard: energy is the difference of counters between distinct measurements, never a
 * snapshot of power. An interval is over with the first answer of every PVS after its end. Its fields are all it remembers.
 */
final class IntervalBuilder {
    /** So long an interval waits for another PVS. */
    private static final long PATIENCE_S = 12 * 60;

    /** A PVS that was not asked for so long is not waited for. */
    private static final long FORGOTTEN_S = 3600;

    /** Nothing is reckoned in less than the energy of a small panel. */
    private static final double LEAST_RATING_KW = 0.15;

    private static final double FIRST_RATING_KW = 0.25;
    private static final double RATING_KEPT = Math.exp(Math.log(0.9995) / Interval.A_DAY);
    private static final double ENERGY_OF_RATING = 1.6;

    private final transient Sun sun;
    private transient Map<String, Integer> places = new HashMap<>();
    private transient Map<String, Meter> metersBySerial = new HashMap<>();

    private List<Panel> panels = new ArrayList<>();
    private List<Meter> meters = new ArrayList<>();
    private TreeMap<String, Long> askedAt = new TreeMap<>();
    private TreeMap<String, Long> answeredAt = new TreeMap<>();
    private long nextIndex = Long.MIN_VALUE;
    private double ratingKw = FIRST_RATING_KW;
    private Conditions weather;

    IntervalBuilder(Sun sun) {
        this.sun = sun;
    }

    List<Panel> panels() {
        return panels;
    }

    List<Meter> meters() {
        return meters;
    }

    /** After its fields were read back. */
    void restored() {
        places = new HashMap<>();
        for (int i = 0; i < panels.size(); i++) {
            places.put(panels.get(i).serial, i);
        }
        metersBySerial = new HashMap<>();
        meters.forEach(meter -> metersBySerial.put(meter.serial, meter));
    }

    /**
     * Takes in one ask.
     *
     * @return the quarter-hours that are over by it, in their order
     */
    List<Interval> hear(Heard heard) {
        long at = heard.at().getEpochSecond();
        if (nextIndex == Long.MIN_VALUE) {
            nextIndex = Math.floorDiv(at, Interval.SECONDS);
        }
        List<Interval> over = new ArrayList<>();
        closeBlind(at, over);
        askedAt.put(heard.pvs(), at);
        if (heard.answered()) {
            answeredAt.put(heard.pvs(), at);
        }
        for (Reading reading : heard.measured()) {
            measured(reading);
        }
        for (Map.Entry<String, Quality> said : heard.qualities().entrySet()) {
            Integer place = places.get(said.getKey());
            if (place != null && said.getValue() != Quality.ABSENT) {
                panels.get(place).pvs = heard.pvs();
            }
        }
        weather = heard.weather();
        while ((nextIndex + 1) * Interval.SECONDS <= at && isComplete((nextIndex + 1) * Interval.SECONDS, at)) {
            over.add(close(nextIndex++));
        }
        return over;
    }

    /** Of hours without any ask the quarter-hours are over before the news that comes now. */
    private void closeBlind(long at, List<Interval> over) {
        if (at - (nextIndex + 1) * Interval.SECONDS >= FORGOTTEN_S) {
            while ((nextIndex + 1) * Interval.SECONDS <= at) {
                over.add(close(nextIndex++));
            }
        }
    }

    private boolean isComplete(long end, long now) {
        if (now >= end + PATIENCE_S) {
            return true;
        }
        for (long asked : askedAt.values()) {
            if (asked < end && now - asked < FORGOTTEN_S) {
                return false;
            }
        }
        return true;
    }

    private void measured(Reading reading) {
        boolean oneTooMany = reading.device().indexOf('~') >= 0;
        if (reading.kind() == DeviceKind.INVERTER && !oneTooMany) {
            panel(reading).measured(reading);
        } else if (reading.kind() == DeviceKind.PRODUCTION_METER || reading.kind() == DeviceKind.CONSUMPTION_METER) {
            metersBySerial
                    .computeIfAbsent(reading.device(), serial -> {
                        meters.add(new Meter(reading));
                        return meters.get(meters.size() - 1);
                    })
                    .measured(reading);
        }
    }

    private Panel panel(Reading reading) {
        Integer place = places.get(reading.device());
        if (place == null) {
            place = panels.size();
            panels.add(new Panel(reading.device(), reading.pvs(), reading.at()));
            places.put(reading.device(), place);
        }
        return panels.get(place);
    }

    private Interval close(long index) {
        Sun.Position sky = sun.position(Instant.ofEpochSecond(index * Interval.SECONDS + Interval.SECONDS / 2));
        Interval interval = new Interval(
                index,
                sun.longitudeDegrees(),
                new Interval.Sky(sky.elevationDegrees(), sky.azimuthDegrees()),
                panels,
                meters);
        long start = index * Interval.SECONDS;
        interval.asked = askedAt.values().stream().anyMatch(asked -> asked >= start);
        interval.answered = answeredAt.values().stream().anyMatch(answered -> answered >= start);
        interval.weather = weather;
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            double kwh = panel.counter.energyKwh(index);
            interval.energyKwh[i] =
                    kwh <= ENERGY_OF_RATING * Interval.HOURS * Math.max(ratingKw, FIRST_RATING_KW) ? kwh : Double.NaN;
            interval.reachable[i] = answeredAt.getOrDefault(panel.pvs, Long.MIN_VALUE) >= start;
        }
        learnRating(interval.energyKwh);
        interval.ratingKw = ratingKw;
        closeMeters(interval);
        return interval;
    }

    private void closeMeters(Interval interval) {
        double produced = 0;
        double imported = 0;
        int production = 0;
        int consumption = 0;
        for (Meter meter : meters) {
            double kwh = meter.energyKwh(interval.index);
            if (meter.isProduction()) {
                produced += kwh;
                production++;
            } else {
                imported += kwh;
                consumption++;
            }
        }
        interval.productionKwh = production == 0 ? Double.NaN : produced;
        interval.netImportKwh = consumption == 0 ? Double.NaN : imported;
    }

    /** What the better panels make at their best, slowly forgotten: one wrong number teaches nothing. */
    private void learnRating(double[] energyKwh) {
        ratingKw = Math.max(LEAST_RATING_KW, ratingKw * RATING_KEPT);
        double[] known = Numbers.known(energyKwh);
        if (known.length > 0) {
            ratingKw = Math.max(ratingKw, Numbers.quantile(known, 0.75) / Interval.HOURS);
        }
    }

    /** A new device in an old place. @return whether the old one was known */
    boolean swap(String serial, String replacement) {
        Integer place = places.remove(serial);
        if (place == null) {
            return false;
        }
        Integer known = places.get(replacement);
        Panel panel = panels.get(place);
        if (known != null) { // it was heard before the owner said so, and took a place of its own
            Panel own = panels.get(known);
            panel.counter = own.counter;
            panel.firstKwh = own.firstKwh;
            panel.powerKw = own.powerKw;
            own.retired = true;
            own.counter = new Panel(replacement, panel.pvs, heardNow()).counter;
            own.serial = replacement + "~";
        } else {
            panel.counter = new Panel(replacement, panel.pvs, heardNow()).counter;
            panel.firstKwh = Double.NaN;
        }
        panel.serial = replacement;
        places.put(replacement, place);
        return true;
    }

    private Instant heardNow() {
        return Instant.ofEpochSecond(nextIndex * Interval.SECONDS);
    }

    void retire(String serial) {
        Integer place = places.get(serial);
        if (place != null) {
            panels.get(place).retired = true;
        }
        meters.removeIf(meter -> meter.serial.equals(serial));
        metersBySerial.remove(serial);
    }
}
