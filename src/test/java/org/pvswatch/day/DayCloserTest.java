package org.pvswatch.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pvswatch.history.DatabaseKind;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.DayRow.OverMidnight;
import org.pvswatch.history.History;
import org.pvswatch.history.Polls;
import org.pvswatch.reading.Sun;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class DayCloserTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    private static final Sun SUN = new Sun("34", "-118");

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path folder;

    private History history;
    private DayCloser closer;

    @BeforeEach
    void open() throws Exception {
        history = kind.empty(folder.resolve("history.db")).history();
        closer = new DayCloser("home", ZONE.getId(), SUN, 0.4, history);
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(ZONE).toInstant();
    }

    /** A poll with the counters of production, house load and net import. */
    private void poll(String localTime, Double producedKwh, Double usedKwh, Double importedKwh) throws SQLException {
        history.store(Polls.at(local(localTime))
                .live(1.0, producedKwh, usedKwh, importedKwh)
                .readings());
    }

    private void poll(String localTime, double producedKwh) throws SQLException {
        poll(localTime, producedKwh, producedKwh * 2, producedKwh);
    }

    private DayRow day(String date) throws SQLException {
        closer.catchUp();
        return history.days().all().stream()
                .filter(row -> row.date().equals(LocalDate.parse(date)))
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-08, 23", "2026-06-01, 24", "2026-11-01, 25"})
    void countsAllHoursOfADay(String date, int hours) throws Exception {
        LocalDate day = LocalDate.parse(date);
        Instant begin = day.atStartOfDay(ZONE).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZONE).toInstant();
        double counter = 100;
        for (Instant at = begin.minusSeconds(300); !at.isAfter(end.plusSeconds(1200)); at = at.plusSeconds(1200)) {
            history.store(Polls.at(at.plusSeconds(20))
                    .live(2.0, counter, counter, counter)
                    .readings());
            counter += 0.25;
        }
        DayRow closed = day(date);
        assertThat(closed.hours()).isEqualTo(hours).isEqualTo((int)
                Duration.between(begin, end).toHours());
        assertThat(closed.polls()).isEqualTo(hours * 3);
        assertThat(closed.productionKwh()).isEqualTo(hours * 3 * 0.25);
        assertThat(closed.coveragePercent()).isEqualTo(75);
        assertThat(closed.peakProductionKw()).isEqualTo(2);
        assertThat(history.days().all()).extracting(DayRow::date).contains(day).doesNotContain(day.plusDays(1));
    }

    @Test
    void losesNoEnergyBetweenTwoDays() throws Exception {
        poll("2026-06-01T00:00:20", 100);
        poll("2026-06-01T23:55:20", 120);
        poll("2026-06-02T00:05:20", 120.5);
        poll("2026-06-02T23:55:20", 150);
        poll("2026-06-03T00:00:20", 150.25);
        assertThat(day("2026-06-01").productionKwh()).isEqualTo(20);
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(30);
        assertThat(day("2026-06-02").houseLoadKwh()).isEqualTo(60);
        assertThat(day("2026-06-02").netImportKwh()).isEqualTo(30);
        assertThat(day("2026-06-02").lifetimeProductionKwh()).isEqualTo(150);
        assertThat(day("2026-06-03")).isNull();
    }

    @Test
    void losesNoEnergyWhenAPollFallsOnMidnight() throws Exception {
        poll("2026-06-01T12:00:00", 110);
        poll("2026-06-01T23:55:00", 120);
        poll("2026-06-02T00:00:00", 120.5);
        poll("2026-06-02T23:55:00", 150);
        poll("2026-06-03T00:05:00", 150.25);
        assertThat(day("2026-06-01").productionKwh()).isEqualTo(10.5);
        assertThat(day("2026-06-01").polls()).isEqualTo(2);
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(29.5);
        assertThat(day("2026-06-02").polls()).isEqualTo(2);
    }

    @Test
    void givesNoDayTheLoadOfALongGapOverMidnight() throws Exception {
        poll("2026-06-01T20:00:00", 110);
        poll("2026-06-01T21:59:59", 120);
        poll("2026-06-02T06:00:00", 123);
        poll("2026-06-02T20:00:00", 150);
        poll("2026-06-03T00:05:00", 150);
        DayRow before = day("2026-06-01");
        DayRow day = day("2026-06-02");
        assertThat(before.houseLoadKwh()).isEqualTo(20);
        assertThat(before.overMidnight()).isEqualTo(OverMidnight.GAP);
        assertThat(day.houseLoadKwh()).isEqualTo(54);
        assertThat(day.houseLoadKnownPercent()).isCloseTo(100.0 * 14 / 24, within(0.01));
        assertThat(day.overMidnight()).isEqualTo(OverMidnight.GAP);
        assertThat(day.productionKwh()).as("made after sunrise").isEqualTo(30);
        assertThat(day.productionKnownPercent()).isEqualTo(100);
    }

    @Test
    void givesTheLoadOfAShortGapOverMidnightToTheDayItEndsIn() throws Exception {
        poll("2026-06-01T20:00:00", 110);
        poll("2026-06-01T22:00:00", 120);
        poll("2026-06-02T03:00:00", 123);
        poll("2026-06-02T20:00:00", 150);
        poll("2026-06-02T23:55:00", 150);
        poll("2026-06-03T00:05:00", 150);
        DayRow before = day("2026-06-01");
        DayRow day = day("2026-06-02");
        assertThat(before.houseLoadKwh()).isEqualTo(20);
        assertThat(before.houseLoadKnownPercent()).isCloseTo(100.0 * 4 / 24, within(0.01));
        assertThat(before.overMidnight()).isEqualTo(OverMidnight.CARRIED);
        assertThat(day.houseLoadKwh()).isEqualTo(60);
        assertThat(day.houseLoadKnownPercent()).isEqualTo(100);
        assertThat(day.overMidnight()).isEqualTo(OverMidnight.CARRIED);
    }

    @Test
    void saysNothingOfAnEveningWhoseNightBringsNothing() throws Exception {
        for (String time :
                List.of("2026-06-01T19:00:00", "2026-06-02T00:05:00", "2026-06-02T23:55:00", "2026-06-03T00:05:00")) {
            poll(time, 100);
        }
        DayRow day = day("2026-06-02");
        assertThat(day.houseLoadKwh()).isZero();
        assertThat(day.houseLoadKnownPercent()).isEqualTo(100);
        assertThat(day.overMidnight()).isEqualTo(OverMidnight.NOTHING);
    }

    @Test
    void neverTakesAMissingCounterForZero() throws Exception {
        poll("2026-06-01T23:55:00", 100.0, null, 5.0);
        poll("2026-06-02T00:05:00", null, null, null);
        poll("2026-06-02T12:00:00", 110.0, null, 5.0);
        poll("2026-06-02T23:55:00", null, null, null);
        poll("2026-06-03T00:05:00", 110.0, 500.0, 5.0);
        DayRow day = day("2026-06-02");
        assertThat(day.productionKwh()).isEqualTo(10);
        assertThat(day.lifetimeProductionKwh()).isEqualTo(110);
        assertThat(day.productionKnownPercent()).isBetween(40.0, 60.0);
        assertThat(day.houseLoadKwh()).isNull();
        assertThat(day.lifetimeHouseLoadKwh()).isNull();
        assertThat(day.netImportKwh()).isZero();
    }

    @Test
    void knowsNoEnergyOfADayWithoutCounters() throws Exception {
        poll("2026-06-01T23:55:00", 100.0, 100.0, 100.0);
        poll("2026-06-02T12:00:00", null, null, null);
        poll("2026-06-03T00:05:00", null, null, null);
        DayRow day = day("2026-06-02");
        assertThat(day.productionKwh()).isNull();
        assertThat(day.houseLoadKwh()).isNull();
        assertThat(day.netImportKwh()).isNull();
        assertThat(day.polls()).isEqualTo(1);
    }

    @Test
    void knowsTheRestOfADayWhoseCounterWasReset() throws Exception {
        poll("2026-06-01T23:55:00", 12000.0, 9000.0, -3000.0);
        poll("2026-06-02T12:00:00", 12010.0, 9004.0, -3006.0);
        poll("2026-06-02T20:00:00", 3.0, 9010.0, -3012.0);
        poll("2026-06-03T00:05:00", 3.0, 9010.0, -3012.0);
        DayRow day = day("2026-06-02");
        assertThat(day.productionKwh()).isEqualTo(10);
        assertThat(day.productionKnownPercent()).isBetween(40.0, 60.0);
        assertThat(day.lifetimeProductionKwh()).isEqualTo(3);
        assertThat(day.houseLoadKwh()).isEqualTo(10);
        assertThat(day.netImportKwh()).isEqualTo(-12);
    }

    @Test
    void goesOnWithTheCounterOfANewMeter() throws Exception {
        poll("2026-06-01T23:55:00", 12000.0, 9000.0, -3000.0);
        poll("2026-06-02T12:00:00", 12010.0, 9004.0, -3006.0);
        poll("2026-06-02T12:05:00", 12010.25, 4.5, 0.25);
        poll("2026-06-02T20:00:00", 12020.0, 9.0, -6.0);
        poll("2026-06-03T00:05:00", 12020.0, 9.0, -6.0);
        DayRow day = day("2026-06-02");
        assertThat(day.productionKwh()).isEqualTo(20);
        assertThat(day.netImportKwh()).isEqualTo(-6 - 6.25);
        assertThat(day.houseLoadKwh()).isEqualTo(4 + 4.5);
        assertThat(day.gridKnownPercent()).isCloseTo(100 - 100 * (1 / 12.0 + 4) / 24, within(0.01));
        assertThat(day.lifetimeNetImportKwh()).isEqualTo(-6);
    }

    @Test
    void takesNoStepUpForEnergy() throws Exception {
        poll("2026-06-01T23:55:00", 5.0, 5.0, -5.0);
        poll("2026-06-02T12:00:00", 15.0, 9.0, -6.0);
        poll("2026-06-02T12:05:00", 3000.0, 2000.0, -1000.0);
        poll("2026-06-02T20:00:00", 3010.0, 2005.0, -1005.0);
        poll("2026-06-03T00:05:00", 3010.0, 2005.0, -1005.0);
        DayRow day = day("2026-06-02");
        assertThat(day.productionKwh()).isEqualTo(20);
        assertThat(day.houseLoadKwh()).isEqualTo(9);
        assertThat(day.netImportKwh()).isEqualTo(-6);
    }

    @Test
    void takesNoFallForEnergyThoughTheCounterWentFarther() throws Exception {
        poll("2026-06-01T23:55:00", 8.0, 8.0, 0.0);
        poll("2026-06-02T12:00:00", 1.0, 1.0, 0.0);
        poll("2026-06-02T20:00:00", 20.0, 9.0, 0.0);
        poll("2026-06-03T00:05:00", 20.0, 9.0, 0.0);
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(19);
    }

    /** A day of two PVSs, polled one after the other every five minutes; the second fails for some hours. */
    @ParameterizedTest
    @CsvSource({"12, 12", "10, 16", "20, 23"})
    void addsUpTwoPvs(int failsFrom, int failsTo) throws Exception {
        Instant begin = local("2026-06-02T00:00:00");
        double produced1 = 5000;
        double produced2 = 70;
        double imported = 300;
        double exported = 800;
        for (int i = -12; i <= 24 * 12 + 3; i++) {
            Instant at = begin.plusSeconds(300L * i);
            boolean day = i >= 6 * 12 && i < 20 * 12;
            produced1 += day ? 0.25 : 0;
            produced2 += day ? 0.125 : 0;
            imported += day ? 0 : 0.0625;
            exported += day ? 0.25 : 0;
            history.store(Polls.at(at.plusSeconds(20))
                    .productionMeter(day ? 3.0 : 0, produced1)
                    .gridMeter(day ? -3.0 : 0.75, imported, exported)
                    .readings());
            if (i < failsFrom * 12 || i >= failsTo * 12) {
                history.store(Polls.at(at.plusSeconds(40))
                        .of("pvs2")
                        .inverter("E1", day ? 1.5 : 0, produced2)
                        .readings());
            }
        }
        DayRow day = day("2026-06-02");
        double expected1 = 14 * 12 * 0.25;
        double expected2 = 14 * 12 * 0.125;
        assertThat(day.productionKwh()).isEqualTo(expected1 + expected2);
        assertThat(day.importKwh()).isEqualTo(10 * 12 * 0.0625);
        assertThat(day.exportKwh()).isEqualTo(14 * 12 * 0.25);
        assertThat(day.netImportKwh()).isEqualTo(day.importKwh() - day.exportKwh());
        assertThat(day.houseLoadKwh()).isEqualTo(day.productionKwh() + day.netImportKwh());
        assertThat(day.peakProductionKw()).isEqualTo(4.5);
        assertThat(day.invertersReporting()).isEqualTo(1);
        assertThat(day.polls()).isEqualTo(288 + 288 - 12 * (failsTo - failsFrom));
    }

    @Test
    void takesNoEnergyOfAPvsThatJoinsForThatOfTheDay() throws Exception {
        for (int hour = 0; hour <= 24; hour++) {
            Instant at = local("2026-06-02T00:00:20").plusSeconds(3600L * hour);
            history.store(Polls.at(at).productionMeter(1.0, 5000.0 + hour).readings());
            if (hour >= 18) {
                history.store(Polls.at(at.plusSeconds(20))
                        .of("pvs2")
                        .productionMeter(1.0, 9000.0 + hour)
                        .readings());
            }
        }
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(23 + 5);
        assertThat(day("2026-06-02").productionKnownPercent())
                .as("of the second only the evening")
                .isBetween(50.0, 65.0);
    }

    @Test
    void countsImportAndExportApart() throws Exception {
        for (String row : new String[] {
            "2026-06-01T23:55:00 100 40",
            "2026-06-02T12:00:00 103 60",
            "2026-06-02T23:55:00 110 70",
            "2026-06-03T12:00:00 0.5 71",
            "2026-06-04T00:05:00 1 72"
        }) {
            String[] cells = row.split(" ");
            Instant at = local(cells[0]);
            history.store(Polls.at(at)
                    .gridMeter(1.0, Double.valueOf(cells[1]), Double.valueOf(cells[2]))
                    .inverter("E1", 0.0, 5.0)
                    .readings());
        }
        assertThat(day("2026-06-02").importKwh()).isEqualTo(10);
        assertThat(day("2026-06-02").exportKwh()).isEqualTo(30);
        assertThat(day("2026-06-02").netImportKwh()).isEqualTo(-20);
        assertThat(day("2026-06-03").importKwh()).as("where it began anew").isNull();
        assertThat(day("2026-06-03").exportKwh()).isEqualTo(1);
    }

    @Test
    void toleratesACounterThatStepsDownATick() throws Exception {
        poll("2026-06-01T23:55:00", 12000.0, 9000.0, 0.0);
        poll("2026-06-02T12:00:00", 12000.0, 9000.0, 0.0);
        poll("2026-06-02T20:00:00", 11999.75, 9000.0, 0.0);
        poll("2026-06-03T00:05:00", 11999.75, 9000.0, 0.0);
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(-0.25);
    }

    @Test
    void takesNoZeroOfARestartForACounter() throws Exception {
        poll("2026-06-01T12:00:00", 11990.0, 8990.0, -3000.0);
        poll("2026-06-01T23:50:00", 12000.0, 9000.0, -3000.0);
        poll("2026-06-01T23:55:00", 0.0, 0.0, 0.0);
        poll("2026-06-02T00:05:00", 12000.0, 9000.0, -3000.0);
        poll("2026-06-02T23:50:00", 12020.0, 9008.0, -3012.0);
        poll("2026-06-02T23:55:00", 0.0, 0.0, 0.0);
        poll("2026-06-03T00:05:00", 12020.0, 9008.0, -3012.0);
        assertThat(day("2026-06-01").productionKwh()).isEqualTo(10);
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(20);
        assertThat(day("2026-06-02").houseLoadKwh()).isEqualTo(8);
        assertThat(day("2026-06-02").netImportKwh()).isEqualTo(-12);
    }

    @Test
    void comparesNoMeterWithTheSumOfTheInverters() throws Exception {
        poll("2026-06-01T00:00:20", 45_000);
        poll("2026-06-01T12:00:20", 45_020);
        poll("2026-06-01T18:00:20", 45_030);
        history.store(Polls.at(local("2026-06-01T23:55:20"))
                .inverter("E1", 0.0, 1_800.0)
                .readings());
        poll("2026-06-02T12:00:20", 45_040);
        assertThat(day("2026-06-01").productionKwh()).isEqualTo(30);
        assertThat(day("2026-06-01").polls()).isEqualTo(4);
    }

    @Test
    void countsAFirstDayFromZero() throws Exception {
        poll("2026-06-02T08:00:00", 0.0, 0.0, 0.0);
        poll("2026-06-02T20:00:00", 12.5, 3.0, -9.5);
        poll("2026-06-03T00:05:00", 12.5, 3.0, -9.5);
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(12.5);
    }

    @Test
    void reopensADayWhenLateAnswersCome() throws Exception {
        poll("2026-06-01T23:55:00", 100);
        poll("2026-06-02T12:00:00", 110);
        poll("2026-06-03T12:00:00", 140);
        poll("2026-06-04T00:05:00", 150);
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(10);
        assertThat(day("2026-06-03").productionKwh()).isNull();
        long revision = history.days().revision();
        closer.catchUp();
        assertThat(history.days().revision()).isEqualTo(revision);

        poll("2026-06-02T23:55:00", 125);
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(25);
        assertThat(day("2026-06-02").polls()).isEqualTo(2);
        assertThat(day("2026-06-03").productionKwh()).isEqualTo(15);
        assertThat(history.days().revision()).isGreaterThan(revision);
    }

    @Test
    void closesADayThoughTheProcessWasDownAtMidnight() throws Exception {
        poll("2026-06-01T23:55:00", 100);
        poll("2026-06-02T18:00:00", 120);
        closer.catchUp();
        assertThat(day("2026-06-02")).isNull();
        closer = new DayCloser("home", ZONE.getId(), SUN, 0.4, history);
        poll("2026-06-05T09:00:00", 160);
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(20);
        assertThat(history.days().all()).extracting(DayRow::date).doesNotContain(LocalDate.parse("2026-06-03"));
    }

    @Test
    void closesADayWithTheFirstPollAfterMidnightAndNoSooner() throws Exception {
        poll("2026-06-02T00:00:00", 100);
        poll("2026-06-02T23:59:59.999", 120);
        assertThat(day("2026-06-02")).isNull();
        poll("2026-06-03T00:00:00", 120);
        assertThat(day("2026-06-02").productionKwh()).isEqualTo(20);
    }

    @Test
    void givesTheSameDaysOfEveryOrderOfStoring() throws Exception {
        poll("2026-06-03T00:05:00", 130);
        poll("2026-06-01T23:55:00", 100);
        closer.catchUp();
        poll("2026-06-02T20:00:00", 125);
        closer.catchUp();
        poll("2026-06-02T08:00:00", 101);
        DayRow late = day("2026-06-02");
        assertThat(late.productionKwh()).isEqualTo(25);
        assertThat(late.polls()).isEqualTo(2);
    }

    @Test
    void countsTheInvertersMeasuredThatDay() throws Exception {
        Instant noon = local("2026-06-02T12:00:00");
        history.store(Polls.at(noon)
                .inverter("E1", 0.3, 10.0)
                .inverter("E2", 0.3, 10.0)
                .inverter("E3", local("2026-06-01T20:00:00"), 0.0, 10.0)
                .readings());
        history.store(Polls.at(noon.plusSeconds(300)).inverter("E1", 0.4, 10.1).readings());
        history.store(Polls.at(local("2026-06-03T00:05:00"))
                .inverter("E1", noon, 0.0, 10.1)
                .readings());
        DayRow day = day("2026-06-02");
        assertThat(day.invertersReporting()).isEqualTo(2);
        assertThat(day.peakProductionKw()).isEqualTo(0.6);
    }

    @Test
    void coversEveryQuarterOfAnHourWithAnAnswer() throws Exception {
        for (String time : new String[] {"00:00:00", "00:14:59", "00:15:00", "12:00:20", "12:05:20"}) {
            poll("2026-06-02T" + time, 100);
        }
        poll("2026-06-03T00:00:20", 100);
        assertThat(day("2026-06-02").coveragePercent()).isEqualTo(100.0 * 3 / 96);
    }

    @Test
    void doesNothingWithoutAnyPoll() throws Exception {
        closer.catchUp();
        assertThat(history.days().all()).isEmpty();
    }
}
