package org.pvswatch.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The incidents of a site and their life. Detectors say at each look what they see; here it becomes one incident a kind and
 * subject, however often it is said. Its fields are all it remembers. Not thread-safe.
 */
public final class Incidents {
    private static final Duration FULL_DAY = Duration.ofHours(24);

    /** Panels that stopped this long before their circuit did stopped with it. */
    private static final Duration TOGETHER = Duration.ofHours(1);

    private static final Set<Kind> OF_PANELS =
            EnumSet.of(Kind.NOT_PRODUCING, Kind.NOT_REPORTING, Kind.INTERMITTENT, Kind.CIRCUIT_OFF);

    /** What a start of the PVS may look like: it waits until that is over. */
    private static final Set<Kind> WAITS = EnumSet.complementOf(
            EnumSet.of(Kind.PVS_RESTARTS, Kind.PVS_STORAGE, Kind.PVS_UNREACHABLE, Kind.OWN_ABSENCE));

    /** What may come and go with the seasons, such as the shade of a tree with leaves. */
    private static final Set<Kind> OF_SEASONS = EnumSet.of(Kind.UNDERPERFORMING, Kind.SHADE_GROWTH);

    private static final Duration A_YEAR = Duration.ofDays(400);
    private static final Duration A_SEASON = Duration.ofDays(90);

    /** After so many openings no mail tells of another: the incident works on and off. */
    private static final int MAILED_OPENINGS = 3;

    private final transient String site;
    private final transient Duration reopens;
    private final transient Set<Incident> touched = new LinkedHashSet<>();
    private transient Instant now = Instant.EPOCH;
    private transient boolean held;

    private Map<Kind, TreeMap<String, Incident>> incidents = new EnumMap<>(Kind.class);
    private List<Change> changes = new ArrayList<>();
    private List<OwnerWord> maintenance = new ArrayList<>();
    /** When a loss of a panel that was mailed, or would have been but for this, was last over. */
    private Map<String, Instant> over = new TreeMap<>();

    /**
     * @param site id of the site, part of every incident's id
     * @param reopens how long after its end the same trouble is the same incident
     */
    public Incidents(String site, Duration reopens) {
        this.site = site;
        this.reopens = reopens;
    }

    /**
     * Turns to a moment.
     *
     * @param moment of event time
     * @param hold whether no new incident may open now, as after a restart of the PVS
     */
    public void at(Instant moment, boolean hold) {
        now = moment;
        held = hold;
    }

    /** Whether there is such an incident that goes on, told of or not. */
    public boolean isActive(Kind kind, String subject) {
        Incident incident = get(kind, subject);
        return incident != null && incident.state.isActive();
    }

    /** Whether it goes on and was not taken for the new normal. */
    public boolean isUnaccepted(Kind kind, String subject) {
        Incident incident = get(kind, subject);
        return incident != null && incident.state.isActive() && incident.state != IncidentState.ACCEPTED;
    }

    /** The incident of a kind and subject, also one that ended lately. */
    public Optional<Incident> find(Kind kind, String subject) {
        return Optional.ofNullable(get(kind, subject));
    }

    /** All that is known: suspects, what goes on, what ended lately. */
    public Collection<Incident> all() {
        List<Incident> all = new ArrayList<>();
        incidents.values().forEach(some -> all.addAll(some.values()));
        return all;
    }

    /** There are signs. */
    public void suspect(Kind kind, String subject, Instant since) {
        if (get(kind, subject) == null && !isMaintained(subject)) {
            Incident incident = new Incident(kind, subject, Severity.INFO, since);
            incident.enter(IncidentState.SUSPECT, now);
            put(incident);
        }
    }

    /** It is so, as often as it is seen; the evidence is taken at the first time and when it became worse. */
    public void open(Kind kind, String subject, Severity severity, Instant since, Supplier<Evidence> evidence) {
        open(kind, subject, severity, since, List.of(), evidence);
    }

    /**
     * The same for one that has members, which tells of them from then on.
     *
     * @param members serials of the panels
     */
    public void open(
            Kind kind,
            String subject,
            Severity severity,
            Instant since,
            Collection<String> members,
            Supplier<Evidence> evidence) {
        Incident incident = get(kind, subject);
        boolean isNew = incident == null || !incident.state.isActive();
        if (isNew) {
            if (!(held && WAITS.contains(kind)) && !isMaintained(subject)) {
                Severity counting = comesWithTheYear(kind, subject, severity, now) ? Severity.INFO : severity;
                begin(incident, kind, subject, counting, since, members, evidence);
            }
        } else {
            boolean ofSeason = comesWithTheYear(kind, subject, severity, incident.openedAt);
            goOn(incident, ofSeason ? Severity.INFO : severity, members, evidence);
        }
    }

