package org.pvswatch.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.history.History;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.SimulatedClock;

/** A watcher on the shipped routes, with a history that a test fills and a spreadsheet of the emulator. */
final class SheetHouse implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    static final String ID = "1AbCdEf";
    static final int PANELS = 3;
    static final LocalDate FIRST = LocalDate.of(2026, 5, 20);

    final SheetsEmulator google;
    final EmulatedSpreadsheet book;
    final SimulatedClock clock = SimulatedClock.stepped(Instant.parse("2026-06-10T18:00:00Z"));
    private final Path data;
    private final Map<String, String> given = new HashMap<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.err;
    private Watch watch;

    SheetHouse(Path data) throws Exception {
        this.data = data;
        google = new SheetsEmulator();
        google.quotaClock = clock;
        book = google.add(ID);
        google.writeKey(data.resolve("key.json"));
        given.putAll(settings(data, google.url()));
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    static Map<String, String> settings(Path data, String url) {
        Map<String, String> given = new HashMap<>();
        given.put("site.zone", ZONE.getId());
        given.put("site.latitude", "38.6");
        given.put("site.longitude", "-121.5");
        given.put("pvs.url", "http://127.0.0.1:9");
        given.put("data.dir", data.resolve("data").toString());
        given.put("sheets.spreadsheet-id", "https://docs.google.com/spreadsheets/d/" + ID + "/edit#gid=0");
        given.put("sheets.key-file", data.resolve("key.json").toString());
        given.put("sheets.root-url", url);
        given.put("sheets.pause-ms", "0");
        return given;
    }

    SheetHouse with(String key, String value) {
        given.put(key, value);
        return this;
    }

    /** Those in force where nothing but the zone is set. */
    static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Settings.shipped());
        settings.put("site.zone", ZONE.getId());
        return settings;
    }

    SheetHouse started() throws Exception {
        watch = new Watch(Settings.load(Path.of("config"), Map.of(), given), Path.of("routes"), clock);
        watch.start();
        return this;
    }

    /** With days from {@link #FIRST} on. */
    SheetHouse withDays(int days) throws Exception {
        started();
        Years.write(history(), FIRST, days, PANELS);
        return this;
    }

    /** The process ends and another begins; what was only in memory is gone. */
    void restart() throws Exception {
        watch.close();
        started();
    }

    History history() {
        return watch.history();
    }

    Watch watch() {
        return watch;
    }

    SheetSync sync() {
        return watch.word("sheetSync", SheetSync.class);
    }

    void look() {
        watch.send("direct:sink-sheets", null);
    }

    /** As often as polls do it, until a time has gone by. */
    void lookFor(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            look();
            clock.stepTo(clock.instant().plus(Duration.ofMinutes(5)));
        }
    }

    void later(Duration time) {
        clock.stepTo(clock.instant().plus(time));
    }

    Path key() {
        return data.resolve("key.json");
    }

    int calls() {
        return google.journal.size();
    }

    Workbook workbook(boolean overview) throws SQLException {
        return Workbook.of(history(), settings(), overview);
    }

    EmulatedSheet tab(String id) {
        int sheetId = book.metadata.values().stream()
                .filter(each -> id.equals(each.path("metadataValue").asText()))
                .mapToInt(each -> each.path("location").path("sheetId").asInt())
                .findFirst()
                .orElseThrow();
        return book.sheet(sheetId);
    }

    void assertSheetIsHistory() throws SQLException {
        assertSheetIsHistory(false);
    }

    /** Each row of history stands once in the sheet, with all its values, in typed cells. */
    void assertSheetIsHistory(boolean overview) throws SQLException {
        for (Tab tab : workbook(overview).tabs()) {
            List<List<Object>> values = tab(tab.id()).values();
            List<Object> header = values.isEmpty() ? List.of() : values.get(0);
            Map<Object, List<Object>> wanted = new LinkedHashMap<>();
            tab.rows(
                    tab.keys(),
                    row -> wanted.put(
                            Serial.of(row.cells().get(tab.keyColumn())),
                            row.cells().stream().map(Serial::of).toList()));
            assertThat(wanted).as(tab.title()).hasSameSizeAs(tab.keys());
            Map<Object, List<Object>> seen = new LinkedHashMap<>();
            for (List<Object> row : values.subList(Math.min(1, values.size()), values.size())) {
                List<Object> ours = new ArrayList<>();
                for (Column column : tab.columns()) {
                    int at = header.indexOf(column.title());
                    assertThat(at).as(tab.title() + ": " + column.title()).isGreaterThanOrEqualTo(0);
                    ours.add(at < row.size() ? row.get(at) : null);
                }
                Object key = ours.get(tab.keyColumn());
                if (wanted.containsKey(key)) {
                    assertThat(seen.put(key, ours))
                            .as("a row that stands twice in " + tab.title())
                            .isNull();
                } else {
                    assertThat(tab.isExact() && key != null)
                            .as("a row too many in " + tab.title() + ": " + row)
                            .isFalse();
                }
            }
            assertThat(seen).as(tab.title()).containsExactlyInAnyOrderEntriesOf(wanted);
        }
    }

    /** Lines of the log about the sheet, without the time in front. */
    List<String> said() {
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^\\S+ \\S+ ", ""))
                .filter(line -> line.contains(" sheet - ") || line.startsWith("WARN") || line.startsWith("ERROR"))
                .map(line -> line.replace(google.url(), "GOOGLE").replace(data.toString(), "DATA"))
                .toList();
    }

    String everythingSaid() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try {
            if (watch != null) {
                watch.close();
            }
        } finally {
            System.setErr(console);
            google.close();
        }
    }
}
