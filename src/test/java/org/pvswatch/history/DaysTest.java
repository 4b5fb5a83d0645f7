package org.pvswatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class DaysTest {
    @Parameter
    DatabaseKind kind;

    @TempDir
    Path folder;

    private TestDatabase database;
    private History history;

    @BeforeEach
    void open() throws Exception {
        database = kind.empty(folder.resolve("history.db"));
        history = database.history();
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
        history = database.history();
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
        assertThat(database.rows(
                        "SELECT (first_reading_at - " + noon.toEpochMilli() + ") / 1000 FROM poll ORDER BY seq"))
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
        assertThat(database.rows("SELECT first_reading_at FROM poll WHERE seq = 2"))
                .containsExactly("null");
        assertThat(history.pollsAfter(1, 10)).singleElement().satisfies(poll -> assertThat(poll.inverters())
                .isEmpty());
        assertThat(history.days().readings("home", at.plusSeconds(1), at.plusSeconds(900)))
                .isEmpty();
    }
}