    /** A lesser loss that was over by itself within a year is only for the report, unless it lasts longer than a season. */
    private boolean comesWithTheYear(Kind kind, String subject, Severity severity, Instant openedAt) {
        Instant last = over.get(subject);
        return OF_SEASONS.contains(kind)
                && severity == Severity.LOW
                && last != null
                && openedAt != null
                && openedAt.isBefore(last.plus(A_YEAR))
                && now.isBefore(openedAt.plus(A_SEASON));
    }

    private void begin(
            Incident known,
            Kind kind,
            String subject,
            Severity severity,
            Instant since,
            Collection<String> members,
            Supplier<Evidence> evidence) {
        Incident incident = known;
        boolean again = known != null && known.state == IncidentState.RESOLVED;
        if (!again) {
            incident = new Incident(kind, subject, severity, since);
            incident.id = id(incident);
            incident.openedAt = now;
        }
        incident.severity = severity;
        incident.resolvedAt = null;
        incident.openings++;
        incident.evidence = evidence.get();
        incident.members.addAll(members);
        incident.enter(IncidentState.OPEN, now);
        put(incident);
        Incident wider = widerThan(incident);
        if (wider != null) {
            incident.absorbedBy = wider.id;
            incident.enter(IncidentState.ABSORBED, now);
            return;
        }
        tell(incident, Change.Event.OPEN);
        absorbMembers(incident);
    }

    private void goOn(Incident incident, Severity severity, Collection<String> members, Supplier<Evidence> evidence) {
        boolean worse = severity.compareTo(incident.severity) > 0;
        if (incident.state == IncidentState.RECOVERING) {
            incident.openings++;
            incident.enter(IncidentState.OPEN, now);
            if (incident.mailedAt == null) {
                tell(incident, Change.Event.OPEN);
            }
            touched.add(incident);
        } else if (incident.state == IncidentState.ABSORBED && widerThan(incident) == null) {
            incident.absorbedBy = null;
            incident.enter(IncidentState.OPEN, now);
            tell(incident, Change.Event.OPEN);
            touched.add(incident);
        }
        if (worse && incident.state == IncidentState.OPEN) {
            boolean wasToldOf = incident.severity != Severity.INFO;
            incident.severity = severity;
            incident.evidence = evidence.get();
            tell(incident, wasToldOf ? Change.Event.WORSE : Change.Event.OPEN);
            touched.add(incident);
        }
        if (!incident.members.containsAll(members)) {
            incident.members.addAll(members);
            absorbMembers(incident);
            touched.add(incident);
        }
    }

    /** Adds to what it has cost. @param kwh expected less made */
    public void lost(Kind kind, String subject, double kwh) {
        Incident incident = get(kind, subject);
        if (incident != null && incident.state.isActive() && kwh > 0) {
            incident.lostKwh += kwh;
        }
    }

    /** It is not seen any more. */
    public void clear(Kind kind, String subject) {
        Incident incident = get(kind, subject);
        if (incident == null) {
            return;
        }
        switch (incident.state) {
            case SUSPECT -> remove(incident);
            case OPEN, ACKNOWLEDGED -> {
                incident.enter(IncidentState.RECOVERING, now);
                touched.add(incident);
            }
            case ABSORBED, ACCEPTED -> resolve(incident);
            default -> {}
        }
    }

    /** A day is over: what was well for a whole day has ended, what ended long ago is forgotten. */
    public void endOfDay() {
        for (Incident incident : all()) {
            if (incident.state == IncidentState.RECOVERING && !now.isBefore(incident.changedAt.plus(FULL_DAY))) {
                resolve(incident);
                if (incident.mailedAt != null) {
                    tell(incident, Change.Event.RESOLVED);
                }
            } else if (incident.state == IncidentState.RESOLVED && now.isAfter(incident.resolvedAt.plus(reopens))) {
                remove(incident);
            }
        }
        maintenance.removeIf(window -> window.until().isBefore(now));
    }

