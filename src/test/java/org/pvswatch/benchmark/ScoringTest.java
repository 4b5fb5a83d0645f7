package org.pvswatch.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pvswatch.benchmark.Scoring.Outcome;
import org.pvswatch.benchmark.Scoring.Scored;
import org.pvswatch.fault.Notice;

class ScoringTest {
    private static final Instant START = Instant.parse("2026-05-03T17:15:00Z");
    private static final Instant END = START.plus(Duration.ofDays(30));
    private static final Label DEAD = panel(LabelKind.DEAD, "E7", 6);

    private final List<Label> labels = new ArrayList<>(List.of(DEAD));
    private final List<Notice> notices = new ArrayList<>();

    private static Label panel(LabelKind kind, String serial, int place) {
        return new Label(kind, serial, Set.of(serial), Set.of(place), START, END);
    }

    private void mail(Duration after, String kind, String subject, String event) {
        mail(after, new Notice.Item("i-" + kind + subject, kind, subject, event));
    }

    private void mail(Duration after, Notice.Item... items) {
        notices.add(new Notice(START.plus(after), Arrays.asList(items)));
    }

    /** A quarter of all hours are sun-hours. */
    private List<Scored> scored() {
        return Scoring.score(
                labels,
                notices,
                (panels, from, to) -> Duration.between(from, to).toSeconds() / 14_400.0);
    }

    private List<String> outcomes() {
        return scored().stream()
                .map(scored -> scored.kind() + " " + scored.subject() + " " + scored.outcome())
                .toList();
    }

    @Test
    void theFirstMailOfTheRightKindAndSubjectFindsIt() {
        mail(Duration.ofHours(20), "not-producing", "E7", "worse");
        mail(Duration.ofHours(8), "not-producing", "E7", "open");
        Scored found = scored().get(0);
        assertThat(found.outcome()).isEqualTo(Outcome.FOUND);
        assertThat(found.firstMail()).isEqualTo(START.plus(Duration.ofHours(8)));
        assertThat(found.sunHours()).isEqualTo(2);
        assertThat(scored()).hasSize(1);
    }

    @Test
    void withoutAMailItIsMissed() {
        mail(Duration.ofHours(8), "not-producing", "E7", "reminder");
        assertThat(outcomes()).containsExactly("dead E7 MISSED");
    }

    @Test
    void aWrongKindIsAMissAndFalse() {
        mail(Duration.ofHours(8), "underperforming", "E7", "open");
        assertThat(outcomes()).containsExactly("dead E7 MISSED", "underperforming E7 FALSE");
    }

    @Test
    void aWrongSubjectIsAMissAndFalse() {
        mail(Duration.ofHours(8), "not-producing", "E8", "open");
        assertThat(outcomes()).containsExactly("dead E7 MISSED", "not-producing E8 FALSE");
    }

    @Test
    void tooEarlyAndTooLateAreFalse() {
        mail(Duration.ofMinutes(-1), "not-producing", "E7", "open");
        mail(Duration.ofDays(32), "not-producing", "E7", "open");
        assertThat(outcomes()).containsExactly("dead E7 MISSED", "not-producing E7 FALSE", "not-producing E7 FALSE");
    }

    @Test
    void theMailOfTheMorningAfterTheEndStillCounts() {
        mail(Duration.ofDays(31), "not-producing", "E7", "open");
        assertThat(outcomes()).containsExactly("dead E7 FOUND");
    }

    @Test
    void everyLabelHasARowAndOneMailMayTellOfSeveral() {
        labels.add(panel(LabelKind.DEAD, "E8", 7));
        labels.add(panel(LabelKind.DIODE, "E9", 8));
        mail(
                Duration.ofHours(8),
                new Notice.Item("1", "not-producing", "E7", "open"),
                new Notice.Item("2", "not-producing", "E8", "open"),
                new Notice.Item("3", "not-producing", "E9", "open"));
        assertThat(outcomes())
                .containsExactly("dead E7 FOUND", "dead E8 FOUND", "diode E9 MISSED", "not-producing E9 FALSE");
    }

    @Test
    void ofTheDeadAndSilentNotReportingIsRightOnlyAfterSixSunHours() {
        labels.set(0, panel(LabelKind.DEAD_SILENT, "E7", 6));
        mail(Duration.ofHours(23), "not-reporting", "E7", "open");
        assertThat(outcomes()).as("neither right nor false").containsExactly("dead-silent E7 MISSED");
        mail(Duration.ofHours(24), "not-reporting", "E7", "worse");
        assertThat(outcomes()).containsExactly("dead-silent E7 FOUND");
        assertThat(scored().get(0).sunHours()).isEqualTo(6);
    }

    @Test
    void whatIsNoFaultMustStaySilent() {
        labels.set(0, panel(LabelKind.REPLACED, "E7", 6));
        mail(Duration.ofHours(8), "not-producing", "E7", "open");
        assertThat(outcomes()).containsExactly("replaced E7 MISSED", "not-producing E7 FALSE");
    }

    @Test
    void halfOfASiteMayBeCalledLow() {
        labels.set(0, panel(LabelKind.DEAD_STAGE, "E7", 6));
        mail(Duration.ofHours(8), "system-low", "home", "open");
        assertThat(outcomes()).containsExactly("dead-stage E7 MISSED");
    }

    @Test
    void aCircuitMayHaveAnyName() {
        labels.set(0, new Label(LabelKind.CIRCUIT, "west", Set.of(), Set.of(1, 2, 3), START, END));
        mail(Duration.ofHours(3), "circuit-off", "B", "open");
        mail(Duration.ofHours(3), "not-producing", "E2", "open");
        assertThat(outcomes()).containsExactly("circuit west FOUND", "not-producing E2 FALSE");
    }

    @Test
    void tellsHowLongAfterTheEndItWasSaidToBeOver() {
        mail(Duration.ofHours(8), "not-producing", "E7", "open");
        mail(Duration.ofDays(32), "not-producing", "E7", "resolved");
        assertThat(scored().get(0).resolvedAfter()).isEqualTo(Duration.ofDays(2));
        assertThat(scored()).hasSize(1);
    }

    @Test
    void aHealthySiteHasOnlyFalseMails() {
        labels.clear();
        mail(Duration.ofHours(8), "system-low", "home", "open");
        mail(Duration.ofHours(9), "system-low", "home", "resolved");
        assertThat(outcomes()).containsExactly("system-low home FALSE");
    }
}
