package org.pvswatch.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pvswatch.incident.Incident;
import org.pvswatch.incident.Kind;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.Sun;
import org.pvswatch.settings.Settings;

/**
 * A roof of a few panels under a plain sky, and the judge that hears of it: what each panel does, and who is heard, is said by
 * each test. Panels are {@code p1}, {@code p2} ...; the meters {@code prod} and {@code grid}; the PVS {@code pvs1}.
 */
final class Roof {
    static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    static final Instant START = Instant.parse("2025-03-01T08:00:00Z");
    static final String METER = "prod";
    static final String GRID = "grid";
    private static final double RATED_KW = 0.32;
    private static final double HOUSE_KW = 0.6;

    final Sun sun = new Sun("38.6", "-121.5");
    final int panels;
    final Map<String, String> settings = new HashMap<>(Settings.shipped());
    final List<Notice> mails = new ArrayList<>();

    /** Part of its healthy power that a panel (from 1) makes; beyond the plain roof, where all make the same. */
    BiFunction<Integer, Instant, Double> works = (panel, at) -> 1.0;

    /** Whether a panel is heard. */
    BiPredicate<Integer, Instant> heard = (panel, at) -> true;

    /** What the production meter makes of the true energy; {@code null}: there is none. */
    Function<Instant, Double> meter = at -> 1.0;

    /** Whether meters are in the answer. */
    Predicate<Instant> meters = at -> true;

    /** What the consumption meter makes of the true net import. */
    Function<Instant, Double> grid = at -> 1.0;

    /** Whether anybody asks. */
    Predicate<Instant> asked = at -> true;

    /** Whether the PVS answers. */
    Predicate<Instant> answers = at -> true;

    /** Clearness of the sky, 0 to 1. */
    Function<Instant, Double> sky = at -> 0.75 + 0.25 * Math.sin(at.getEpochSecond() / 86_400 * 2.3);

    /** Snow on the ground, metres, and rain, mm an hour. */
    Function<Instant, Double> snowM = at -> 0.0;

    /** Whether the weather service tells of irradiance and lying snow; of clouds, temperature and what falls all do. */
    boolean irradianceKnown = true;

    Function<Instant, Double> rainMm = at -> 0.0;
    BiFunction<String, Instant, Double> legs = (leg, at) -> 120.0;
    BiFunction<Integer, Instant, Double> dcVoltageV = (panel, at) -> 57.0;
    Function<Instant, Double> uptimeS = at -> (at.getEpochSecond() - START.getEpochSecond()) + 1e6;
    Function<Instant, Double> flashKib = at -> 90_000.0;
    Function<Integer, String> names = panel -> "p" + panel;

    /** What its counter shows of what it counted. */
    BiFunction<Integer, Double, Double> counted = (panel, kwh) -> kwh;

    private final Map<String, Double> counters = new HashMap<>();
    private Instant now = START;
    private FaultJudge judge;

    Roof(int panels) {
        this.panels = panels;
    }

    FaultJudge newJudge() {
        return new FaultJudge(FaultSettings.of(settings), new FaultSite("home", ZONE, sun, Map.of(), Map.of()));
    }

    FaultJudge judge() {
        if (judge == null) {
            judge = newJudge();
        }
        return judge;
    }

    void judge(FaultJudge other) {
        judge = other;
    }

    Roof live(int days) {
        return until(now.plus(Duration.ofDays(days)));
    }

    /** Goes on until then, a poll every quarter of an hour. */
    Roof until(Instant end) {
        FaultJudge mine = judge();
        for (Heard each : stream(end)) {
            mails.addAll(mine.hear(each));
        }
        return this;
    }

    /** What is heard until then, for tests that judge it themselves. */
    List<Heard> stream(Instant end) {
        List<Heard> stream = new ArrayList<>();
        while (now.isBefore(end)) {
            Instant next = now.plusSeconds(Interval.SECONDS);
            count(now, next);
            now = next;
            if (asked.test(now)) {
                stream.add(tell(now.plusSeconds(20)));
            }
        }
        return stream;
    }

    Instant now() {
        return now;
    }

    /** Power of a healthy panel at that moment, kW. */
    double healthyKw(Instant at) {
        double height = Math.sin(Math.toRadians(sun.elevationDegrees(at)));
        return height <= 0.02 ? 0 : RATED_KW * height * sky.apply(at);
    }

    private double kw(int panel, Instant at) {
        double flicker = 1 + 0.005 * Math.sin(panel * 7.1 + at.getEpochSecond() / 900 * 1.7);
        return healthyKw(at) * (1 + 0.01 * Math.sin(panel * 3.3)) * flicker * works.apply(panel, at);
    }

