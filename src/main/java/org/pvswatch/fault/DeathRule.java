package org.pvswatch.fault;

/**
 * When the evidence that a panel makes nothing is enough: so much expected energy without any, over so many quarter-hours. Snow
 * that fell since it worked makes it wait until its neighbours are free of it, or until its voltage shows light. Pure.
 */
final class DeathRule {
    private static final double FIRST_WEEK_S = 7 * 86_400.0;

    private final ZeroRuns zeros;
    private final Silence silence;
    private final double sunHours;
    private final int intervals;
    private final double sunHoursFirstWeek;
    private final double sunHoursNever;
    private final double sunHoursSnow;
    private final long daysAfterSnow;

    DeathRule(FaultSettings settings, ZeroRuns zeros, Silence silence) {
        this.zeros = zeros;
        this.silence = silence;
        sunHours = settings.number("not-producing.sun-hours");
        intervals = settings.count("not-producing.intervals");
        sunHoursFirstWeek = settings.number("not-producing.sun-hours-first-week");
        sunHoursNever = settings.number("not-producing.sun-hours-never");
        sunHoursSnow = settings.number("snow.sun-hours");
        daysAfterSnow = settings.count("snow.days-after");
    }

    /**
     * What speaks for a panel being dead.
     *
     * @param since first quarter-hour of it
     * @param kwh what it should have made in the time
     * @param silent whether it also does not answer, and the meter shows that it makes nothing
     * @param inSnow whether snow may have covered it
     * @param enough whether that is enough
     */
    record Case(long since, double kwh, boolean silent, boolean inSnow, boolean enough) {}

    /** The case of a panel; {@code null} when there is none. */
    Case of(Interval now, int panel) {
        ZeroRuns.Run zero = zeros.of(panel);
        Silence.Run silent = silence.of(panel);
        boolean silentlyDead = silent.on && silent.verdict == Silence.Verdict.DEAD;
        if (!zero.on && !silentlyDead) {
            return null;
        }
        double kwh = (zero.on ? zero.kwh : 0) + (silentlyDead ? silent.expectedKwh : 0);
        double freeKwh = (zero.on ? zero.freeKwh : 0) + (silentlyDead ? silent.freeKwh : 0);
        int count = (zero.on ? zero.intervals : 0) + (silentlyDead ? silent.intervals : 0);
        boolean inSnow = (zero.on && zero.inSnow) || (silentlyDead && silent.inSnow);
        double needed = needed(now, panel);
        boolean lit = zero.on && zero.litIntervals >= intervals && now.sunHours(zero.litKwh) >= needed;
        boolean lies = inSnow
                ? now.sunHours(freeKwh) >= sunHoursSnow && now.daysSinceFall() >= daysAfterSnow
                : now.sunHours(kwh) >= needed;
        boolean enough = lit || (lies && count >= intervals);
        return new Case(zero.on ? zero.since : silent.since, kwh, silentlyDead, inSnow, enough);
    }

    private double needed(Interval now, int panel) {
        if (!now.panels.get(panel).hasProduced()) {
            return sunHoursNever;
        }
        boolean firstWeek = now.end().getEpochSecond() - now.panels.get(0).firstAt < FIRST_WEEK_S;
        return firstWeek ? sunHoursFirstWeek : sunHours;
    }

    double sunHours() {
        return sunHours;
    }
}
