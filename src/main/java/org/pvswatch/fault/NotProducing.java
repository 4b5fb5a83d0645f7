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
    private static final double WORKING_INTERVALS = 4;

    private final transient ZeroRuns zeros;
    private final transient Silence silence;
    private final transient DeathRule rule;
    private final transient Ledger ledger;
    private final transient double suspectShare;

    NotProducing(FaultSettings settings, ZeroRuns zeros, Silence silence, DeathRule rule, Ledger ledger) {
        this.zeros = zeros;
        this.silence = silence;
        this.rule = rule;
        this.ledger = ledger;
        suspectShare = settings.number("suspect-share");
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        for (int i = 0; i < now.size(); i++) {
            Panel panel = now.panels.get(i);
            if (!panel.retired) {
                judge(now, i, panel.serial, incidents);
            }
        }
    }

    private void judge(Interval now, int i, String serial, Incidents incidents) {
        Silence.Run silent = silence.of(i);
        if (zeros.of(i).working >= WORKING_INTERVALS || (silent.on && silent.verdict == Silence.Verdict.ALIVE)) {
            incidents.clear(Kind.NOT_PRODUCING, serial);
            return;
        }
        DeathRule.Case found = rule.of(now, i);
        if (found == null) {
            return;
        }
        Instant start = Instant.ofEpochSecond(found.since() * Interval.SECONDS);
        if (found.enough()) {
            boolean isNew = !incidents.isActive(Kind.NOT_PRODUCING, serial);
            incidents.open(Kind.NOT_PRODUCING, serial, Severity.NORMAL, start, () -> evidence(now, i, found));
            if (now.expectedKwh[i] > 0) {
                double made = now.isKnown(i) ? now.energyKwh[i] : 0;
                incidents.lost(Kind.NOT_PRODUCING, serial, isNew ? found.kwh() : now.expectedKwh[i] - made);
            }
        } else if (!found.inSnow() && now.sunHours(found.kwh()) >= suspectShare * rule.sunHours()) {
            incidents.suspect(Kind.NOT_PRODUCING, serial, start);
        }
    }

    private Evidence evidence(Interval now, int i, DeathRule.Case found) {
        Panel panel = now.panels.get(i);
        Map<String, Double> figures = new HashMap<>();
        figures.put("evidence_sun_hours", now.sunHours(found.kwh()));
        figures.put("expected_kwh", found.kwh());
        figures.put("dc_voltage_v", panel.dcVoltageV);
        figures.put("dc_current_a", panel.dcCurrentA);
        figures.put("measured_minutes_ago", (now.end().getEpochSecond() - panel.counter.lastAt()) / 60.0);
        if (found.silent()) {
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
