package org.pvswatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {
    @TempDir
    Path folder;

    private Path file;
    private History history;

    @BeforeEach
    void open() {
        file = folder.resolve("history.db");
        history = new History(file.toString());
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    @Test
    void areReadAsTheyWereWrittenAndCountEveryWriting() throws Exception {
        DayRow day = DayRows.full("2026-06-01", 20.5);
        DayRow other = DayRows.empty("2026-06-02");
        assertThat(history.days().revision()).isZero();
        assertThat(history.days().taken("somebody")).isZero();
        history.days().write(List.of(other, day), "somebody", 7);
        history.days().write(List.of(day), "somebody", 9);
        history.close();
        open();
        Days days = history.days();
        assertThat(days.all()).containsExactly(day, other);
        assertThat(days.of("home", day.date())).contains(day);
        assertThat(days.of("elsewhere", day.date())).isEmpty();
        assertThat(days.revision()).isEqualTo(2);
        assertThat(days.changedSince(1)).containsExactly(day.date());
        assertThat(days.changedSince(0)).containsExactly(day.date(), other.date());
        assertThat(days.taken("somebody")).isEqualTo(9);
        assertThat(days.taken("nobody")).isZero();
        assertThat(days.first()).contains(day.date());
        assertThat(days.last()).contains(other.date());
        assertThat(history.count(History.Table.DAY)).isEqualTo(2);
    }

    @Test
    void forgetThePanelsThatACorrectionNoLongerHas() throws Exception {
        history.days().write(List.of(DayRows.full("2026-06-01", 20)), "t", 1);
        history.days().write(List.of(DayRows.empty("2026-06-01")), "t", 2);
        assertThat(history.days().all()).containsExactly(DayRows.empty("2026-06-01"));
        history.days().write(List.of(DayRows.full("2026-06-01", 20)), "t", 3);
        assertThat(history.days().all().get(0).panels()).hasSize(2);
    }

    @Test
    void keepADateOfFourDigitsInOrder() throws Exception {
        history.days().write(List.of(DayRows.empty("2030-01-01"), DayRows.empty("2026-12-31")), "t", 1);
        assertThat(history.days().between(LocalDate.of(2026, 12, 31), LocalDate.of(2029, 1, 1)))
                .containsExactly(DayRows.empty("2026-12-31"));
    }

    /** What is asked after each poll, and for each day, looks things up; it walks through neither polls nor days. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                Days.REVISION,
                Days.CHANGED,
                Days.BETWEEN,
                Days.PANELS,
                Days.FIRST,
                Days.LAST,
                Days.FIRST_OF,
                DayQueries.NEW_POLLS,
                DayQueries.BEFORE,
                DayQueries.FROM,
                DayQueries.PVS,
                DayQueries.POLLS,
                DayQueries.EXTENT
            })
    void areAskedForWithoutReadingTheHistory(String sql) throws Exception {
        assertThat(plan(sql)).isNotEmpty().allSatisfy(step -> assertThat(step)
                .matches("SEARCH (poll|day|day_inverter) .*|USE TEMP B-TREE FOR (DISTINCT|(LAST TERM OF )?ORDER BY)"
                        + "|SCAN day USING COVERING INDEX day_by_date"));
    }

    @Test
    void findTheReadingsOfADayAlongTheirOwnTree() throws Exception {
        assertThat(plan(DayQueries.READINGS))
                .containsExactly(
                        "SEARCH reading USING PRIMARY KEY (at>? AND at<?)",
                        "SEARCH poll USING INTEGER PRIMARY KEY (rowid=?)",
                        "SEARCH device USING INTEGER PRIMARY KEY (rowid=?)",
                        "USE TEMP B-TREE FOR ORDER BY");
    }

    /** A dead inverter is listed for ever with its last measurement; no look at a day goes back to it. */
    @Test
    void readNoMoreForAnInverterThatDiedLongAgo() throws Exception {
        Instant died = Instant.parse("2025-01-01T12:00:00Z");
        Instant noon = Instant.parse("2026-06-01T19:00:00Z");
        for (int i = 0; i < 3; i++) {
            Instant at = noon.plusSeconds(300L * i);
            history.store(Polls.at(at)
                    .inverter("dead", died, 0.0, 400.0)
                    .inverter("alive", at.minusSeconds(60), 0.25, 500.0 + i)
                    .readings());
        }
        assertThat(rows("SELECT (first_reading_at - " + noon.toEpochMilli() + ") / 1000 FROM poll ORDER BY seq"))
                .containsExactly(String.valueOf(died.getEpochSecond() - noon.getEpochSecond()), "240", "540");
        assertThat(history.pollsAfter(0, 10).get(2).inverters()).hasSize(1);
        assertThat(history.days().readings("home", noon, noon.plusSeconds(900)))
                .extracting(DayReading::device)
                .containsExactly("alive", "alive", "alive", "dead");
    }

    @Test
    void spanAPollThatBroughtNothingNew() throws Exception {
        Instant at = Instant.parse("2026-06-01T19:00:00Z");
        history.store(Polls.at(at).inverter("E1", at, 0.25, 500.0).readings());
        history.store(
                Polls.at(at.plusSeconds(300)).inverter("E1", at, 0.25, 500.0).readings());
        assertThat(rows("SELECT coalesce(first_reading_at, 'none') FROM poll WHERE seq = 2"))
                .containsExactly("none");
        assertThat(history.pollsAfter(1, 10)).singleElement().satisfies(poll -> assertThat(poll.inverters())
                .isEmpty());
        assertThat(history.days().readings("home", at.plusSeconds(1), at.plusSeconds(900)))
                .isEmpty();
    }

    private List<String> plan(String sql) throws SQLException {
        history.span();
        return rows("EXPLAIN QUERY PLAN " + sql, "detail");
    }

    private List<String> rows(String sql) throws SQLException {
        return rows(sql, null);
    }

    private List<String> rows(String sql, String column) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(column == null ? row.getString(1) : row.getString(column));
            }
            return rows;
        }
    }
}
