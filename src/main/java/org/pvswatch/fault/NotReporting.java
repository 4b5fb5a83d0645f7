package org.pvswatch.fault;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** A panel that is not heard in sunshine, and either produces or may do so: noise on the power line, mostly. */
final class NotReporting implements Detector {
    private final transient Silence silence;
    private final transient Ledger ledger;
    private final transient double unknownSunHours;
    private final transient double aliveSunHours;
    private final transient long daysAfterSnow;

    NotReporting(FaultSettings settings, Silence silence, Ledger ledger) {
        this.silence = silence;
        this.ledger = ledger;
        unknownSunHours = settings.number("not-reporting.sun-hours");
        aliveSunHours = settings.number("not-reporting.alive-sun-hours");
        daysAfterSnow = settings.count("snow.days-after");
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        for (int i = 0; i < now.size(); i++) {
            judge(now, i, silence.of(i), incidents);
        }
    }

    private void judge(Interval now, int i, Silence.Run run, Incidents incidents) {
        String serial = now.serial(i);
        if (!run.on) {
            end(now, i, serial, incidents);
        } else if (run.verdict == Silence.Verdict.DEAD) {
            incidents.clear(Kind.NOT_REPORTING, serial);
        } else if (isLong(now, run) && !incidents.isActive(Kind.NOT_PRODUCING, serial)) {
            boolean alive = run.verdict == Silence.Verdict.ALIVE;
            incidents.open(
                    Kind.NOT_REPORTING,
                    serial,
                    alive ? Severity.LOW : Severity.NORMAL,
                    Instant.ofEpochSecond(run.since * Interval.SECONDS),
                    () -> evidence(now, i, run));
        }
    }

    private static void end(Interval now, int i, String serial, Incidents incidents) {
        if (now.isKnown(i)) {
            incidents.clear(Kind.NOT_REPORTING, serial);
        }
    }

    private boolean isLong(Interval now, Silence.Run run) {
        double sunHours = now.sunHours(run.expectedKwh);
        if (run.verdict == Silence.Verdict.ALIVE) {
            return sunHours >= aliveSunHours;
        }
        boolean maySoonBeKnown = silence.isMeterAway() || run.metered;
        double needed = maySoonBeKnown ? 2 * unknownSunHours : unknownSunHours;
        return run.inSnow
                ? now.sunHours(run.freeKwh) >= 2 * needed && now.daysSinceFall() >= daysAfterSnow
                : sunHours >= needed;
    }

    private Evidence evidence(Interval now, int i, Silence.Run run) {
        Map<String, Double> figures = new HashMap<>();
        figures.put("silent_sun_hours", now.sunHours(run.expectedKwh));
        figures.put("expected_kwh", run.expectedKwh);
        if (run.metered) {
            figures.put("heard_by_meter_share", run.balanceKwh / run.weightKwh);
        }
        String diagnosis = run.verdict == Silence.Verdict.ALIVE
                ? "it produces, the production meter shows that; only its messages are missing"
                : "it is dead or cannot talk; its counter will tell when it is heard again";
        return new Evidence(figures, ledger.days(i), diagnosis);
    }
}
