package org.pvswatch.benchmark;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import org.pvswatch.simulator.FaultKind;

/** What hits a circuit, the whole site, a meter or the PVS: one at a time, with rest between. */
final class SiteFaultPlan {
    private final Placement to;

    SiteFaultPlan(Placement to) {
        this.to = to;
    }

    void place() {
        List<LabelKind> kinds = to.shuffled(
                LabelKind.CIRCUIT,
                LabelKind.SYSTEM,
                LabelKind.BREAKER,
                LabelKind.CT_REVERSED,
                LabelKind.CT_HALF,
                LabelKind.CT_GAIN,
                LabelKind.CT_DEAD,
                LabelKind.CONSUMPTION_REVERSED,
                LabelKind.METER_VANISHED,
                LabelKind.RESTART_LOOP,
                LabelKind.FLASH,
                LabelKind.EXPORT_LIMIT);
        if (to.restartsDaily()) {
            kinds.remove(LabelKind.METER_VANISHED);
        }
        Instant free = to.start().plus(to.days(40, 60));
        for (int i = 0; !kinds.isEmpty(); i++) {
            LabelKind kind = kinds.get(i % kinds.size());
            Instant from = to.atHours(free, 8, 17);
            Instant until = from.plus(lasts(kind));
            if (until.plus(Duration.ofDays(5)).isAfter(to.end())) {
                return;
            }
            one(kind, from, until);
            free = until.plus(to.days(25, 40));
        }
    }

    private Duration lasts(LabelKind kind) {
        return switch (kind) {
            case CIRCUIT, SYSTEM -> to.days(3, 6);
            case BREAKER -> to.days(7, 9);
            case METER_VANISHED -> to.days(3, 6);
            case CT_DEAD -> to.days(8, 12);
            case RESTART_LOOP -> to.days(6, 10);
            case CT_GAIN -> to.days(30, 40);
            case FLASH -> to.days(40, 44);
            default -> to.days(12, 20);
        };
    }

    private void one(LabelKind kind, Instant from, Instant until) {
        String production = to.house().productionMeterSerial();
        String consumption = to.house().consumptionMeterSerial();
        switch (kind) {
            case CIRCUIT -> circuit(kind, from, until);
            case SYSTEM -> site(kind, from, until, FaultKind.OFF, null);
            case BREAKER -> weekend(from);
            case CT_REVERSED -> meter(kind, from, until, FaultKind.CTREVERSED, null, production);
            case CT_HALF -> meter(kind, from, until, FaultKind.CTHALF, null, production);
            case CT_GAIN -> meter(kind, from, until, FaultKind.CTGAIN, "8", production);
            case CT_DEAD -> meter(kind, from, until, FaultKind.CTDEAD, null, production);
            case CONSUMPTION_REVERSED -> meter(kind, from, until, FaultKind.LOADREVERSED, null, consumption);
            case METER_VANISHED -> meter(kind, from, until, FaultKind.NOMETERS, null, production, consumption);
            case RESTART_LOOP -> box(kind, from, until, FaultKind.LOOP, "3");
            case FLASH -> box(kind, from, until, FaultKind.FLASH, "45");
            default -> site(kind, from, until, FaultKind.LIMIT, "1000");
        }
    }

    /** Its name is ours: a judge may call it anything. */
    private void circuit(LabelKind kind, Instant from, Instant until) {
        List<String> circuits = to.circuits();
        if (circuits.isEmpty()) {
            return;
        }
        String name = circuits.get(to.random().nextInt(circuits.size()));
        to.add(kind, name, Set.of(), to.panelsOf(name), from, until, FaultKind.CIRCUIT, name);
    }

    private void site(LabelKind kind, Instant from, Instant until, FaultKind fault, String subject) {
        to.add(kind, WorldRun.SITE, Set.of(), Set.of(), from, until, fault, subject);
    }

    /** Friday evening to Sunday evening. */
    private void weekend(Instant from) {
        ZoneId zone = to.house().zone();
        var friday = from.atZone(zone).toLocalDate().with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        Instant off = friday.atTime(18, 0).atZone(zone).toInstant();
        Instant on = friday.plusDays(2).atTime(18, 0).atZone(zone).toInstant();
        if (to.random().nextBoolean() && !to.circuits().isEmpty()) {
            circuit(LabelKind.BREAKER, off, on);
        } else {
            site(LabelKind.BREAKER, off, on, FaultKind.OFF, null);
        }
    }

    private void meter(LabelKind kind, Instant from, Instant until, FaultKind fault, String subject, String... meters) {
        to.add(kind, meters[0], Set.of(meters), Set.of(), from, until, fault, subject);
    }

    private void box(LabelKind kind, Instant from, Instant until, FaultKind fault, String subject) {
        to.add(kind, WorldRun.PVS, Set.of(), Set.of(), from, until, fault, subject);
    }
}
