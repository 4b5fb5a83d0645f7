package org.pvswatch.fault;

/**
 * A lifetime counter, read at the edges of quarter-hours. Between two measurements it is a straight line; up to a third of a
 * quarter-hour beyond the last one it is carried on, and the next interval begins where that one ended, so that nothing is
 * counted twice or lost.
 */
final class CounterTrack {
    private static final int EDGES = 4;

    /** Over a longer time the middle says nothing of a quarter-hour. */
    private static final long LONGEST_LINE_S = 3L * Interval.SECONDS;

    private double tickKwh;
    private boolean falls;
    private long lastAt = Long.MIN_VALUE;
    private double lastKwh = Double.NaN;
    private double slope = Double.NaN;
    private long[] edges = new long[EDGES];
    private double[] edgeKwh = new double[EDGES];
    private int next;
    private double heldKwh = Double.NaN;
    private long heldAt;
    private long gapFrom = Long.MIN_VALUE;
    private double gapKwh = Double.NaN;

    CounterTrack() {}

    /**
     * @param tickKwh how far it may step back
     * @param falls whether it may fall, as a net counter does
     */
    CounterTrack(double tickKwh, boolean falls) {
        this.tickKwh = tickKwh;
        this.falls = falls;
    }

    /** When it was last measured, seconds since 1970; {@link Long#MIN_VALUE} if never. */
    long lastAt() {
        return lastAt;
    }

    /** What it showed last, NaN if nothing. */
    double lastKwh() {
        return lastKwh;
    }

    /**
     * A measurement.
     *
     * @param at seconds since 1970; what is not newer than the last is left out
     * @param kwh what the counter shows
     * @param mostKw how fast it can rise
     * @return whether it went on from before, {@code false} when it began anew or jumped
     */
    boolean measured(long at, double kwh, double mostKw) {
        if (at <= lastAt) {
            return true;
        }
        gapFrom = Long.MIN_VALUE;
        boolean goesOn = Double.isNaN(lastKwh) || goesOn(kwh - lastKwh, at - lastAt, mostKw);
        if (goesOn) {
            if (!Double.isNaN(lastKwh)) {
                goOn(at, kwh);
            }
        } else {
            boolean resumed = !Double.isNaN(heldKwh) && goesOn(kwh - heldKwh, at - heldAt, mostKw);
            slope = Double.NaN;
            if (resumed) {
                gapFrom = heldAt;
                gapKwh = kwh - heldKwh;
            } else {
                heldAt = lastAt;
                heldKwh = lastKwh;
            }
            goesOn = resumed;
        }
        if (!goesOn) {
            edges = new long[EDGES];
        }
        if (at % Interval.SECONDS == 0) {
            put(at / Interval.SECONDS, kwh);
        }
        lastAt = at;
        lastKwh = kwh;
        return goesOn;
    }

    private boolean goesOn(double step, long seconds, double mostKw) {
        double most = tickKwh + mostKw * seconds / 3600.0;
        return step <= most && step >= (falls ? -most : -tickKwh);
    }

    private void goOn(long at, double kwh) {
        heldKwh = Double.NaN;
        if (at - lastAt <= LONGEST_LINE_S) {
            slope = (kwh - lastKwh) / (at - lastAt);
            interpolate(at, kwh);
        } else {
            slope = Double.NaN;
            gapFrom = lastAt;
            gapKwh = kwh - lastKwh;
        }
    }

    /** The energy of the gap that the last measurement ended, kWh; NaN if there was none. Told once. */
    double takeGapKwh() {
        double taken = gapFrom == Long.MIN_VALUE ? Double.NaN : gapKwh;
        gapFrom = Long.MIN_VALUE;
        return taken;
    }

    private void interpolate(long at, double kwh) {
        for (long edge = Math.floorDiv(lastAt, Interval.SECONDS) + 1; edge * Interval.SECONDS <= at; edge++) {
            double part = (edge * Interval.SECONDS - lastAt) / (double) (at - lastAt);
            put(edge, lastKwh + (kwh - lastKwh) * part);
        }
    }

    private void put(long edge, double kwh) {
        if (Double.isNaN(at(edge))) {
            edges[next] = edge;
            edgeKwh[next] = kwh;
            next = (next + 1) % EDGES;
        }
    }

    private double at(long edge) {
        for (int i = 0; i < EDGES; i++) {
            if (edges[i] == edge) {
                return edgeKwh[i];
            }
        }
        return Double.NaN;
    }

    /** Energy of a quarter-hour that is over, kWh; NaN when not known. @param index of the quarter-hour since 1970 */
    double energyKwh(long index) {
        long end = (index + 1) * Interval.SECONDS;
        if (Double.isNaN(at(index + 1))
                && lastAt < end
                && end - lastAt <= Interval.SECONDS / 2
                && !Double.isNaN(slope)) {
            put(index + 1, lastKwh + slope * (end - lastAt));
        }
        return at(index + 1) - at(index);
    }
}
