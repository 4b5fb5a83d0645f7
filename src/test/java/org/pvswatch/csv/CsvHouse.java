package org.pvswatch.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pvswatch.history.DatabaseKind;
import org.pvswatch.history.History;
import org.pvswatch.history.Polls;
import org.pvswatch.history.StoredPoll;

/** A history and the CSV files made of it. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
abstract class CsvHouse {
    static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path folder;

    Path csv;
    History history;
    CsvFiles files;

    @BeforeEach
    void open() throws Exception {
        history = kind.empty(folder.resolve("history.db")).history();
        csv = folder.resolve("csv");
        restart();
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    void restart() {
        files = new CsvFiles(csv.toString(), ZONE.getId(), history);
    }

    /** As the route does it, in batches. */
    void catchUp() throws IOException, SQLException {
        List<StoredPoll> polls = history.pollsAfter(files.takenUpTo(), 3);
        while (!polls.isEmpty()) {
            polls = history.pollsAfter(files.add(polls), 3);
        }
        files.writeDays();
    }

    static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(ZONE).toInstant();
    }

    void poll(String localTime) throws SQLException {
        poll(local(localTime));
    }

    void poll(Instant at) throws SQLException {
        double count = at.getEpochSecond() % 100_000 / 100.0;
        history.store(Polls.at(at)
                .live(1.5, 100 + count, 80 + count, -20.0)
                .inverter("E1", at.minusSeconds(70), 0.25, 50 + count)
                .inverter("E2", at.minusSeconds(70), 0.0, 60 + count)
                .readings());
    }

    Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var listed = Files.list(csv)) {
            for (Path file : listed.toList()) {
                if (file.toString().endsWith(".csv")) {
                    contents.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return contents;
    }

    List<String> lines(String name) throws IOException {
        return Files.readAllLines(csv.resolve(name));
    }

    /** What the files must be: those of a fresh start from the same history. */
    Map<String, String> fresh() throws IOException, SQLException {
        Path before = csv;
        CsvFiles filesBefore = files;
        csv = folder.resolve("fresh" + System.nanoTime());
        restart();
        catchUp();
        Map<String, String> contents = contents();
        csv = before;
        files = filesBefore;
        return contents;
    }

    void threeMonths() throws SQLException {
        for (String time : List.of(
                "2026-04-30T12:00:20",
                "2026-04-30T23:59:59",
                "2026-05-01T00:00:00",
                "2026-05-15T12:00:20",
                "2026-06-01T08:00:20",
                "2026-06-01T08:05:20",
                "2026-06-01T08:10:20")) {
            poll(time);
        }
    }
}
