package org.pvswatch.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pvswatch.fault.Notice;

/**
 * Holds mails against labels: each label is found by the first mail that names its kind and its subject while it lasts; a
 * mail that no label covers is false. Pure.
 */
final class Scoring {
    /** A fault that is over may still be told of: what was opened late in the day comes with the next day's mail. */
    private static final Duration TOLD_AFTER_END = Duration.ofHours(36);

    private static final Set<String> NEWS = Set.of("open", "worse");
    private static final String OVER = "resolved";

    /** Sun-hours of some panels, empty for all, between two instants. */
    interface SunHours {
        double between(Set<Integer> panels, Instant from, Instant to);
    }

    /** How a label fared. */
    enum Outcome {
        FOUND,
        MISSED,
        FALSE
    }

    /**
     * A label, or a mail that none covers.
     *
     * @param label {@code null} for a false mail
     * @param kind of the label; of a false mail, of the incident
     * @param subject likewise
     * @param firstMail {@code null} when there was none
     * @param incident that told of it, {@code null} when none did
     * @param sunHours from the label's start to that mail, {@code null} without both
     * @param resolvedAfter from the label's end to the mail that it is over, {@code null} without it
     */
    record Scored(
            Label label,
            String kind,
            String subject,
            Instant firstMail,
            String incident,
            Double sunHours,
            Duration resolvedAfter,
            Outcome outcome) {}

    private final List<Label> labels;
    private final SunHours sun;
    private final Map<Label, Instant> found = new LinkedHashMap<>();
    private final Map<Label, Duration> resolved = new LinkedHashMap<>();
    private final Map<Label, String> tellers = new LinkedHashMap<>();
    private final Map<String, Label> incidents = new LinkedHashMap<>();
    private final List<Scored> lies = new ArrayList<>();

    private Scoring(List<Label> labels, SunHours sun) {
        this.labels = labels;
        this.sun = sun;
    }

    /** Scores the labels in their order, then the false mails in theirs. */
    static List<Scored> score(List<Label> labels, List<Notice> notices, SunHours sun) {
        Scoring scoring = new Scoring(labels, sun);
        notices.stream().sorted(Comparator.comparing(Notice::at)).forEach(scoring::take);
        List<Scored> scored = new ArrayList<>();
        labels.forEach(label -> scored.add(scoring.of(label)));
        scored.addAll(scoring.lies);
        return scored;
    }

    private void take(Notice notice) {
        for (Notice.Item item : notice.items()) {
            if (NEWS.contains(item.event())) {
                tell(notice.at(), item);
            } else if (OVER.equals(item.event())) {
                over(notice.at(), item);
            }
        }
    }

    private void tell(Instant at, Notice.Item item) {
        Label right = null;
        boolean excused = false;
        for (Label label : labels) {
            if (at.isBefore(label.start()) || at.isAfter(label.end().plus(TOLD_AFTER_END))) {
                continue;
            }
            excused |= label.kind().tolerated().contains(item.kind());
            if (!label.subjects().isEmpty() && !label.subjects().contains(item.subject())) {
                continue;
            }
            for (LabelKind.Accepts accepts : label.kind().accepted()) {
                if (accepts.incident().equals(item.kind())) {
                    excused = true;
                    boolean late = sun.between(label.panels(), label.start(), at) >= accepts.fromSunHours();
                    boolean newer = right == null || label.start().isAfter(right.start());
                    right = late && newer ? label : right;
                }
            }
        }
        if (right != null) {
            found.putIfAbsent(right, at);
            tellers.putIfAbsent(right, item.incident());
            incidents.put(item.incident(), right);
        } else if (!excused) {
            lies.add(new Scored(null, item.kind(), item.subject(), at, item.incident(), null, null, Outcome.FALSE));
        }
    }

    private void over(Instant at, Notice.Item item) {
        Label label = incidents.get(item.incident());
        if (label != null && at.isAfter(label.end())) {
            resolved.putIfAbsent(label, Duration.between(label.end(), at));
        }
    }

    private Scored of(Label label) {
        Instant at = found.get(label);
        return new Scored(
                label,
                label.kind().toString(),
                label.subject(),
                at,
                tellers.get(label),
                at == null ? null : sun.between(label.panels(), label.start(), at),
                resolved.get(label),
                at == null ? Outcome.MISSED : Outcome.FOUND);
    }
}
