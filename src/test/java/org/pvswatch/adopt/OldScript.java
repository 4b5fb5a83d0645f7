package org.pvswatch.adopt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the old script leaves of a small invented house, as its description says; and every way it goes wrong. */
public final class OldScript {
    public static final String OVERVIEW =
            "Timestamp,Lifetime PV Production (kWh),Lifetime Site Consumption (kWh),Lifetime Net (kWh),"
                    + "Current PV Production (kW),Current Consumption (kW),Current Net Power (kW)";
    public static final String INVERTERS =
            "Timestamp,Serial Number,State,Current PV Production  (kW),Lifetime PV Production (kWh)";
    public static final String DAILY =
            "Date,Daily PV Production (kWh),Daily Site Consumption (kWh),Daily Net Grid (kWh),Lifetime PV (kWh),"
                    + "Lifetime Site Consumption (kWh),Lifetime Net (kWh),Inverters Reporting,Alerts";

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss");
    private static final LocalDateTime INSTALLED = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final int PANELS = 2;

    private final Path folder;

    public OldScript(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    public Path folder() {
        return folder;
    }

    /** The times of the runs of one day, from 06:00 to 21:45. */
    public static List<LocalDateTime> runsOf(String date) {
        List<LocalDateTime> runs = new ArrayList<>();
        LocalDateTime first = LocalDateTime.parse(date + "T06:00:03");
        for (int i = 0; i < 64; i++) {
            runs.add(first.plusMinutes(15L * i));
        }
        return runs;
    }

    /** Production so far: 1 kW from 08:00 to 18:00 each day. */
    public static double producedKwh(LocalDateTime at) {
        long days = java.time.Duration.between(INSTALLED, at).toDays();
        double hour = at.getHour() + at.getMinute() / 60.0;
        return 1000 + 10 * days + Math.max(0, Math.min(10, hour - 8));
    }

    public static double powerKw(LocalDateTime at) {
        return at.getHour() >= 8 && at.getHour() < 18 ? 1 : 0;
    }

    /** The house uses half a kilowatt all the time. */
    public static double usedKwh(LocalDateTime at) {
        return 3000 + java.time.Duration.between(INSTALLED, at).toMinutes() / 120.0;
    }

    public static String overviewRow(LocalDateTime at) {
        return String.format(
                Locale.ROOT,
                "%s,%.2f,%.2f,%.2f,%.3f,%.3f,%.3f",
                STAMP.format(at),
                producedKwh(at),
                usedKwh(at),
                usedKwh(at) - producedKwh(at),
                powerKw(at),
                0.5,
                0.5 - powerKw(at));
    }

    public static String inverterRow(LocalDateTime at, int panel) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%.4f,%.4f",
                STAMP.format(at),
                serial(panel),
                powerKw(at) > 0 ? "working" : "idle",
                powerKw(at) / PANELS,
                producedKwh(at) / PANELS);
    }

    public static String serial(int panel) {
        return "E0099000000" + panel;
    }

    /** Both tables of some runs, ended as Python ends its lines. */
    public OldScript tables(List<LocalDateTime> runs) throws IOException {
        List<String> overview = new ArrayList<>(List.of(OVERVIEW));
        List<String> inverters = new ArrayList<>(List.of(INVERTERS));
        for (LocalDateTime run : runs) {
            overview.add(overviewRow(run));
            for (int panel = 1; panel <= PANELS; panel++) {
                inverters.add(inverterRow(run, panel));
            }
        }
        write("overview.csv", overview);
        write("inverters.csv", inverters);
        return this;
    }

    public Path write(String name, List<String> lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\r\n", lines) + "\r\n");
    }

    /** The JSON files of some runs, named in one zone while the PVS knows the right time. */
    public OldScript answers(List<LocalDateTime> runs, ZoneId zone, ZoneId named) throws IOException {
        Path json = Files.createDirectories(folder.resolve("raw_JSON_output_files"));
        for (LocalDateTime run : runs) {
            Instant at = run.atZone(zone).toInstant();
            Files.writeString(json.resolve("PVS6_output_" + NAME.format(at.atZone(named)) + ".json"), answer(run, at));
        }
        return this;
    }

    public static String answer(LocalDateTime at, Instant clock) {
        StringBuilder text = new StringBuilder("{\n");
        put(text, "/sys/info/serialnum", "ZT262085000549A0001");
        put(text, "/sys/info/wpa_key", "correct horse");
        put(text, "/sys/info/uptime", Long.toString(clock.getEpochSecond() % 1_000_000));
        put(text, "/sys/livedata/time", Long.toString(clock.getEpochSecond()));
        put(text, "/sys/livedata/pv_p", number(powerKw(at)));
        put(text, "/sys/livedata/pv_en", number(producedKwh(at)));
        put(text, "/sys/livedata/net_p", number(0.5 - powerKw(at)));
        put(text, "/sys/livedata/net_en", number(usedKwh(at) - producedKwh(at)));
        put(text, "/sys/livedata/site_load_p", number(0.5));
        put(text, "/sys/livedata/site_load_en", number(usedKwh(at)));
        for (int panel = 1; panel <= PANELS; panel++) {
            String path = "/sys/devices/inverter/" + (panel - 1) + "/";
            put(text, path + "sn", serial(panel));
            put(text, path + "msmtEps", clock.minusSeconds(60).toString());
            put(text, path + "p3phsumKw", number(powerKw(at) / PANELS));
            put(text, path + "ltea3phsumKwh", number(producedKwh(at) / PANELS));
        }
        return text.substring(0, text.length() - 2) + "\n}\n";
    }

    private static void put(StringBuilder text, String name, String value) {
        text.append("  \"").append(name).append("\": \"").append(value).append("\",\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
