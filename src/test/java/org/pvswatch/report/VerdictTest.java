package org.pvswatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;
import org.pvswatch.letter.Asides;
import org.pvswatch.letter.Templates;
import org.pvswatch.letter.Words;
import org.pvswatch.report.MonthReport.Coverage;
import org.pvswatch.report.MonthReport.DayFigures;
import org.pvswatch.report.MonthReport.EarlierYear;
import org.pvswatch.report.MonthReport.WeatherComparison;
import org.pvswatch.report.Verdict.Rung;

/** One month after another climbs the ladder, from the worst. */
class VerdictTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Words WORDS = new Words(WrittenHouse.settings(Map.of()));
    private static final Templates TEMPLATES = new Templates(Path.of("config/letters"), WORDS, Asides.NONE);

    private final List<IncidentFigures> incidents = new ArrayList<>();
    private final List<IncidentFigures> watchList = new ArrayList<>();
    private int knownDays = 31;
    private Double weatherChange = 0.04;
    private Double before;
    private int judged = 24;

    private Verdict verdict() {
        List<DayFigures> days = new ArrayList<>();
        for (LocalDate date = OCTOBER.atDay(1); date.getMonthValue() == 10; date = date.plusDays(1)) {
            Double kwh = date.getDayOfMonth() <= knownDays ? 20.0 : null;
            days.add(new DayFigures(date, kwh, null, null, null, kwh == null ? 0 : 100, 0, null, false));
        }
        MonthReport month = new MonthReport(
                "home",
                OCTOBER,
                WrittenHouse.ZONE,
                days,
                knownDays == 0 ? null : 20.0 * knownDays,
                null,
                null,
                weatherChange == null ? null : new WeatherComparison(31, 1 + weatherChange, 1, 0.8, 0),
                before == null ? List.of() : List.of(new EarlierYear(2025, 1, 31, 31, 1, 1 + before)),
                null,
                List.of(),
                incidents,
                watchList,
                List.of(),
                new Coverage(
                        OCTOBER.atDay(1).atStartOfDay(WrittenHouse.ZONE).toInstant(),
                        31,
                        31,
                        24,
                        judged,
                        31,
                        100,
                        100,
                        List.of()));
        return Verdict.of(month, WORDS, TEMPLATES);
    }

    private static IncidentFigures incident(Kind kind, String subject, Severity severity, String since, String until) {
        Instant from = Instant.parse(since);
        Instant to = until == null ? null : Instant.parse(until);
        String state = until == null ? "open" : "resolved";
        IncidentRow row = new IncidentRow(
                "home-" + kind.label() + "-" + subject,
                kind.label(),
                subject,
                state,
                severity.name().toLowerCase(Locale.ROOT),
                from,
                from,
                from,
                to,
                1,
                4.2,
                "{\"figures\":{},\"days\":[],\"diagnosis\":null}",
                "[\"E1\",\"E2\",\"E3\",\"E4\",\"E5\",\"E6\"]",
                null);
        return new IncidentFigures(
                row.id(),
                kind,
                subject,
                severity,
                state,
                from,
                to,
                1,
                4.2,
                Map.of(),
                null,
                List.<Evidence.Day>of(),
                List.of("E1", "E2", "E3", "E4", "E5", "E6"),
                row);
    }

    @Test
    void aGoodMonthIsCalledGood() {
        assertThat(verdict())
                .isEqualTo(new Verdict(
                        Rung.GOOD,
                        "Solar October 2026: 620 kWh, all 24 panels well",
                        "A good October 2026: 620 kWh, 4% more than the weather let expect, all 24 panels well."));
    }

    @Test
    void withoutWeatherItIsSetBesideTheYearBefore() {
        weatherChange = null;
        before = -0.08;
        judged = 22;
        assertThat(verdict().sentence())
                .isEqualTo("October 2026 made 620 kWh, 8% less than October 2025,"
                        + " the 22 of 24 panels that could be judged well.");
    }

    @Test
    void whatIsOnlyWatchedIsNoWorry() {
        watchList.add(incident(Kind.UNDERPERFORMING, "E9", Severity.INFO, "2026-10-05T00:00:00Z", null));
        assertThat(verdict().rung()).isEqualTo(Rung.WATCHED);
        assertThat(verdict().sentence()).contains("all 24 panels produce", "nothing needs to be done");
    }

    @Test
    void whatIsOverIsSaidToBeOver() {
        watchList.add(incident(Kind.UNDERPERFORMING, "E9", Severity.INFO, "2026-10-05T00:00:00Z", null));
        incidents.add(
                incident(Kind.NOT_PRODUCING, "E1", Severity.NORMAL, "2026-10-05T00:00:00Z", "2026-10-09T00:00:00Z"));
        assertThat(verdict().rung()).isEqualTo(Rung.MENDED);
        assertThat(verdict().sentence()).endsWith("what was wrong is over (1 incident, 4.2 kWh lost).");
    }

    @Test
    void aTenthLessThanTheWeatherAllowedIsWeak() {
        weatherChange = -0.12;
        assertThat(verdict().rung()).isEqualTo(Rung.WEAK);
        assertThat(verdict().subject()).isEqualTo("Solar October 2026: 620 kWh, 12% less than the weather let expect");
    }

    @Test
    void ofAMonthKnownInPartThatComesFirst() {
        weatherChange = -0.12;
        knownDays = 20;
        assertThat(verdict().rung()).isEqualTo(Rung.PARTLY);
        assertThat(verdict().sentence()).startsWith("Only 20 of 31 days of October 2026 are known");
    }

    @Test
    void anyOtherTroubleIsWorse() {
        knownDays = 20;
        incidents.add(incident(Kind.PVS_STORAGE, "pvs1", Severity.NORMAL, "2026-10-05T17:00:00Z", null));
        assertThat(verdict().rung()).isEqualTo(Rung.TROUBLE);
        assertThat(verdict().sentence())
                .startsWith("The storage of the PVS pvs1 runs out, since Mon 5 Oct 2026, 10:00; October 2026 made");
    }

    @Test
    void aPanelThatMakesNothingIsNamed() {
        incidents.add(incident(Kind.PVS_STORAGE, "pvs1", Severity.NORMAL, "2026-10-05T17:00:00Z", null));
        incidents.add(incident(Kind.NOT_PRODUCING, "E7", Severity.NORMAL, "2026-10-11T17:30:00Z", null));
        assertThat(verdict())
                .isEqualTo(new Verdict(
                        Rung.DEAD,
                        "Solar October 2026: 620 kWh, panel E7 makes nothing",
                        "Panel E7, one of 24, has made nothing since Sun 11 Oct 2026, 10:30;"
                                + " October 2026 made 620 kWh, 4% more than the weather let expect."));
        incidents.add(incident(Kind.NOT_PRODUCING, "E8", Severity.NORMAL, "2026-10-10T17:30:00Z", null));
        assertThat(verdict().sentence())
                .startsWith("2 of 24 panels make nothing, the first since Sat 10 Oct 2026, 10:30");
    }

    @Test
    void aCircuitADangerAndNothingAtAllAreEachWorse() {
        incidents.add(incident(Kind.NOT_PRODUCING, "E7", Severity.NORMAL, "2026-10-11T17:30:00Z", null));
        incidents.add(incident(Kind.CIRCUIT_OFF, "south", Severity.HIGH, "2026-10-12T17:30:00Z", null));
        assertThat(verdict().sentence()).startsWith("A circuit of 6 panels has been off since Mon 12 Oct 2026, 10:30");
        incidents.add(incident(Kind.LEG_IMBALANCE, "home", Severity.CRITICAL, "2026-10-13T17:30:00Z", null));
        assertThat(verdict().rung()).isEqualTo(Rung.DANGER);
        incidents.add(incident(Kind.SYSTEM_OFF, "home", Severity.CRITICAL, "2026-10-14T17:30:00Z", null));
        assertThat(verdict().sentence()).startsWith("Nothing has been produced since Wed 14 Oct 2026, 10:30");
    }

    @Test
    void aMonthOfWhichNothingIsKnownIsSaidToBeUnknown() {
        knownDays = 0;
        weatherChange = null;
        incidents.add(incident(Kind.SYSTEM_OFF, "home", Severity.CRITICAL, "2026-10-14T17:30:00Z", null));
        assertThat(verdict().subject()).isEqualTo("Solar October 2026: nothing is known");
    }
}
