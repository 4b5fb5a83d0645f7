package org.pvswatch.fault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** The production meter against the panels: dead, backwards, or counting too much or too little. */
final class ProductionMeter implements Detector {
    private static final double NOTHING_KW = 0.015;

    private final transient MeterGain gain;
    private final transient double busyShare;
    private final transient double backwardsShare;
    private final transient int intervals;
    private final transient double step;
    private final transient double greatStep;
    private final transient int stepDays;
    private final transient double usualLow;
    private final transient double usualHigh;
    private final transient int usualDays;

    private int backwards;
    private long backwardsSince;
    private int nothing;
    private long nothingSince;
    private int nothingToday;
    private int right;
    private int stepped;
    private int strange;
    private long steppedSince;
    private int rightDays;

    ProductionMeter(FaultSettings settings, MeterGain gain) {
        this.gain = gain;
        busyShare = settings.number("meter.busy-share");
        backwardsShare = settings.number("meter.backwards-share");
        intervals = settings.count("meter.intervals");
        step = settings.number("meter.step");
        greatStep = settings.number("meter.great-step");
        stepDays = settings.count("meter.step-days");
        usualLow = settings.number("meter.usual-low");
        usualHigh = settings.number("meter.usual-high");
        usualDays = settings.count("meter.usual-days");
    }

    private static Meter meter(List<Meter> meters) {
        Meter only = null;
        for (Meter meter : meters) {
            if (meter.isProduction()) {
                if (only != null) {
                    return null; // several PVSs: which of them is wrong cannot be told
                }
                only = meter;
            }
        }
        return only;
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        gain.add(now, incidents);
        Meter meter = meter(now.meters);
        if (meter == null || Double.isNaN(now.productionKwh)) {
            return;
        }
        double sum = 0;
        int known = 0;
        for (int i = 0; i < now.size(); i++) {
            if (now.isKnown(i)) {
                sum += now.energyKwh[i];
                known++;
            }
        }
        double rating = now.ratingKw * Interval.HOURS * now.size();
        if (known < 3 || sum < busyShare * rating) {
            return;
        }
        boolean isBackwards = now.productionKwh < -backwardsShare * rating;
        boolean isNothing = Math.abs(now.productionKwh) <= NOTHING_KW * Interval.HOURS;
        if (!isBackwards && !isNothing) {
            backwards = 0;
            nothing = 0;
            right++;
            if (right >= intervals) {
                incidents.clear(Kind.METER_OFF, meter.serial);
            }
            return;
        }
        right = 0;
        if (isBackwards) {
            backwardsSince = backwards++ == 0 ? now.index : backwardsSince;
        } else {
            nothingSince = nothing++ == 0 ? now.index : nothingSince;
            nothingToday++;
        }
        if (backwards >= intervals) {
            open(Kind.METER_WRONG, meter, backwardsSince, "it counts backwards", incidents);
        }
        if (nothing >= intervals) {
            open(Kind.METER_OFF, meter, nothingSince, "it counts nothing while the panels produce", incidents);
        }
    }

    private void open(Kind kind, Meter meter, long since, String diagnosis, Incidents incidents) {
        boolean everWorked = !Double.isNaN(gain.gain());
        incidents.open(
                kind,
                meter.serial,
                everWorked || kind == Kind.METER_WRONG ? Severity.NORMAL : Severity.INFO,
                Instant.ofEpochSecond(since * Interval.SECONDS),
                () -> Evidence.of(Map.of("meter_kw", meter.powerKw), diagnosis));
    }

    @Override
    public void endOfDay(Day last, Incidents incidents) {
        Meter meter = meter(last.meters());
        if (meter == null) {
            gain.endOfDay(0, false);
            return;
        }
        double before = gain.gain();
        boolean doubted = incidents.isUnaccepted(Kind.METER_WRONG, meter.serial)
                || incidents.isUnaccepted(Kind.METER_OFF, meter.serial);
        gain.endOfDay(last.ratingKw() * last.size(), !doubted && stepped == 0 && !isStep(before));
        double ratio = 1 / gain.lastRatio();
        if (Double.isNaN(ratio)) {
            return;
        }
        boolean partlyDead = nothingToday >= 2;
        nothingToday = 0;
        if (partlyDead) {
            return; // the other rule tells of it
        }
        boolean isStep = isStep(before);
        steppedSince = isStep && stepped == 0 ? last.day() : steppedSince;
        boolean isGreat = isStep && gain.wasBright() && Math.abs(before / gain.lastRatio() - 1) > greatStep;
        stepped = isGreat ? Math.max(stepDays, stepped + 1) : isStep ? stepped + 1 : 0;
        boolean isStrange = Double.isNaN(before) && !isDead() && (ratio < usualLow || ratio > usualHigh);
        strange = isStrange ? strange + 1 : 0;
        rightDays = isStep || isStrange ? 0 : rightDays + 1;
        if (stepped >= stepDays || strange >= usualDays) {
            double share = Double.isNaN(before) ? ratio : ratio * before;
            incidents.open(
                    Kind.METER_WRONG,
                    meter.serial,
                    Severity.NORMAL,
                    Instant.ofEpochSecond((stepped >= stepDays ? steppedSince : last.day() - usualDays) * 86_400),
                    () -> Evidence.of(Map.of("counts_of_usual", share), diagnosis(share)));
        } else if (rightDays >= 2) {
            incidents.clear(Kind.METER_WRONG, meter.serial);
        }
    }

    /** The day that was closed last against what was learned before it. */
    private boolean isStep(double learned) {
        double ratio = gain.lastRatio();
        return !Double.isNaN(learned) && !Double.isNaN(ratio) && Math.abs(learned / ratio - 1) > step && !isDead();
    }

    /** A meter that counts nothing at all is told of as dead, not as wrong. */
    private boolean isDead() {
        return Math.abs(1 / gain.lastRatio()) < 0.02;
    }

    private static String diagnosis(double share) {
        if (share < 0) {
            return "it counts backwards: its transformers sit the wrong way round";
        }
        return share > 0.45 && share < 0.55
                ? "it counts half: one of its two transformers is off"
                : share < 1 ? "it counts too little" : "it counts too much";
    }

    @Override
    public void relearn(String subject) {
        gain.forget();
        stepped = 0;
    }
}
