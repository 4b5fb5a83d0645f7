package org.pvswatch.day;

import java.time.Duration;
import java.time.Instant;
import org.pvswatch.reading.Sun;

/**
 * Hours with the sun well above the horizon, for what only daylight makes: of a night without readings nothing is unknown.
 * Good to five minutes. On a day whose sun stays below, every hour counts.
 */
final class Daylight implements Hours {
    /** Below it a panel makes next to nothing, and an inverter in some shade is asleep. */
    private static final double LEAST_DEGREES = 5;

    private static final Duration CELL = Duration.ofMinutes(5);

    private final Instant begin;
    private final double[] hoursUntil;

    /**
     * @param from before it nothing is asked
     * @param to after it nothing is asked
     */
    Daylight(Sun sun, Instant from, Instant to) {
        this.begin = from;
        int cells = (int) (Duration.between(from, to).plus(CELL).minusNanos(1).dividedBy(CELL));
        this.hoursUntil = new double[cells + 1];
        for (int i = 0; i < cells; i++) {
            Instant middle = from.plus(CELL.multipliedBy(i)).plus(CELL.dividedBy(2));
            boolean up = sun.elevationDegrees(middle) > LEAST_DEGREES;
            hoursUntil[i + 1] = hoursUntil[i] + (up ? Hours.of(CELL) : 0);
        }
    }

    /** The same, or every hour where none of a day has sun. */
    Hours orAll(Instant from, Instant to) {
        return between(from, to) == 0 ? Hours.ALL : this;
    }

    @Override
    public double between(Instant from, Instant to) {
        return until(to) - until(from);
    }

    private double until(Instant moment) {
        double cell = Math.max(0, Duration.between(begin, moment).toMillis() / (double) CELL.toMillis());
        int whole = (int) Math.min(cell, hoursUntil.length - 1);
        double next = hoursUntil[Math.min(whole + 1, hoursUntil.length - 1)];
        return hoursUntil[whole] + (cell - whole) * (next - hoursUntil[whole]);
    }
}