    private void count(Instant from, Instant to) {
        Instant middle = from.plusSeconds(Interval.SECONDS / 2);
        double sum = 0;
        for (int i = 1; i <= panels; i++) {
            double kwh = kw(i, middle) * Interval.HOURS;
            sum += kwh;
            counters.merge("p" + i, kwh, Double::sum);
        }
        if (meter != null) {
            counters.merge(METER, sum * meter.apply(middle), Double::sum);
        }
        counters.merge(GRID, (HOUSE_KW * Interval.HOURS - sum) * grid.apply(middle), Double::sum);
    }

    private Heard tell(Instant at) {
        if (!answers.test(at)) {
            return new Heard(at, "pvs1", false, List.of(), Map.of(), weather(at));
        }
        List<Reading> measured = new ArrayList<>();
        Map<Quantity, Double> health = new EnumMap<>(Quantity.class);
        health.put(Quantity.UPTIME_S, uptimeS.apply(at));
        health.put(Quantity.FLASH_AVAILABLE_KIB, flashKib.apply(at));
        measured.add(reading("box", DeviceKind.SUPERVISOR, at, health));
        if (meters.test(at)) {
            if (meter != null) {
                measured.add(reading(METER, DeviceKind.PRODUCTION_METER, now, metered(METER, at)));
            }
            measured.add(reading(GRID, DeviceKind.CONSUMPTION_METER, now, metered(GRID, at)));
        }
        for (int i = 1; i <= panels; i++) {
            boolean awake = healthyKw(now) > 0.003;
            if (awake && heard.test(i, at)) {
                Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
                values.put(Quantity.LIFETIME_ENERGY_KWH, counted.apply(i, 500 + counters.getOrDefault("p" + i, 0.0)));
                values.put(Quantity.POWER_KW, kw(i, now));
                values.put(Quantity.DC_VOLTAGE_V, dcVoltageV.apply(i, now));
                values.put(Quantity.HEATSINK_TEMP_C, 30.0);
                measured.add(reading(names.apply(i), DeviceKind.INVERTER, now, values));
            }
        }
        return new Heard(at, "pvs1", true, measured, Map.of(), weather(at));
    }

    private Map<Quantity, Double> metered(String meter, Instant at) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.LIFETIME_NET_KWH, Math.round(counters.getOrDefault(meter, 0.0) * 100) / 100.0);
        values.put(Quantity.LEG1_VOLTAGE_V, legs.apply("1", at));
        values.put(Quantity.LEG2_VOLTAGE_V, legs.apply("2", at));
        values.put(Quantity.VOLTAGE_V, legs.apply("1", at) + legs.apply("2", at));
        return values;
    }

    private Reading reading(String device, DeviceKind kind, Instant at, Map<Quantity, Double> values) {
        return new Reading(
                "home", "pvs1", device, kind, at, at, at, at, "working", Quality.FRESH, values, Map.of(), null);
    }

    private Conditions weather(Instant at) {
        if (!irradianceKnown) {
            return new Conditions(at, 100 - 100 * sky.apply(at), 15.0, null, null, 0.0, rainMm.apply(at));
        }
        double tilted = Math.max(0, Math.sin(Math.toRadians(sun.elevationDegrees(at)))) * 1000 * sky.apply(at);
        return new Conditions(at, 20.0, 15.0, tilted, snowM.apply(at), 0.0, rainMm.apply(at));
    }

    /** What was mailed, as {@code open not-producing p3}, in its order. */
    List<String> told() {
        return mails.stream()
                .flatMap(mail -> mail.items().stream())
                .map(item -> item.event() + " " + item.kind() + " " + item.subject())
                .toList();
    }

    /** The same without reminders and ends. */
    List<String> opened() {
        return told().stream().filter(line -> line.startsWith("open")).toList();
    }

    /** When that was mailed first. */
    Instant mailedAt(String event, String kind, String subject) {
        return mails.stream()
                .filter(mail -> mail.items().stream()
                        .anyMatch(item -> item.event().equals(event)
                                && item.kind().equals(kind)
                                && item.subject().equals(subject)))
                .map(Notice::at)
                .findFirst()
                .orElseThrow(() -> new AssertionError("never told: " + kind + " " + subject + ", but " + told()));
    }

    Optional<Incident> incident(Kind kind, String subject) {
        return judge().incidents().stream()
                .filter(each -> each.kind() == kind && each.subject().equals(subject))
                .findFirst();
    }

    /** Sun-hours of a healthy panel between two moments. */
    double sunHours(Instant from, Instant to) {
        double sum = 0;
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(300)) {
            sum += healthyKw(at) / 12;
        }
        return sum / RATED_KW;
    }

    /** A moment by the clock of the house, days after the start. */
    static Instant at(int day, int hour, int minute) {
        return START.atZone(ZONE)
                .toLocalDate()
                .plusDays(day)
                .atTime(hour, minute)
                .atZone(ZONE)
                .toInstant();
    }
}
