package org.pvswatch.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which changes of incidents are mailed and when: few mails, none at night but for the worst, the lesser ones in a digest
 * each morning. Its fields are all it remembers. Not thread-safe.
 */
public final class MailPolicy {
    private static final int[] REMINDER_DAYS = {3, 10, 30};

    private final transient Incidents incidents;
    private final transient Rules rules;

    private List<Change> waiting = new ArrayList<>();
    private Instant lastMail = Instant.EPOCH;
    private LocalDate digestOn = LocalDate.EPOCH;
    private LocalDate countedOn = LocalDate.EPOCH;
    private int mailsToday;
    private boolean exemptUsed;

    /**
     * What the owner wants.
     *
     * @param zone of the house
     * @param digest time of the daily digest
     * @param quietFrom evening hour from which only the worst is mailed
     * @param quietUntil morning hour until which that holds
     * @param mailsADay most mails a day; what is beyond goes into the next digest
     * @param together what opens within this time of a mail waits, to be one mail
     * @param atOnce least severity that does not wait for the digest
     */
    public record Rules(
            ZoneId zone,
            LocalTime digest,
            LocalTime quietFrom,
            LocalTime quietUntil,
            int mailsADay,
            Duration together,
            Severity atOnce) {}

    /** @param incidents whose changes are mailed */
    public MailPolicy(Incidents incidents, Rules rules) {
        this.incidents = incidents;
        this.rules = rules;
    }

    /**
     * The mails that are due.
     *
     * @return for each what it tells, most severe first; usually none
     */
    public List<List<Change>> due(Instant now) {
        waiting.addAll(incidents.takeChanges());
        ZonedDateTime local = now.atZone(rules.zone());
        if (!local.toLocalDate().equals(countedOn)) {
            countedOn = local.toLocalDate();
            mailsToday = 0;
            exemptUsed = false;
        }
        if (digestIsDue(local)) {
            digestOn = local.toLocalDate();
            remind(now);
            return mail(waiting, now);
        }
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Change> urgent =
                waiting.stream().filter(change -> isUrgent(change, local)).toList();
        return urgent.isEmpty() ? List.of() : mail(urgent, now);
    }

    private boolean digestIsDue(ZonedDateTime local) {
        return !local.toLocalDate().equals(digestOn) && !local.toLocalTime().isBefore(rules.digest());
    }

    private boolean isUrgent(Change change, ZonedDateTime local) {
        Incident incident = incidents.byId(change.incident()).orElse(null);
        boolean tellsTrouble = change.event() == Change.Event.OPEN || change.event() == Change.Event.WORSE;
        if (incident == null || !tellsTrouble || !incident.severity.atLeast(rules.atOnce())) {
            return false;
        }
        if (incident.severity == Severity.CRITICAL && !exemptUsed) {
            return true;
        }
        boolean awake = local.toLocalTime().isBefore(rules.quietFrom())
                && !local.toLocalTime().isBefore(rules.quietUntil());
        return awake && mailsToday < rules.mailsADay() && !local.toInstant().isBefore(lastMail.plus(rules.together()));
    }

    private List<List<Change>> mail(List<Change> changes, Instant now) {
        List<Change> items = changes.stream()
                .filter(change -> isStillNews(change, now))
                .sorted(Comparator.comparing(this::severity).reversed())
                .toList();
        waiting.removeAll(List.copyOf(changes));
        if (items.isEmpty()) {
            return List.of();
        }
        for (Change item : items) {
            incidents.byId(item.incident()).ifPresent(incident -> noteMailed(incident, item, now));
        }
        if (mailsToday >= rules.mailsADay()) {
            exemptUsed = true;
        }
        mailsToday++;
        lastMail = now;
        return List.of(onceEach(items));
    }

    /** Of one incident a mail tells the last change only. */
    private static List<Change> onceEach(List<Change> items) {
        Map<String, Change> last = new LinkedHashMap<>();
        items.forEach(item -> last.merge(
                item.incident(), item, (before, after) -> before.event() == Change.Event.OPEN ? before : after));
        return List.copyOf(last.values());
    }

    private static void noteMailed(Incident incident, Change item, Instant now) {
        if (incident.mailedAt == null) {
            incident.mailedAt = now;
        }
        if (item.event() == Change.Event.OPEN || item.event() == Change.Event.WORSE) {
            incident.toldAt = now;
            incident.reminders = 0;
        } else if (item.event() == Change.Event.REMINDER) {
            incident.reminders++;
        }
    }

    private Severity severity(Change change) {
        return incidents.byId(change.incident()).map(Incident::severity).orElse(Severity.INFO);
    }

    /** What was over before anyone was told of it is no news. */
    private boolean isStillNews(Change change, Instant now) {
        Optional<Incident> incident = incidents.byId(change.incident());
        if (change.event() == Change.Event.RESOLVED) {
            return incident.isEmpty() || incident.get().state == IncidentState.RESOLVED;
        }
        return incident.isPresent()
                && incident.get().state == IncidentState.OPEN
                && !incident.get().isSnoozed(now);
    }

    private void remind(Instant now) {
        for (Incident incident : incidents.all()) {
            boolean wanted = incident.state == IncidentState.OPEN
                    && incident.toldAt != null
                    && incident.severity != Severity.INFO
                    && incident.reminders < REMINDER_DAYS.length
                    && !incident.isSnoozed(now);
            if (wanted && !now.isBefore(incident.toldAt.plus(Duration.ofDays(REMINDER_DAYS[incident.reminders])))) {
                waiting.add(new Change(incident.id, incident.kind, incident.subject, Change.Event.REMINDER));
            }
        }
    }
}
