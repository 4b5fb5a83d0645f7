package org.pvswatch.fault;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/** The voltage of the grid, and the two legs against one another. */
final class GridHealth implements Detector {
    private static final int DAYS = 30;
    private static final int LEAST_DAYS = 7;
    private static final double BETWEEN_208_AND_240 = 224;

    private final transient String site;
    private final transient int intervals;
    private final transient double lowShare;
    private final transient double highShare;
    private final transient double departure;
    private final transient double imbalanceV;
    private final transient double imbalanceHighV;
    private final transient int imbalanceIntervals;

    private double[] usual = unknown();
    private int next;
    private double sumV;
    private int count;
    private int off;
    private int calm;
    private int imbalanced;
    private int imbalancedHigh;
    private int balanced;

    GridHealth(FaultSettings settings, String site) {
        this.site = site;
        intervals = settings.count("grid.intervals");
        lowShare = settings.number("grid.low-share");
        highShare = settings.number("grid.high-share");
        departure = settings.number("grid.departure");
        imbalanceV = settings.number("leg.imbalance-v");
        imbalanceHighV = settings.number("leg.imbalance-high-v");
        imbalanceIntervals = settings.count("leg.intervals");
    }

    private static double[] unknown() {
        double[] numbers = new double[DAYS];
        Arrays.fill(numbers, Double.NaN);
        return numbers;
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        if (!now.answered) {
            return;
        }
        for (Meter meter : now.meters) {
            boolean fresh = now.end().getEpochSecond() - meter.measuredAt <= 2L * Interval.SECONDS;
            if (fresh && meter.voltageV > 0) {
                voltage(now, meter.voltageV, incidents);
                if (meter.leg1V > 0 && meter.leg2V > 0) {
                    legs(now, meter.leg1V - meter.leg2V, incidents);
                }
                return;
            }
        }
    }

    private void voltage(Interval now, double volts, Incidents incidents) {
        sumV += volts;
        count++;
        double[] known = Numbers.known(usual);
        double nominal = volts > BETWEEN_208_AND_240 ? 240 : 208;
        boolean isOff = known.length >= LEAST_DAYS
                ? Math.abs(volts / Numbers.median(known) - 1) > departure
                : volts < lowShare * nominal || volts > highShare * nominal;
        off = isOff ? off + 1 : 0;
        calm = isOff ? 0 : calm + 1;
        if (off >= intervals) {
            incidents.open(
                    Kind.GRID_VOLTAGE,
                    site,
                    Severity.INFO,
                    now.start().minusSeconds((long) (intervals - 1) * Interval.SECONDS),
                    () -> Evidence.of(Map.of("voltage_v", volts), null));
        } else if (calm >= intervals) {
            incidents.clear(Kind.GRID_VOLTAGE, site);
        }
    }

    private void legs(Interval now, double difference, Incidents incidents) {
        boolean is = Math.abs(difference) > imbalanceV;
        imbalanced = is ? imbalanced + 1 : 0;
        imbalancedHigh = Math.abs(difference) > imbalanceHighV ? imbalancedHigh + 1 : 0;
        balanced = is ? 0 : balanced + 1;
        if (imbalanced >= imbalanceIntervals) {
            Instant since = now.end().minusSeconds((long) imbalanced * Interval.SECONDS);
            incidents.open(
                    Kind.LEG_IMBALANCE,
                    site,
                    imbalancedHigh >= imbalanceIntervals ? Severity.CRITICAL : Severity.HIGH,
                    since,
                    () -> Evidence.of(
                            Map.of("leg_difference_v", difference), "a loose neutral does that: call an electrician"));
        } else if (balanced >= 4 * imbalanceIntervals) {
            incidents.clear(Kind.LEG_IMBALANCE, site);
        }
    }

    @Override
    public void endOfDay(Day last, Incidents incidents) {
        if (count > 0) {
            usual[next] = sumV / count;
            next = (next + 1) % DAYS;
        }
        sumV = 0;
        count = 0;
    }

    @Override
    public void relearn(String subject) {
        if (subject.equals(site)) {
            usual = unknown();
        }
    }
}
