package org.pvswatch.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.day.DayCloser;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.incident.Kind;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.Picture;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.Sun;

/**
 * Letters about a house in October 2026 whose panel dies on the 6th at 10:15. To look at them, run {@link #main} on the class
 * path of the tests with a folder: it holds an HTML and a text file for each.
 */
public final class LetterSamples {
    static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    static final Instant DEAD =
            ZonedDateTime.of(2026, 10, 6, 10, 15, 0, 0, ZONE).toInstant();
    static final Instant SURE = DEAD.plus(Duration.ofMinutes(135));
    static final Instant BACK =
            ZonedDateTime.of(2026, 10, 10, 8, 45, 0, 0, ZONE).toInstant();
    private static final int PANELS = 24;

    private LetterSamples() {}

    static String panel(int i) {
        return "E001221073052%02d".formatted(i);
    }

    /** Ten days of 24 panels and a meter. */
    static History history(Path file) throws Exception {
        History history = new History(file.toString());
        history.commitEvery(1000);
        double[] counters = new double[PANELS];
        double meter = 0;
        Instant first = LocalDate.of(2026, 10, 2).atStartOfDay(ZONE).toInstant();
        for (Instant at = first; at.isBefore(first.plus(Duration.ofDays(11))); at = at.plus(Duration.ofMinutes(15))) {
            List<Reading> poll = new ArrayList<>();
            double sum = 0;
            for (int i = 0; i < PANELS; i++) {
                double kw = kw(i, at);
                counters[i] += kw / 4;
                sum += kw;
                boolean dead = i == 3 && !at.isBefore(DEAD) && at.isBefore(BACK);
                if (kw > 0 || dead) {
                    poll.add(reading(panel(i), DeviceKind.INVERTER, at, kw, counters[i]));
                }
            }
            meter += sum / 4;
            poll.add(reading("PVS6M22041234p", DeviceKind.PRODUCTION_METER, at, sum * 0.99, meter));
            history.store(poll);
        }
        history.commitEvery(1);
        new DayCloser("home", ZONE.getId(), new Sun("37.5", "-122.1"), 0.4, history).catchUp();
        return history;
    }

    private static double kw(int i, Instant at) {
        ZonedDateTime local = at.atZone(ZONE);
        double hour = local.getHour() + local.getMinute() / 60.0;
        double cloud = local.getDayOfMonth() % 3 == 0 ? 0.75 + 0.25 * Math.sin(hour * 5) : 1;
        boolean dead = i == 3 && !at.isBefore(DEAD) && at.isBefore(BACK);
        double sun = Math.sin((hour - 7) / 11.5 * Math.PI);
        return dead || hour < 7 || hour > 18.5 ? 0 : Math.max(0, 0.29 * cloud * sun * (0.98 + 0.04 * (i % 7) / 7));
    }

