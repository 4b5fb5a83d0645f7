package org.pvswatch.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tree loses its leaves each year at another place of the sun than it got them: one mail is enough. */
class SeasonTest {
    private static final Instant AUTUMN = Instant.parse("2026-10-18T12:00:00Z");
    private static final String PANEL = "E00122";

    private final Incidents incidents = new Incidents("home", Duration.ofDays(14));

    private List<Change.Event> loss(Severity severity, Instant from, int days) {
        Instant to = from.plus(Duration.ofDays(days));
        for (Instant day = from; day.isBefore(to); day = day.plus(Duration.ofDays(1))) {
            incidents.at(day, false);
            incidents.open(Kind.UNDERPERFORMING, PANEL, severity, from, () -> Evidence.NONE);
            incidents.find(Kind.UNDERPERFORMING, PANEL).ifPresent(incident -> {
                if (incident.severity() != Severity.INFO) {
                    incident.mailedAt = from;
                }
            });
        }
        for (int day = 0; day < 20; day++) {
            incidents.at(to.plus(Duration.ofDays(day)), false);
            incidents.clear(Kind.UNDERPERFORMING, PANEL);
            incidents.endOfDay();
        }
        return incidents.takeChanges().stream().map(Change::event).toList();
    }

    @Test
    void aLesserLossThatComesEachYearIsMailedOnce() {
        assertThat(loss(Severity.LOW, AUTUMN, 30)).containsExactly(Change.Event.OPEN, Change.Event.RESOLVED);
        for (int year = 1; year < 5; year++) {
            assertThat(loss(Severity.LOW, AUTUMN.plus(Duration.ofDays(365L * year)), 30))
                    .isEmpty();
        }
    }

    @Test
    void aSharpLossIsMailedEachTime() {
        loss(Severity.LOW, AUTUMN, 30);
        assertThat(loss(Severity.NORMAL, AUTUMN.plus(Duration.ofDays(365)), 30))
                .containsExactly(Change.Event.OPEN, Change.Event.RESOLVED);
    }

    @Test
    void oneThatLastsLongerThanASeasonIsMailedAfterAll() {
        loss(Severity.LOW, AUTUMN, 30);
        assertThat(loss(Severity.LOW, AUTUMN.plus(Duration.ofDays(365)), 89)).isEmpty();
        assertThat(loss(Severity.LOW, AUTUMN.plus(Duration.ofDays(730)), 120))
                .containsExactly(Change.Event.OPEN, Change.Event.RESOLVED);
    }

    @Test
    void aYearWithoutItBeginsAnew() {
        loss(Severity.LOW, AUTUMN, 30);
        assertThat(loss(Severity.LOW, AUTUMN.plus(Duration.ofDays(500)), 30))
                .containsExactly(Change.Event.OPEN, Change.Event.RESOLVED);
    }
}
