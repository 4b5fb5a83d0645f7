package org.pvswatch.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** A PVS that does not answer, and our own absence, in which nobody asked. Production is unknown then, not zero. */
final class Reachability implements Detector {
    private final transient String site;
    private final transient double daylightHours;
    private final transient Duration mailAfter;
    private final transient double absenceHours;

    private TreeMap<String, Memory> memories = new TreeMap<>();
    private int unasked;
    private long unaskedSince;

    /** What is remembered of a PVS. */
    static final class Memory {
        long answeredAt;
        boolean silent;
        int daylight;
    }

    Reachability(FaultSettings settings, String site) {
        this.site = site;
        daylightHours = settings.number("unreachable.daylight-hours");
        mailAfter = Duration.ofHours(settings.count("unreachable.mail-hours"));
        absenceHours = settings.number("absence.daylight-hours");
    }

    @Override
    public void hear(Heard heard, Incidents incidents) {
        Memory memory = memories.computeIfAbsent(heard.pvs(), pvs -> {
            Memory first = new Memory();
            first.answeredAt = heard.at().getEpochSecond();
            return first;
        });
        if (heard.answered()) {
            memory.answeredAt = heard.at().getEpochSecond();
            memory.silent = false;
            memory.daylight = 0;
            incidents.clear(Kind.PVS_UNREACHABLE, heard.pvs());
        } else {
            memory.silent = true;
        }
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        boolean daylight = now.elevationDegrees > 0;
        absence(now, daylight, incidents);
        memories.forEach((pvs, memory) -> {
            if (!memory.silent || !now.asked) {
                return;
            }
            memory.daylight += daylight ? 1 : 0;
            Instant since = Instant.ofEpochSecond(memory.answeredAt);
            boolean mailed = !now.end().isBefore(since.plus(mailAfter)) && memory.daylight > 0;
            if (mailed || memory.daylight * Interval.HOURS >= daylightHours) {
                incidents.open(
                        Kind.PVS_UNREACHABLE,
                        pvs,
                        mailed ? Severity.NORMAL : Severity.INFO,
                        since,
                        () -> Evidence.of(
                                Map.of(
                                        "hours_without_answer",
                                        Duration.between(since, now.end()).toMinutes() / 60.0),
                                "what it produces is not known"));
            }
        });
    }

    private void absence(Interval now, boolean daylight, Incidents incidents) {
        if (now.asked) {
            unasked = 0;
            incidents.clear(Kind.OWN_ABSENCE, site);
            return;
        }
        unaskedSince = unasked == 0 ? now.index : unaskedSince;
        unasked += daylight || unasked > 0 ? 1 : 0;
        if (unasked * Interval.HOURS >= absenceHours) {
            incidents.open(
                    Kind.OWN_ABSENCE,
                    site,
                    Severity.INFO,
                    Instant.ofEpochSecond(unaskedSince * Interval.SECONDS),
                    () -> Evidence.of(Map.of(), "nobody asked the PVS in this time"));
        }
    }
}