    private static Reading reading(String serial, DeviceKind kind, Instant at, double kw, double kwh) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.POWER_KW, kw);
        values.put(kind == DeviceKind.INVERTER ? Quantity.LIFETIME_ENERGY_KWH : Quantity.LIFETIME_NET_KWH, kwh);
        return new Reading(
                "home", "pvs1", serial, kind, at, at, at, at, "working", Quality.FRESH, values, Map.of(), null);
    }

    private static final String DAYS = """
            "days":[{"date":"2026-09-30","panelKwh":1.71,"medianKwh":1.73},{"date":"2026-10-01","panelKwh":1.52,"medianKwh":1.55},
            {"date":"2026-10-02","panelKwh":1.83,"medianKwh":1.84},{"date":"2026-10-03","panelKwh":1.02,"medianKwh":1.04},
            {"date":"2026-10-04","panelKwh":null,"medianKwh":1.6},{"date":"2026-10-05","panelKwh":1.78,"medianKwh":1.8},
            {"date":"2026-10-06","panelKwh":0.31,"medianKwh":0.62}]""";

    /** What a judge says of each kind. */
    private static String evidence(Kind kind) {
        String figures =
                switch (kind) {
                    case NOT_PRODUCING ->
                        "\"evidence_sun_hours\":1.1,\"expected_kwh\":0.34,\"dc_voltage_v\":54.1,\"dc_current_a\":0.0,\"measured_minutes_ago\":4.0";
                    case NOT_REPORTING ->
                        "\"silent_sun_hours\":12.3,\"expected_kwh\":3.7,\"heard_by_meter_share\":0.94";
                    case UNDERPERFORMING ->
                        "\"share_of_usual\":0.67,\"dc_voltage_working_v\":24.2,\"dc_voltage_of_others_v\":36.1";
                    case INTERMITTENT -> "\"days_with_dropouts\":4.0,\"hotter_than_neighbours_k\":9.0";
                    case CIRCUIT_OFF -> "\"panels\":3.0,\"expected_kwh\":1.2";
                    case SYSTEM_OFF -> "\"expected_kwh\":4.8";
                    case SYSTEM_LOW -> "\"share_of_usual\":0.72";
                    case METER_OFF -> "\"missing_hours\":25.0";
                    case METER_WRONG -> "\"counts_of_usual\":0.5";
                    case CONSUMPTION_REVERSED -> "\"net_import_tonight_kwh\":-4.2";
                    case GRID_VOLTAGE -> "\"voltage_v\":255.2";
                    case LEG_IMBALANCE -> "\"leg_difference_v\":13.4";
                    case HOT -> "\"heatsink_c\":71.6";
                    case PVS_RESTARTS -> "\"restarts_in_a_day\":5.0,\"restarts_in_a_week\":11.0";
                    case PVS_STORAGE -> "\"flash_available_kib\":21000.0,\"change_kib_per_day\":-1500.0";
                    case PVS_UNREACHABLE -> "\"hours_without_answer\":24.25";
                    case SHADE_GROWTH -> "\"from_azimuth_degrees\":225.0,\"share_of_sun_lost\":0.31";
                    case OWN_ABSENCE -> "";
                };
        String diagnosis =
                switch (kind) {
                    case NOT_PRODUCING -> "the panel is alive, its inverter does not convert or has no AC";
                    case NOT_REPORTING -> "it produces, the production meter shows that; only its messages are missing";
                    case UNDERPERFORMING ->
                        "a bypass diode, or one third of the panel: its voltage is lower by a third too";
                    case METER_OFF -> "the PVS does not list it any more: a restart of the PVS helps";
                    case METER_WRONG -> "it counts half: one of its two transformers is off";
                    default -> "";
                };
        boolean days = List.of(Kind.NOT_PRODUCING, Kind.NOT_REPORTING, Kind.UNDERPERFORMING, Kind.INTERMITTENT)
                .contains(kind);
        return "{\"figures\":{%s},%s,\"diagnosis\":%s}"
                .formatted(figures, days ? DAYS : "\"days\":[]", diagnosis.isEmpty() ? "null" : '"' + diagnosis + '"');
    }

    static Trouble trouble(Kind kind, String event) {
        String subject =
                switch (kind) {
                    case CIRCUIT_OFF -> "circuit-2";
                    case SYSTEM_OFF, SYSTEM_LOW, GRID_VOLTAGE, LEG_IMBALANCE, OWN_ABSENCE -> "home";
                    case METER_OFF, METER_WRONG -> "PVS6M22041234p";
                    case CONSUMPTION_REVERSED -> "PVS6M22041234c";
                    case PVS_RESTARTS, PVS_STORAGE, PVS_UNREACHABLE -> "pvs1";
                    default -> panel(3);
                };
        boolean over = event.equals("resolved");
        String severity = kind == Kind.SYSTEM_OFF || kind == Kind.LEG_IMBALANCE ? "critical" : "normal";
        boolean loses = List.of(Kind.NOT_PRODUCING, Kind.UNDERPERFORMING, Kind.CIRCUIT_OFF, Kind.SYSTEM_OFF)
                .contains(kind);
        return Trouble.of(
                new IncidentRow(
                        "home-%s-%s-20261006T1715".formatted(kind.label(), subject),
                        kind.label(),
                        subject,
                        over ? "resolved" : "open",
                        severity,
                        DEAD,
                        SURE,
                        over ? BACK.plus(Duration.ofDays(1)) : SURE,
                        over ? BACK : null,
                        1,
                        loses ? over ? 6.84 : 0.34 : 0,
                        evidence(kind),
                        kind == Kind.CIRCUIT_OFF
                                ? "[\"%s\",\"%s\",\"%s\"]".formatted(panel(3), panel(4), panel(5))
                                : "[]",
                        null),
                event);
    }

    static Told nothing() {
        return new Told(SURE, new TreeMap<>());
    }

    static AlertWriter writer(History history, Map<String, String> settings) {
        Words words = Owner.words(settings);
        Templates templates = new Templates(Path.of("config/letters"), words, Asides.NONE);
        return new AlertWriter("home", templates, new TroubleWriter(history, "home", templates, words));
    }

    /** By name: what is looked at. */
    static Map<String, Letter> all(History history, Map<String, String> settings) throws SQLException {
        AlertWriter writer = writer(history, settings);
        Map<String, Letter> letters = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            letters.put(kind.label(), writer.write("a", SURE, List.of(trouble(kind, "open")), nothing()));
        }
        Trouble dead = trouble(Kind.NOT_PRODUCING, "open");
        Told told = nothing();
        told.threads()
                .put(
                        dead.row().id(),
                        new Told.Thread("a", letters.get("not-producing").subject(), 1, SURE));
        Instant later = BACK.plus(Duration.ofDays(2));
        letters.put("zz-resolved", writer.write("b", later, List.of(trouble(Kind.NOT_PRODUCING, "resolved")), told));
        letters.put("zz-reminder", writer.write("c", BACK, List.of(trouble(Kind.NOT_PRODUCING, "reminder")), told));
        letters.put(
                "zz-several",
                writer.write(
                        "d",
                        SURE,
                        List.of(trouble(Kind.CIRCUIT_OFF, "open"), dead, trouble(Kind.METER_WRONG, "open")),
                        nothing()));
        Words words = Owner.words(settings);
        BlindWriter blind =
                new BlindWriter(history, "home", new Templates(Path.of("config/letters"), words, Asides.NONE), words);
        letters.put("zz-blind", blind.write("e", new BlindWriter.Gap(DEAD, BACK)));
        return letters;
    }

    /** Writes them as a browser shows them. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        try (History history = history(folder.resolve("samples.db"))) {
            Map<String, String> settings =
                    Map.of("tariff.import-per-kwh", "0.46", "letter.panel-names", panel(3) + ": row 2, left");
            for (Map.Entry<String, Letter> each : all(history, settings).entrySet()) {
                write(folder, each.getKey(), each.getValue());
            }
        }
    }

    private static void write(Path folder, String name, Letter letter) throws IOException {
        String html = letter.html();
        for (Picture picture : letter.pictures()) {
            Files.write(folder.resolve(name + "-" + picture.name() + ".png"), picture.png());
            html = html.replace("cid:" + picture.name() + "@pvswatch", name + "-" + picture.name() + ".png");
        }
        Files.writeString(folder.resolve(name + ".html"), html);
        Files.writeString(folder.resolve(name + ".txt"), "Subject: " + letter.subject() + "\n\n" + letter.text());
    }
}
