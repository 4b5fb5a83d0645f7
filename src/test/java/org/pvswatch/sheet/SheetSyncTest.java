package org.pvswatch.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sheet is made, filled, continued and corrected; over real HTTP, through the shipped route. */
class SheetSyncTest {
    @TempDir
    Path folder;

    SheetHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new SheetHouse(folder);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void makesAndFillsAnEmptySpreadsheet() throws Exception {
        house.withDays(20);
        Years.incidents(
                house.history(),
                Years.incident("home-1", "E00122000007", "open", Instant.parse("2026-06-01T17:00:00Z"), null));
        house.look();
        house.assertSheetIsHistory();
        assertThat(house.book.sheets)
                .extracting(EmulatedSheet::title)
                .containsExactly("Daily", "Months", "Panels", "Incidents", "Sheet1");
        assertThat(house.book.timeZone).isEqualTo("America/Los_Angeles");
        assertThat(house.tab("daily").frozenRows()).isEqualTo(1);
        assertThat(house.tab("daily").rows.get(1).get(0).format().path("type").asText())
                .isEqualTo("DATE");
        assertThat(house.tab("months").charts).hasSize(1);
        assertThat(house.tab("panels").rules).hasSize(2 * SheetHouse.PANELS);
        assertThat(house.tab("incidents").value(1, 7)).isEqualTo("=HYPERLINK(\"http://evil\") it makes nothing");
    }

    @Test
    void asksNothingWhileThereIsNothingNew() throws Exception {
        house.withDays(20).look();
        int calls = house.calls();
        house.lookFor(Duration.ofHours(23));
        assertThat(house.calls()).isEqualTo(calls);
    }

    @Test
    void addsANewDayAndCorrectsAnOldOne() throws Exception {
        house.withDays(20).look();
        Years.write(house.history(), SheetHouse.FIRST.plusDays(20), 1, SheetHouse.PANELS);
        Years.correct(house.history(), SheetHouse.FIRST.plusDays(3), SheetHouse.PANELS);
        house.lookFor(Duration.ofMinutes(55));
        int before = house.calls();
        house.lookFor(Duration.ofMinutes(20));
        house.assertSheetIsHistory();
        assertThat(house.calls() - before).isLessThanOrEqualTo(8);
    }

    @Test
    void putsDaysThatComeLateInTheirPlace() throws Exception {
        house.withDays(20).look();
        Years.write(house.history(), LocalDate.of(2026, 5, 1), 5, SheetHouse.PANELS);
        house.later(Duration.ofHours(2));
        house.look();
        house.assertSheetIsHistory();
        assertThat(house.tab("daily").values().subList(1, 26))
                .isSortedAccordingTo((a, b) -> Double.compare((Double) a.get(0), (Double) b.get(0)));
    }

    @Test
    void givesANewPanelAndANewYearTheirColumns() throws Exception {
        house.withDays(20).look();
        Years.write(house.history(), LocalDate.of(2027, 1, 1), 3, SheetHouse.PANELS + 1);
        house.later(Duration.ofHours(2));
        house.look();
        house.assertSheetIsHistory();
        assertThat(house.tab("panels").rules).hasSize(2 * (SheetHouse.PANELS + 1));
        assertThat(house.tab("months")
                        .charts
                        .values()
                        .iterator()
                        .next()
                        .path("spec")
                        .path("basicChart")
                        .path("series"))
                .hasSize(2);
    }

    @Test
    void takesAwayAnIncidentThatNeverWas() throws Exception {
        house.withDays(5);
        Years.incidents(
                house.history(),
                Years.incident("home-1", "E1", "open", Instant.parse("2026-05-21T17:00:00Z"), null),
                Years.incident("home-2", "E2", "open", Instant.parse("2026-05-22T17:00:00Z"), null));
        house.look();
        house.history().judgements().forget(Years.SITE);
        Years.incidents(
                house.history(),
                Years.incident(
                        "home-2",
                        "E2",
                        "resolved",
                        Instant.parse("2026-05-22T17:00:00Z"),
                        Instant.parse("2026-05-24T17:00:00Z")));
        house.later(Duration.ofHours(2));
        house.look();
        house.assertSheetIsHistory();
    }

    @Test
    void aRestartWritesNothingAgain() throws Exception {
        house.withDays(20).look();
        house.restart();
        int before = house.calls();
        house.look();
        assertThat(house.google.journal.subList(before, house.calls()))
                .isNotEmpty()
                .allMatch(call -> SheetsEmulator.isRead(call.name()));
    }

    @Test
    void continuesTheSheetOfTheOldScript() throws Exception {
        house.withDays(20);
        EmulatedSheet old = house.book.titled("Sheet1");
        Object[][] rows = {
            {
                "Date",
                "Daily PV Production (kWh)",
                "Daily Site Consumption (kWh)",
                "Daily Net Grid (kWh)",
                "Lifetime PV (kWh)",
                "Lifetime Site Consumption (kWh)",
                "Lifetime Net (kWh)",
                "Inverters Reporting",
                "Alerts"
            },
            {"2026-05-19", 20.123456, 10.0, -10.0, 100.0, 50.0, -50.0, 3.0, "\u26a0 E1 (72%)"},
            {"2026-05-20", 21.123456, 10.0, -10.0, 100.0, 50.0, -50.0, 3.0, "\u26a0 E2 (70%)"}
        };
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                old.set(r, c, rows[r][c]);
            }
        }
        house.look();
        EmulatedSheet daily = house.tab("daily");
        assertThat(daily).isSameAs(house.book.titled("Sheet1"));
        assertThat(daily.values().get(1)).containsExactly(rows[1]);
        assertThat(daily.value(2, 0)).isEqualTo(46_162.0);
        assertThat(daily.value(2, 8)).isEqualTo("\u26a0 E2 (70%)");
        assertThat(daily.lastRow()).isEqualTo(21);
        int calls = house.calls();
        house.restart();
        house.look();
        assertThat(house.google.journal.subList(calls, house.calls()))
                .allMatch(call -> SheetsEmulator.isRead(call.name()));
    }

    @Test
    void aSpreadsheetThatIsNotSetIsNotAskedFor() throws Exception {
        house.with("sheets.spreadsheet-id", "").withDays(3).look();
        assertThat(house.calls()).isZero();
        assertThat(house.said()).isEmpty();
    }

    @Test
    void hasARowForEachPollOnlyIfAsked() throws Exception {
        house.with("sheets.overview", "true").withDays(2);
        for (int i = 0; i < 30; i++) {
            house.history()
                    .store(org.pvswatch.history.Polls.at(
                                    Instant.parse("2026-06-09T17:00:20Z").plusSeconds(300L * i))
                            .live(1.5, 100.0 + i, 80.0 + i, -20.0)
                            .readings());
        }
        house.look();
        house.assertSheetIsHistory(true);
        house.history()
                .store(org.pvswatch.history.Polls.at(Instant.parse("2026-06-09T23:00:20Z"))
                        .live(1.5, 200.0, 180.0, -20.0)
                        .readings());
        house.later(Duration.ofHours(2));
        int before = house.calls();
        house.look();
        house.assertSheetIsHistory(true);
        assertThat(house.calls() - before).isLessThanOrEqualTo(10);
        house.restart();
        house.look();
        house.assertSheetIsHistory(true);
    }
}
