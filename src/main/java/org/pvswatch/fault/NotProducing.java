package org.pvswatch.fault;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/**
 * A dead panel: it says zero, or says nothing and the production meter shows that it makes nothing, while its neighbours work.
 */
final class NotProducing implements Detector {
    private static final double FIRST_WEEK_S = 7 * 86_400.0;
    private static final double WORKING_INTERVALS = 4;

    private final transient ZeroRuns zeros;
    private final transient Silence silence;
    private final transient Ledger ledger;
    private final transient double sunHours;
    private final transient int intervals;
    private final transient double sunHoursFirstWeek;
    private final transient double sunHoursNever;
    private final transient double sunHoursSnow;
    private final transient long daysAfterSnow;
    private final transient double suspectShare;

    private long firstAt = Long.MIN_VALUE;

    NotProducing(FaultSettings settings, ZeroRuns zeros, Silence silence, Ledger ledger) {
        this.zeros = zeros;
        this.silence = silence;
        this.ledger = ledger;
        sunHours = settings.number("not-producing.sun-hours");
        intervals = settings.count("not-producing.intervals");
        sunHoursFirstWeek = settings.number("not-producing.sun-hours-first-week");
        sunHoursNever = settings.number("not-producing.sun-hours-never");
        sunHoursSnow = settings.number("snow.sun-hours");
        daysAfterSnow = settings.count("snow.days-after");
        suspectShare = settings.number("suspect-share");
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        if (firstAt == Long.MIN_VALUE) {
            firstAt = now.start().getEpochSecond();
        }
        for (int i = 0; i < now.size(); i++) {
            Panel panel = now.panels.get(i);
            if (!panel.retired) {
                judge(now, i, panel.serial, incidents);
            }
        }
    }

    private void judge(Interval now, int i, String serial, Incidents incidents) {
        ZeroRuns.Run zero = zeros.of(i);
        Silence.Run silent = silence.of(i);
        if (zero.working >= WORKING_INTERVALS || (silent.on && silent.verdict == Silence.Verdict.ALIVE)) {
            incidents.clear(Kind.NOT_PRODUCING, serial);
            return;
        }
        boolean silentlyDead = silent.on && silent.verdict == Silence.Verdict.DEAD;
        if (!zero.on && !silentlyDead) {
            return;
        }
        double kwh = (zero.on ? zero.kwh : 0) + (silentlyDead ? silent.expectedKwh : 0);
        double freeKwh = (zero.on ? zero.freeKwh : 0) + (silentlyDead ? silent.freeKwh : 0);
        int count = (zero.on ? zero.intervals : 0) + (silentlyDead ? silent.intervals : 0);
        boolean inSnow = (zero.on && zero.inSnow) || (silentlyDead && silent.inSnow);
        long since = zero.on ? zero.since : silent.since;
        Instant start = Instant.ofEpochSecond(since * Interval.SECONDS);
        double needed = needed(now, i);
        boolean lit = zero.on && zero.litIntervals >= intervals && now.sunHours(zero.litKwh) >= needed;
        boolean lies = inSnow
                ? now.sunHours(freeKwh) >= sunHoursSnow && now.daysSinceFall() >= daysAfterSnow
                : now.sunHours(kwh) >= needed;
        if (lit || (lies && count >= intervals)) {
            boolean isNew = !incidents.isActive(Kind.NOT_PRODUCING, serial);
            incidents.open(
                    Kind.NOT_PRODUCING, serial, Severity.NORMAL, start, () -> evidence(now, i, kwh, silentlyDead));
            if (now.expectedKwh[i] > 0) {
                double made = now.isKnown(i) ? now.energyKwh[i] : 0;
                incidents.lost(Kind.NOT_PRODUCING, serial, isNew ? kwh : now.expectedKwh[i] - made);
            }
        } else if (!inSnow && now.sunHours(kwh) >= suspectShare * sunHours) {
            incidents.suspect(Kind.NOT_PRODUCING, serial, start);
        }
    }

    private double needed(Interval now, int i) {
        Panel panel = now.panels.get(i);
        if (!panel.hasProduced()) {
            return sunHoursNever;
        }
        return now.end().getEpochSecond() - firstAt < FIRST_WEEK_S ? sunHoursFirstWeek : sunHours;
    }

    private Evidence evidence(Interval now, int i, double kwh, boolean silentlyDead) {
        Panel panel = now.panels.get(i);
        Map<String, Double> figures = new HashMap<>();
        figures.put("evidence_sun_hours", now.sunHours(kwh));
        figures.put("expected_kwh", kwh);
        figures.put("dc_voltage_v", panel.dcVoltageV);
        figures.put("dc_current_a", panel.dcCurrentA);
        figures.put("measured_minutes_ago", (now.end().getEpochSecond() - panel.counter.lastAt()) / 60.0);
        if (silentlyDead) {
            Silence.Run run = silence.of(i);
            figures.put("heard_by_meter_share", run.balanceKwh / run.weightKwh);
        }
        return new Evidence(figures, ledger.days(i), diagnosis(now, panel));
    }

    /** What it looks like; never a condition. */
    private static String diagnosis(Interval now, Panel panel) {
        if (now.end().getEpochSecond() - panel.counter.lastAt() > 2L * Interval.SECONDS) {
            return "no contact, and the production meter shows that it makes nothing";
        }
        if (panel.frequencyHz == 0 && panel.voltageV > 0) {
            return "not synchronised with the grid";
        }
        if (panel.dcVoltageV < 15) {
            return "no DC voltage: connector, or the panel is covered";
        }
        if (panel.dcVoltageV >= 40) {
            return "the panel is alive, its inverter does not convert or has no AC";
        }
        return null;
    }
}
