package org.pvswatch.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pvswatch.incident.Change;
import org.pvswatch.incident.Incident;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.MailPolicy;
import org.pvswatch.incident.OwnerWord;
import org.pvswatch.incident.Severity;

/**
 * Finds what is wrong with a site from what was heard of it. A fold in event time: the same asks and words of the owner in the
 * same order give the same incidents and mails, at once or with a {@link #snapshot} in between. No clock, no files. Not
 * thread-safe.
 */
public final class FaultJudge {
    private final Clockwork clockwork = new Clockwork();
    private final IntervalBuilder intervals;
    private final Circumstances circumstances;
    private final Groups groups;
    private final Profiles profiles = new Profiles();
    private final Reference reference;
    private final MeterGain gain;
    private final Silence silence;
    private final ZeroRuns zeros;
    private final Ledger ledger = new Ledger();
    private final SunCells cells;
    private final ShadeGrowth shade;
    private final SolarModel model = new SolarModel();
    private final Underperforming underperforming;
    private final ProductionMeter productionMeter;
    private final List<Detector> detectors;
    private final Incidents incidents;
    private final MailPolicy mails;

    /** What the judge itself remembers. */
    private static final class Clockwork {
        private long day = Long.MIN_VALUE;
        private long lastIndex;
        private double ratingKw;
    }

    /**
     * @param settings thresholds
     * @param site whose faults are looked for
     */
    public FaultJudge(FaultSettings settings, FaultSite site) {
        intervals = new IntervalBuilder(site.sun());
        circumstances = new Circumstances(settings);
        groups = new Groups(settings, site.groups());
        reference = new Reference(settings, groups, profiles);
        gain = new MeterGain(settings);
        silence = new Silence(settings, gain);
        zeros = new ZeroRuns(settings, model);
        DeathRule rule = new DeathRule(settings, zeros, silence);
        cells = new SunCells(settings);
        shade = new ShadeGrowth(settings, cells, groups);
        underperforming = new Underperforming(settings, groups, cells, zeros, ledger, shade);
        productionMeter = new ProductionMeter(settings, gain);
        detectors = List.of(
                new SystemOff(settings, site.id(), model),
                new CircuitOff(settings, site.circuits(), groups, zeros, silence, rule),
                new NotProducing(settings, zeros, silence, rule, ledger),
                new NotReporting(settings, silence, ledger),
                new Intermittent(settings, zeros, groups, ledger),
                underperforming,
                new SystemLow(settings, site.id(), model),
                productionMeter,
                new ConsumptionMeter(settings),
                new MissingMeter(settings),
                new GridHealth(settings, site.id()),
                new Heat(settings),
                new PvsHealth(settings),
                new Reachability(settings, site.id()));
        incidents = new Incidents(site.id(), Duration.ofDays(settings.count("reopen-days")));
        mails = new MailPolicy(
                incidents,
                new MailPolicy.Rules(
                        site.zone(),
                        settings.time("mail.digest"),
                        settings.time("mail.quiet-from"),
                        settings.time("mail.quiet-until"),
                        settings.count("mail.per-day"),
                        Duration.ofMinutes(settings.count("mail.together-minutes")),
                        Severity.valueOf(settings.text("mail.at-once").toUpperCase(Locale.ROOT))));
    }

    /**
     * Takes in one ask.
     *
     * @param heard what it told, not earlier than the one before
     * @return the mails that are due by now, usually none
     */
    public List<Notice> hear(Heard heard) {
        incidents.at(heard.at(), circumstances.isGrace(heard.at().getEpochSecond()));
        circumstances.hear(heard);
        for (Detector detector : detectors) {
            detector.hear(heard, incidents);
        }
        for (Interval interval : intervals.hear(heard)) {
            judge(interval);
        }
        List<Notice> due = new ArrayList<>();
        for (List<Change> mail : mails.due(heard.at())) {
            due.add(new Notice(heard.at(), mail.stream().map(FaultJudge::item).toList()));
        }
        return due;
    }

    private static Notice.Item item(Change change) {
        return new Notice.Item(
                change.incident(),
                change.kind().label(),
                change.subject(),
                change.event().name().toLowerCase(Locale.ROOT));
    }

