package org.pvswatch.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailPolicyTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    private final Incidents incidents = new Incidents("home", Duration.ofDays(14));
    private final MailPolicy mails = new MailPolicy(
            incidents,
            new MailPolicy.Rules(
                    ZONE,
                    LocalTime.of(8, 0),
                    LocalTime.of(21, 0),
                    LocalTime.of(7, 30),
                    3,
                    Duration.ofMinutes(30),
                    Severity.NORMAL));

    private static Instant at(int day, int hour, int minute) {
        return java.time.LocalDate.of(2026, 6, day)
                .atTime(hour, minute)
                .atZone(ZONE)
                .toInstant();
    }

    private void open(Instant now, Kind kind, String subject, Severity severity) {
        incidents.at(now, false);
        incidents.open(kind, subject, severity, now, () -> Evidence.NONE);
    }

    private List<String> due(Instant now) {
        incidents.at(now, false);
        List<String> told = new ArrayList<>();
        mails.due(now)
                .forEach(mail -> told.add(String.join(
                        ", ",
                        mail.stream()
                                .map(item -> item.event() + " " + item.subject())
                                .toList())));
        return told;
    }

    @Test
    void byDayItGoesAtOnceAtNightItWaits() {
        open(at(1, 12, 0), Kind.NOT_PRODUCING, "a", Severity.NORMAL);
        assertThat(due(at(1, 12, 0))).containsExactly("OPEN a");

        open(at(1, 22, 0), Kind.NOT_PRODUCING, "b", Severity.HIGH);
        assertThat(due(at(1, 22, 0))).isEmpty();
        assertThat(due(at(2, 7, 0))).isEmpty();
        assertThat(due(at(2, 7, 30))).containsExactly("OPEN b");
    }

    @Test
    void theWorstIsToldAtAnyHour() {
        open(at(1, 3, 0), Kind.LEG_IMBALANCE, "home", Severity.CRITICAL);

        assertThat(due(at(1, 3, 0))).containsExactly("OPEN home");
    }

    @Test
    void theLesserOnesWaitForTheDigest() {
        due(at(1, 8, 0));
        open(at(1, 12, 0), Kind.UNDERPERFORMING, "a", Severity.LOW);
        assertThat(due(at(1, 12, 0))).isEmpty();
        assertThat(due(at(1, 20, 0))).isEmpty();

        assertThat(due(at(2, 8, 0))).containsExactly("OPEN a");
    }

    @Test
    void whatOpensSoonAfterAMailIsPutTogetherMostSevereFirst() {
        open(at(1, 12, 0), Kind.NOT_PRODUCING, "a", Severity.NORMAL);
        due(at(1, 12, 0));
        open(at(1, 12, 10), Kind.NOT_PRODUCING, "b", Severity.NORMAL);
        assertThat(due(at(1, 12, 10))).isEmpty();
        open(at(1, 12, 20), Kind.CIRCUIT_OFF, "c", Severity.HIGH);
        assertThat(due(at(1, 12, 20))).isEmpty();

        assertThat(due(at(1, 12, 30))).containsExactly("OPEN c, OPEN b");
    }

    @Test
    void threeMailsADayTheRestIsForTheDigestAndTheWorstIsExempt() {
        due(at(1, 8, 0));
        for (int hour = 9; hour < 14; hour++) {
            open(at(1, hour, 0), Kind.NOT_PRODUCING, "p" + hour, Severity.NORMAL);
            assertThat(due(at(1, hour, 0))).hasSize(hour < 12 ? 1 : 0);
        }
        open(at(1, 15, 0), Kind.SYSTEM_OFF, "home", Severity.CRITICAL);
        assertThat(due(at(1, 15, 0))).containsExactly("OPEN home");

        assertThat(due(at(2, 8, 0))).containsExactly("OPEN p12, OPEN p13");
    }

    @Test
    void remindersComeAfterThreeTenAndThirtyDays() {
        open(at(1, 12, 0), Kind.NOT_PRODUCING, "a", Severity.NORMAL);
        due(at(1, 12, 0));
        List<Integer> days = new ArrayList<>();
        for (int day = 1; day < 60; day++) {
            Instant morning = at(1, 8, 0).plus(Duration.ofDays(day));
            if (due(morning).contains("REMINDER a")) {
                days.add(day);
            }
        }

        assertThat(days).containsExactly(4, 11, 31);
    }

    @Test
    void whatWasOverBeforeItWasToldIsNoNews() {
        open(at(1, 12, 0), Kind.UNDERPERFORMING, "a", Severity.LOW);
        incidents.at(at(1, 13, 0), false);
        incidents.clear(Kind.UNDERPERFORMING, "a");
        incidents.at(at(3, 1, 0), false);
        incidents.endOfDay();

        assertThat(due(at(3, 8, 0))).isEmpty();
    }

    @Test
    void whatIsOnlyForTheReportIsNeverMailedAndIsWhenItGetsWorse() {
        open(at(1, 12, 0), Kind.UNDERPERFORMING, "a", Severity.INFO);
        assertThat(due(at(2, 8, 0))).isEmpty();
        open(at(2, 12, 0), Kind.UNDERPERFORMING, "a", Severity.NORMAL);

        assertThat(due(at(2, 12, 0))).containsExactly("OPEN a");
    }
}
