package org.pvswatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pvswatch.report.WrittenHouse.at;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pvswatch.history.DatabaseKind;
import org.pvswatch.history.History;
import org.pvswatch.report.WrittenHouse.Day;
import org.pvswatch.report.YearReport.Claim;
import org.pvswatch.report.YearReport.EarlierYear;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class YearFiguresTest {
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
        house.polls("pvs1", at("2026-12-01T00:00"), at("2027-01-01T01:00"), null, 1000, 5e5);
        house.days(LocalDate.of(2024, 11, 1)
                .datesUntil(LocalDate.of(2026, 1, 1))
                .map(date -> new Day(date, 20.0).fromSummary())
                .toList());
        house.days(LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2027, 1, 1))
                .filter(date -> date.getMonthValue() != 7 || date.getDayOfMonth() > 10)
                .map(YearFiguresTest::day)
                .toList());
        house.incident("not-producing", "E2", "normal", at("2026-11-30T10:00"), null, 60);
        house.incident("underperforming", "E3", "low", at("2026-02-01T00:00"), at("2026-06-01T00:00"), 9);
        house.incident("not-producing", "E4", "normal", at("2026-12-25T10:00"), null, 5);
    }

    /** E1 makes 2 kWh a day like most, E3 nine tenths of it; E2 is silent from December on, E4 from Christmas on. */
    private static Day day(LocalDate date) {
        Day day = new Day(date, 22.0).house(20, 10, 12);
        for (String serial : List.of("E1", "E5", "E6", "E7", "E8")) {
            day.panel(serial, 2.0);
        }
        day.panel("E3", 1.8);
        if (date.getMonthValue() < 12) {
            day.panel("E2", 2.0);
        }
        return date.isAfter(LocalDate.of(2026, 12, 24)) ? day : day.panel("E4", 2.0);
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    private YearReport report() throws SQLException {
        Map<String, String> settings = WrittenHouse.settings(Map.of());
        return new YearFigures(settings, new MonthFigures(settings, WrittenHouse.SUN, history), history)
                .of(2026, LATER);
    }

    @Test
    void setYearBesideYearOverMonthsThatAreKnownInBoth() throws Exception {
        YearReport year = report();

        assertThat(year.productionKwh()).isEqualTo(355 * 22);
        assertThat(year.wholeDays()).isEqualTo(355);
        assertThat(year.months()).hasSize(12);
        assertThat(year.months().get(6).days()).isEqualTo(21);
        assertThat(year.earlierYears()).extracting(EarlierYear::year).containsExactly(2025, 2024);
        EarlierYear before = year.earlierYears().get(0);
        assertThat(before.comparedMonths()).as("without July").isEqualTo(11);
        assertThat(before.thenKwh()).isEqualTo((365 - 31) * 20);
        assertThat(before.nowKwh()).isEqualTo((365 - 31) * 22);
        assertThat(before.changePercent()).isCloseTo(10, within(1e-9));
        assertThat(year.earlierYears().get(1).comparedMonths()).isEqualTo(2);
        assertThat(year.earlierYears().get(1).months())
                .startsWith((Double) null)
                .endsWith(600.0, 620.0);
        assertThat(year.selfUse()).isEqualTo(new MonthReport.SelfUse(355, 355 * 22, 355 * 20, 355 * 10, 355 * 12));
        assertThat(year.degradation()).as("too early").isNull();
    }

    @Test
    void rankPanels() throws Exception {
        List<YearReport.PanelYear> panels = report().panels();

        assertThat(panels).extracting(YearReport.PanelYear::rank).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(panels.subList(0, 5)).allMatch(panel -> panel.sharePercent() == 100.0);
        assertThat(panels.get(5).serial()).isEqualTo("E4");
        assertThat(panels.get(6).serial()).isEqualTo("E2");
        assertThat(panels.get(6).sharePercent()).isCloseTo(100 * 324 / 355.0, within(1e-9));
        assertThat(panels.get(7).serial()).isEqualTo("E3");
        assertThat(panels.get(7).sharePercent()).isCloseTo(90, within(1e-9));
        assertThat(panels.get(7).weeks()).hasSize(53).startsWith(0.9).endsWith(0.9);
    }

    @Test
    void makeAPageForThePanelThatIsDeadForLongAlone() throws Exception {
        List<Claim> claims = report().claims();

        assertThat(claims).singleElement().satisfies(claim -> {
            assertThat(claim.serial()).isEqualTo("E2");
            assertThat(claim.firstSeen()).isEqualTo(LocalDate.of(2026, 1, 1));
            assertThat(claim.missingKwh()).isCloseTo(31 * 2, within(1e-9));
            assertThat(claim.neighbours()).isEqualTo(7);
            assertThat(claim.neighbourHighPercent()).isEqualTo(100);
            assertThat(claim.months()).extracting(YearReport.MonthShare::month).contains(YearMonth.of(2026, 12));
            assertThat(claim.months().get(claim.months().size() - 1))
                    .isEqualTo(new YearReport.MonthShare(YearMonth.of(2026, 12), 0, 62));
        });
    }
}