    private void judge(Interval interval) {
        if (interval.day != clockwork.day && clockwork.day != Long.MIN_VALUE) {
            endOfDay();
        }
        clockwork.day = interval.day;
        clockwork.lastIndex = interval.index;
        clockwork.ratingKw = interval.ratingKw;
        incidents.at(interval.end(), circumstances.isGrace(interval.end().getEpochSecond()));
        groups.fit(interval.panels);
        circumstances.classify(interval, incidents);
        reference.expect(interval, incidents);
        circumstances.noticeSnow(interval);
        silence.follow(interval, incidents);
        zeros.follow(interval);
        ledger.add(interval);
        for (Detector detector : detectors) {
            detector.interval(interval, incidents);
        }
        Replacements.Swap swap = Replacements.find(interval.panels, interval.ratingKw);
        if (swap != null) {
            replace(swap);
        }
    }

    private void endOfDay() {
        Day day =
                new Day(clockwork.day, clockwork.lastIndex, intervals.panels(), intervals.meters(), clockwork.ratingKw);
        reference.endOfDay().forEach(underperforming::relearn);
        for (Detector detector : detectors) {
            detector.endOfDay(day, incidents);
        }
        incidents.endOfDay();
    }

    private void replace(Replacements.Swap swap) {
        for (Kind kind : Kind.values()) {
            incidents.clear(kind, swap.old());
            incidents.clear(kind, swap.replacement());
        }
        if (intervals.swap(swap.old(), swap.replacement())) {
            relearn(swap.replacement());
        }
    }

    /** Takes a word of the owner, as of its time. */
    public void told(OwnerWord word) {
        switch (word.verb()) {
            case SWAP -> {
                if (intervals.swap(word.subject(), word.replacement())) {
                    relearn(word.replacement());
                }
            }
            case RETIRE -> intervals.retire(word.subject());
            case ACCEPT ->
                incidents.all().stream()
                        .filter(incident -> word.subject().equals(incident.id()))
                        .forEach(incident -> relearn(incident.subject()));
            default -> {}
        }
        incidents.told(word);
    }

    private void relearn(String subject) {
        List<Panel> panels = intervals.panels();
        for (int i = 0; i < panels.size(); i++) {
            if (panels.get(i).serial.equals(subject)) {
                underperforming.relearn(i);
            }
        }
        for (Meter meter : intervals.meters()) {
            if (meter.isProduction() && meter.serial.equals(subject)) {
                productionMeter.relearn(subject);
            }
        }
    }

    /** All incidents that are known now: suspects, what goes on (the watch list: severity info), what ended lately. */
    public List<Incident> incidents() {
        return List.copyOf(incidents.all());
    }

    /** The incidents that changed since this was asked last, for whoever stores them. */
    public List<Incident> takeChanged() {
        return incidents.takeTouched();
    }

    /** Everything that is remembered, for a restart at this point: well below 1 MB for 24 panels. */
    public byte[] snapshot() {
        return Snapshots.write(parts());
    }

    /**
     * Goes on where a snapshot was taken. Only for a judge that heard nothing yet.
     *
     * @return {@code false} when it is of another version: then the memory is to be made from history
     */
    public boolean restore(byte[] snapshot) {
        boolean read = Snapshots.read(snapshot, parts());
        intervals.restored();
        return read;
    }

    /** The side of the roof of each panel whose side is known, by its serial; panels of one number are of one side. */
    public Map<String, Integer> sides() {
        Map<String, Integer> sides = new LinkedHashMap<>();
        List<Panel> panels = intervals.panels();
        for (int i = 0; i < panels.size(); i++) {
            if (groups.isSettled(i)) {
                sides.put(panels.get(i).serial, groups.of(i));
            }
        }
        return sides;
    }

    private Map<String, Object> parts() {
        Map<String, Object> parts = new LinkedHashMap<>();
        List<Object> all = new ArrayList<>(List.of(
                clockwork,
                intervals,
                circumstances,
                groups,
                profiles,
                reference,
                gain,
                silence,
                zeros,
                ledger,
                cells,
                shade,
                model,
                incidents,
                mails));
        all.addAll(detectors);
        all.forEach(part -> parts.put(part.getClass().getSimpleName(), part));
        return parts;
    }

    /** The moment until which all was judged, for whoever goes on from history; {@code null} before the first. */
    public Instant judgedUntil() {
        return clockwork.day == Long.MIN_VALUE
                ? null
                : Instant.ofEpochSecond((clockwork.lastIndex + 1) * Interval.SECONDS);
    }
}