    private void resolve(Incident incident) {
        incident.resolvedAt = incident.state == IncidentState.RECOVERING ? incident.changedAt : now;
        incident.enter(IncidentState.RESOLVED, now);
        boolean wasTold = incident.mailedAt != null || over.containsKey(incident.subject);
        if (OF_SEASONS.contains(incident.kind) && wasTold) {
            over.put(incident.subject, now);
        }
        touched.add(incident);
    }

    /** Takes a word of the owner; one on an incident that is not there does nothing. */
    public void told(OwnerWord word) {
        switch (word.verb()) {
            case MAINTENANCE -> maintenance.add(word);
            case SWAP -> rename(word.subject(), word.replacement());
            case RETIRE ->
                all().stream()
                        .filter(incident -> incident.subject.equals(word.subject()))
                        .forEach(this::remove);
            default ->
                all().stream()
                        .filter(incident -> word.subject().equals(incident.id) && incident.state.isActive())
                        .findFirst()
                        .ifPresent(incident -> hear(incident, word));
        }
    }

    private void hear(Incident incident, OwnerWord word) {
        switch (word.verb()) {
            case ACKNOWLEDGE -> incident.enter(IncidentState.ACKNOWLEDGED, word.at());
            case SNOOZE -> incident.snoozedUntil = word.at().plus(Duration.ofDays(14));
            default -> incident.enter(IncidentState.ACCEPTED, word.at());
        }
        touched.add(incident);
    }

    private void rename(String serial, String replacement) {
        for (Incident incident : all()) {
            if (incident.subject.equals(serial)) {
                remove(incident);
                incident.subject = replacement;
                put(incident);
            }
            if (incident.members.remove(serial)) {
                incident.members.add(replacement);
            }
        }
    }

    /** Whether the owner works on a device now, or on everything. */
    public boolean isMaintained(String subject) {
        for (OwnerWord window : maintenance) {
            boolean meant = window.subject() == null || window.subject().equals(subject);
            if (meant && !now.isBefore(window.from()) && now.isBefore(window.until())) {
                return true;
            }
        }
        return false;
    }

    /** What changed and was not yet taken, in its order. */
    List<Change> takeChanges() {
        List<Change> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }

    Optional<Incident> byId(String id) {
        return all().stream().filter(incident -> id.equals(incident.id)).findFirst();
    }

    /** The incidents that changed since this was asked last, for whoever stores them. */
    public List<Incident> takeTouched() {
        List<Incident> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    private void tell(Incident incident, Change.Event event) {
        boolean wanted = incident.severity != Severity.INFO && incident.openings <= MAILED_OPENINGS;
        if (wanted && (event == Change.Event.RESOLVED || !incident.isSnoozed(now))) {
            changes.add(new Change(incident.id, incident.kind, incident.subject, event));
        }
    }

    private void absorbMembers(Incident wider) {
        for (Incident incident : all()) {
            if (incident.state == IncidentState.OPEN && tellsOf(wider, incident)) {
                incident.absorbedBy = wider.id;
                incident.enter(IncidentState.ABSORBED, now);
                touched.add(incident);
            }
        }
    }

    private Incident widerThan(Incident incident) {
        if (OF_PANELS.contains(incident.kind)) {
            for (Incident wider : all()) {
                boolean standing = wider.state.isActive() && wider.state != IncidentState.ABSORBED;
                if (standing && tellsOf(wider, incident)) {
                    return wider;
                }
            }
        }
        return null;
    }

    private static boolean tellsOf(Incident wider, Incident incident) {
        return OF_PANELS.contains(incident.kind)
                && wider != incident
                && wider.members.size() > incident.members.size()
                && !incident.since.isBefore(wider.since.minus(TOGETHER))
                && (incident.members.isEmpty()
                        ? wider.members.contains(incident.subject)
                        : wider.members.containsAll(incident.members));
    }

    private Incident get(Kind kind, String subject) {
        TreeMap<String, Incident> some = incidents.get(kind);
        return some == null ? null : some.get(subject);
    }

    private void put(Incident incident) {
        incidents.computeIfAbsent(incident.kind, kind -> new TreeMap<>()).put(incident.subject, incident);
        touched.add(incident);
    }

    private void remove(Incident incident) {
        incidents.get(incident.kind).remove(incident.subject);
    }

    private String id(Incident incident) {
        return "%s-%s-%s-%s"
                .formatted(
                        site,
                        incident.kind.label(),
                        incident.subject,
                        incident.since
                                .truncatedTo(ChronoUnit.MINUTES)
                                .toString()
                                .replaceAll("[-:]|:?00Z|Z", ""));
    }
}
