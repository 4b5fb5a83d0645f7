package org.pvswatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pvswatch.report.WrittenHouse.ZONE;
import static org.pvswatch.report.WrittenHouse.at;
import static org.pvswatch.report.WrittenHouse.weather;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pvswatch.history.DatabaseKind;
import org.pvswatch.history.History;
import org.pvswatch.report.MonthReport.EarlierYear;
import org.pvswatch.report.MonthReport.Gap;
import org.pvswatch.report.MonthReport.PanelFigures;
import org.pvswatch.report.WrittenHouse.Day;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class MonthFiguresTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Instant LATER = Instant.parse("2027-02-01T00:00:00Z");

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path folder;

    private History history;
    private WrittenHouse house;

    @BeforeEach
    void open() throws Exception {
        history = kind.empty(folder.resolve("history.db")).history();
        house = new WrittenHouse(history);
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    private MonthReport report(YearMonth month) throws SQLException {
        return new MonthFigures(WrittenHouse.settings(Map.of()), WrittenHouse.SUN, history).of(month, LATER);
    }

    private static List<Day> month(YearMonth month, Function<LocalDate, Day> day) {
        return month.atDay(1).datesUntil(month.plusMonths(1).atDay(1)).map(day).toList();
    }

    @Test
    void areSummedAndSetBesideTheSameDaysOfEveryEarlierYear() throws Exception {
        house.days(month(OCTOBER, date -> {
            int day = date.getDayOfMonth();
            return day == 5 ? new Day(date, 3.0).known(40) : day == 6 ? new Day(date, null) : new Day(date, 10.0 + day);
        }));
        house.days(month(OCTOBER.withYear(2025), date -> new Day(date, 20.0).fromSummary()));
        house.days(month(OCTOBER.withYear(2024), date -> new Day(date, 10.0).fromSummary())
                .subList(0, 4));
        house.days(month(OCTOBER.withYear(2022), date -> new Day(date, 5.0).fromSummary()));

        MonthReport report = report(OCTOBER);

        // 1..31 without 5 and 6: 29 days, 10 each and the sum of the days of the month
        double whole = 29 * 10 + 31 * 32 / 2.0 - 11;
        assertThat(report.productionKwh()).isEqualTo(whole + 3);
        assertThat(report.wholeDays()).isEqualTo(29);
        assertThat(report.partlyKnownDays()).isEqualTo(1);
        assertThat(report.best().date()).isEqualTo(OCTOBER.atDay(31));
        assertThat(report.worst().date()).isEqualTo(OCTOBER.atDay(1));
        assertThat(report.earlierYears())
                .containsExactly(
                        new EarlierYear(2025, 620, 31, 29, 580, whole),
                        new EarlierYear(2024, 40, 4, 4, 40, 10 * 4 + 10),
                        new EarlierYear(2022, 155, 31, 29, 145, whole));
        assertThat(report.earlierYears().get(1).changePercent()).isCloseTo(25, within(1e-9));
        assertThat(report.weather()).isNull();
        assertThat(report.selfUse()).isNull();
    }

    /** What panels make at 500 W/m2 and 25 degrees by PVWatts: 0.5263889 of their rating; ten of 0.4 kW. */
    private static double modelKwh(LocalDate date) {
        long quarters = 0;
        Instant end = date.plusDays(1).atStartOfDay(ZONE).toInstant();
        for (Instant at = date.atStartOfDay(ZONE).toInstant(); at.isBefore(end); at = at.plusSeconds(900)) {
            quarters += WrittenHouse.SUN.elevationDegrees(at.plusSeconds(450)) > 0 ? 1 : 0;
        }
        return quarters * 0.25 * 0.5 * (1 - 0.0035 * 15) / 0.9 * 4;
    }

    @Test
    void areSetBesideTheWeatherOnDaysOfWhichBothAreKnown() throws Exception {
        house.polls("pvs1", at("2026-09-01T00:00"), at("2026-10-10T00:00"), weather(500, 0), 1000, 5e5);
        house.polls("pvs1", at("2026-10-10T00:00"), at("2026-10-11T00:00"), weather(500, 0.1), 1000, 5e5);
        house.polls("pvs1", at("2026-10-11T00:00"), at("2026-10-21T00:00"), weather(500, 0), 1000, 5e5);
        house.polls("pvs1", at("2026-10-21T00:00"), at("2026-11-01T01:00"), null, 1000, 5e5);
        List<Day> days = new ArrayList<>(month(
                OCTOBER.minusMonths(1), date -> new Day(date, date.getDayOfMonth() == 9 ? 0.1 : 0.8 * modelKwh(date))));
        days.addAll(month(OCTOBER, date -> {
            Day day = new Day(date, 0.72 * modelKwh(date));
            return date.getDayOfMonth() == 3 ? day.known(60) : day;
        }));
        house.days(days);

        MonthReport report = report(OCTOBER);

        // 20 days with weather, without the third, which is half known, and the tenth, on which snow lay
        double made = OCTOBER.atDay(1)
                .datesUntil(OCTOBER.atDay(21))
                .filter(date -> date.getDayOfMonth() != 3 && date.getDayOfMonth() != 10)
                .mapToDouble(date -> 0.72 * modelKwh(date))
                .sum();
        assertThat(report.weather().days()).isEqualTo(18);
        assertThat(report.weather().snowDays()).isEqualTo(1);
        assertThat(report.weather().gain()).isCloseTo(0.8, within(1e-9));
        assertThat(report.weather().madeKwh()).isCloseTo(made, within(1e-9));
        assertThat(report.weather().changePercent()).isCloseTo(-10, within(1e-6));
        assertThat(report(OCTOBER.minusMonths(1)).weather())
                .as("a month is never its own measure")
                .isNull();
    }

    @Test
    void tellWhereEnergyCameFromOnDaysOfWhichAllIsKnown() throws Exception {
        house.days(month(
                OCTOBER,
                date -> date.getDayOfMonth() <= 10
                        ? new Day(date, 20.0).house(15, 9, 14)
                        : date.getDayOfMonth() == 11
                                ? new Day(date, 20.0).known(50).house(15, 9, 14)
                                : new Day(date, 20.0)));

        MonthReport.SelfUse use = report(OCTOBER).selfUse();

        assertThat(use).isEqualTo(new MonthReport.SelfUse(10, 200, 150, 90, 140));
        assertThat(use.selfConsumptionPercent()).isCloseTo(30, within(1e-9));
        assertThat(use.selfSufficiencyPercent()).isCloseTo(40, within(1e-9));
    }

    @Test
    void showADeadPanelThatNobodyHearsAndOneInTheOthersPlace() throws Exception {
        house.days(month(OCTOBER, date -> {
            int n = date.getDayOfMonth();
            Day day = new Day(date, 10.0)
                    .panel("E1", 1.0)
                    .panel("E2", 2.0)
                    .panel("E3", 2.0)
                    .panel("E4", 2.0);
            if (n <= 11) {
                day.panel("E5", n == 11 ? null : 2.0);
            }
            return n <= 15 ? day.panel("E6", 2.0) : day.panel("E7", 2.0);
        }));
        house.incident("not-producing", "E5", "normal", at("2026-10-11T10:15"), null, 30);

        MonthReport report = report(OCTOBER);

        Map<String, PanelFigures> panels = new HashMap<>();
        report.panels().forEach(panel -> panels.put(panel.serial(), panel));
        assertThat(panels.get("E1").shares()).hasSize(31).allMatch(share -> share == 0.5);
        assertThat(panels.get("E1").sharePercent()).isEqualTo(50);
        assertThat(panels.get("E1").energyKwh()).isEqualTo(31);
        assertThat(panels.get("E5").shares().subList(0, 10)).containsOnly(1.0);
        assertThat(panels.get("E5").shares().get(10)).as("the day it died").isNull();
        assertThat(panels.get("E5").shares().subList(11, 31)).containsOnly(0.0);
        assertThat(panels.get("E5").sharePercent()).isCloseTo(100 * 10 / 30.0, within(1e-9));
        assertThat(panels.get("E5").incidents()).isEqualTo(1);
        assertThat(panels.get("E6").shares().get(14)).isEqualTo(1.0);
        assertThat(panels.get("E6").shares().get(15)).isNull();
        assertThat(panels.get("E7").shares().get(14)).isNull();
        assertThat(panels.get("E7").shares().get(15)).isEqualTo(1.0);
        assertThat(report.goingOn()).extracting(IncidentFigures::subject).containsExactly("E5");
    }

    @Test
    void countPanelsThatAreThereAndThatWereJudged() throws Exception {
        house.polls("pvs1", at("2026-10-01T00:00"), at("2026-11-01T01:00"), null, 1000, 5e5);
        house.days(month(OCTOBER, date -> {
            int n = date.getDayOfMonth();
            Day day = new Day(date, 10.0).panel("E1", 2.0).panel("E2", 2.0).panel("E3", 2.0);
            return (n <= 20 ? day.panel("E4", 2.0) : day.panel("E5", 2.0)).panel("E6", n % 2 == 0 ? null : 2.0);
        }));

        MonthReport.Coverage coverage = report(OCTOBER).coverage();

        assertThat(coverage.panels()).as("E5 came for E4").isEqualTo(5);
        assertThat(coverage.panelsJudged()).as("E6 was heard every other day").isEqualTo(4);
        assertThat(coverage.judgedDays()).isEqualTo(31);
        assertThat(coverage.days()).isEqualTo(31);
    }

    @Test
    void haveDaysOf23And25Hours() throws Exception {
        for (YearMonth month : List.of(YearMonth.of(2026, 3), YearMonth.of(2026, 11))) {
            Instant begin = month.atDay(1).atStartOfDay(ZONE).toInstant();
            Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZONE).toInstant();
            house.polls("pvs1", begin, end.plusSeconds(3600), null, 1000, 5e5);
            house.days(month(month, date -> new Day(date, 10.0)));
            MonthReport report = report(month);
            assertThat(report.days()).hasSize(month.lengthOfMonth());
            assertThat(report.coverage().days()).isEqualTo(month.lengthOfMonth());
            assertThat(report.coverage().gaps()).isEmpty();
            assertThat(report.coverage().askedPercent()).isEqualTo(100);
        }
    }

    @Test
    void tellAGapByTheTimeThatWasLost() throws Exception {
        YearMonth november = YearMonth.of(2026, 11);
        house.polls("pvs1", at("2026-11-01T00:00"), at("2026-11-10T12:00"), null, 1000, 5e5);
        house.polls("pvs1", at("2026-11-11T23:00"), at("2026-12-01T01:00"), null, 500, 5e5);

        MonthReport.Coverage coverage = report(november).coverage();

        Instant from = at("2026-11-10T11:00");
        Instant to = at("2026-11-11T23:00");
        assertThat(coverage.gaps()).containsExactly(new Gap(from, to, null));
        double hours = 30 * 24 + 1; // the clock is put back on the first
        assertThat(coverage.askedPercent()).isCloseTo(100 * (1 - 36 / hours), within(1e-9));
        assertThat(report(november).supervisors()).singleElement().satisfies(pvs -> assertThat(pvs.restarts())
                .isEqualTo(1));
    }

    @Test
    void tellAPvsThatDidNotAnswerFromAWatcherThatDidNotAsk() throws Exception {
        house.polls("barn", at("2026-10-01T00:00"), at("2026-11-01T01:00"), null, 1000, 5e5);
        house.polls("roof", at("2026-10-01T00:00"), at("2026-10-05T00:00"), null, 1000, 4e5);
        for (Instant at = at("2026-10-05T00:00"); at.isBefore(at("2026-10-06T00:00")); at = at.plusSeconds(3600)) {
            history.addUnanswered("home", "roof", at);
        }
        house.polls("roof", at("2026-10-06T00:00"), at("2026-11-01T01:00"), null, 100_000, 3e5);

        MonthReport report = report(OCTOBER);

        assertThat(report.coverage().gaps())
                .containsExactly(new Gap(at("2026-10-04T23:00"), at("2026-10-06T00:00"), "roof"));
        assertThat(report.coverage().askedPercent()).isEqualTo(100);
        assertThat(report.coverage().answeredPercent()).isCloseTo(100 * (1 - 25 / (31 * 24.0)), within(1e-9));
        assertThat(report.supervisors()).extracting(MonthReport.PvsFigures::pvs).containsExactly("barn", "roof");
        assertThat(report.supervisors().get(1).restarts()).isEqualTo(1);
        assertThat(report.supervisors().get(1).freeFlashKib()).isEqualTo(3e5);
        assertThat(report.supervisors().get(1).freeFlashChangeKib()).isEqualTo(-1e5);
        assertThat(report.supervisors().get(0).freeFlashChangeKib()).isZero();
    }

    @Test
    void knowThatTheWatchBeganInTheMidstOfIt() throws Exception {
        house.polls("pvs1", at("2026-10-14T12:00"), at("2026-11-01T01:00"), null, 1000, 5e5);
        house.days(month(OCTOBER, date -> new Day(date, 10.0)).subList(13, 31));

        MonthReport report = report(OCTOBER);

        assertThat(report.coverage().from()).isEqualTo(at("2026-10-14T12:00"));
        assertThat(report.coverage().days()).isEqualTo(18);
        assertThat(report.coverage().askedPercent()).isEqualTo(100);
        assertThat(report.productionKwh()).isEqualTo(180);
        assertThat(report.days()).hasSize(31);
        assertThat(report.days().get(0).productionKwh()).isNull();
    }

    @Test
    void areAllMissingOfAMonthThatNobodyKnows() throws Exception {
        MonthReport report = report(OCTOBER);

        assertThat(report.productionKwh()).isNull();
        assertThat(report.best()).isNull();
        assertThat(report.panels()).isEmpty();
        assertThat(report.coverage().days()).isZero();
        assertThat(Duration.between(report.coverage().from(), report.end())).isPositive();
    }
}
