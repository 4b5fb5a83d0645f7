package org.pvswatch.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.history.DeviceMemory;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/**
 * Which numbers of one record can be. What cannot becomes a property such as {@code implausible power_kw}, and the value
 * unknown. A counter that falls, or rises faster than the device can work, is doubted once: when the next measurement goes
 * on from where it stood, the device really began anew. Pure; used for one record.
 */
final class Believable {
    /** Power beyond this much of the rating cannot be. */
    private static final double POWER_OF_RATING = 1.3;

    /** Energy beyond this much of what the rating makes in the time cannot be. */
    private static final double ENERGY_OF_RATING = 1.25;

    /** Power and the step of the counter say the same when neither is more than this times the other. */
    private static final double AGREEMENT = 2;

    /** Over a longer time the mean says nothing of the power at its end. */
    private static final Duration LONGEST_MEAN = Duration.ofHours(1);

    /** A house of 200 A at 240 V: what meters can see. */
    private static final double HOUSE_RATING_KW = 48;

    /** An inverter of more has panels in series. */
    private static final double ONE_PANEL_KW = 1;

    private static final double PANEL_V = 90;
    private static final double STRING_V = 1500;

    /** Counters step down by a tick at dusk. */
    private static final double INVERTER_TICK_KWH = 0.05;

    private static final double METER_TICK_KWH = 0.5;

    private final Reading reading;
    private final DeviceMemory memory;
    private final double ratedKw;
    private final Map<Quantity, Double> values;
    private final Map<String, String> properties;
    private final boolean measured;

    /**
     * @param memory what is known of the device from before
     * @param inverterRatedKw AC rating of an inverter of which nothing else was learned
     */
    Believable(Reading reading, DeviceMemory memory, double inverterRatedKw) {
        this.reading = reading;
        this.memory = memory;
        String learned = memory.facts().get(DeviceMemory.LEARNED_RATING);
        double inverterKw = learned == null ? inverterRatedKw : Math.max(inverterRatedKw, Double.parseDouble(learned));
        this.ratedKw = reading.kind() == DeviceKind.INVERTER ? inverterKw : HOUSE_RATING_KW;
        this.values = new EnumMap<>(Quantity.class);
        this.values.putAll(reading.values());
        this.properties = new TreeMap<>(reading.properties());
        Instant before = memory.latest() == null ? null : memory.latest().at();
        boolean dated = reading.measuredAt() != null || reading.kind() == DeviceKind.SUPERVISOR;
        this.measured = dated && (before == null || reading.at().isAfter(before));
        if (measured || !again()) {
            judgeRanges();
        } else {
            doubtAsBefore();
        }
    }

    /** Whether this is a newer measurement than any before. */
    boolean measured() {
        return measured;
    }

    /** Whether this is the very measurement that is remembered. */
    boolean again() {
        return reading.measuredAt() != null
                && memory.latest() != null
                && reading.measuredAt().equals(memory.latest().measuredAt());
    }

    /** Whether a number had to be taken out. */
    boolean doubted() {
        return values.size() < reading.values().size();
    }

    /** A number that can be, {@code null} when there is none. */
    Double value(Quantity quantity) {
        return values.get(quantity);
    }

    Map<Quantity, Double> values() {
        return values;
    }

    Map<String, String> properties() {
        return properties;
    }

    private void judgeRanges() {
        List<Quantity> counters = new ArrayList<>();
        for (Map.Entry<Quantity, Double> number : reading.values().entrySet()) {
            Quantity quantity = number.getKey();
            if (measured && Quantity.counters(reading.kind()).contains(quantity)) {
                counters.add(quantity);
            } else if (!inRange(quantity, number.getValue())) {
                doubt(quantity);
            }
        }
        if (counters.contains(Quantity.LIFETIME_ENERGY_KWH) && powerAndCounterAgree()) {
            return;
        }
        for (Quantity counter : counters) {
            if (!goesOn(counter, memory.counter(counter)) && !goesOnFromDoubted(counter)) {
                doubt(counter);
            }
        }
    }

    private boolean inRange(Quantity quantity, double value) {
        return switch (quantity) {
            case DC_VOLTAGE_V -> value >= 0 && value <= (ratedKw > ONE_PANEL_KW ? STRING_V : PANEL_V);
            case HEATSINK_TEMP_C -> value >= -40 && value <= 120;
            case FREQUENCY_HZ -> value == 0 || (value >= 45 && value <= 65);
            case POWER_KW,
                    DC_POWER_KW,
                    LEG1_POWER_KW,
                    LEG2_POWER_KW,
                    PRODUCTION_KW,
                    NET_IMPORT_KW,
                    HOUSE_LOAD_KW,
                    BATTERY_DISCHARGE_KW,
                    STORAGE_INVERTER_POWER_KW -> Math.abs(value) <= POWER_OF_RATING * ratedKw;
            case STATE_OF_CHARGE_PERCENT, SYSTEM_STATE_OF_CHARGE_PERCENT -> value >= -1 && value <= 101;
            default -> true;
        };
    }

    /**
     * Two witnesses that know nothing of each other: a power and a step of the counter beyond the rating that say the same
     * are believed, and teach a greater rating. One wrong number alone never does.
     */
    private boolean powerAndCounterAgree() {
        DeviceMemory.Counted before = memory.counter(Quantity.LIFETIME_ENERGY_KWH);
        Double powerKw = reading.value(Quantity.POWER_KW);
        if (before == null || powerKw == null) {
            return false;
        }
        Duration time = Duration.between(before.at(), reading.at());
        double meanKw = (reading.value(Quantity.LIFETIME_ENERGY_KWH) - before.kwh()) / hours(time);
        boolean beyond = Math.max(powerKw, meanKw) > ENERGY_OF_RATING * ratedKw;
        boolean agree = powerKw > 0 && meanKw <= AGREEMENT * powerKw && powerKw <= AGREEMENT * meanKw;
        if (!beyond || !agree || time.compareTo(LONGEST_MEAN) > 0) {
            return false;
        }
        values.put(Quantity.POWER_KW, powerKw);
        properties.remove(DeviceMemory.IMPLAUSIBLE + Quantity.POWER_KW.column());
        double learnedKw = Math.min(powerKw, meanKw);
        if (learnedKw > ratedKw) {
            properties.put(
                    DeviceMemory.LEARNED_RATING,
                    BigDecimal.valueOf(learnedKw)
                            .setScale(3, RoundingMode.HALF_UP)
                            .toPlainString());
        }
        return true;
    }

    private boolean goesOn(Quantity counter, DeviceMemory.Counted before) {
        if (before == null) {
            return true;
        }
        double stepKwh = reading.value(counter) - before.kwh();
        double tickKwh = reading.kind() == DeviceKind.INVERTER ? INVERTER_TICK_KWH : METER_TICK_KWH;
        double mostKwh = tickKwh + ENERGY_OF_RATING * ratedKw * hours(Duration.between(before.at(), reading.at()));
        return stepKwh <= mostKwh && stepKwh >= (alsoFalls(counter) ? -mostKwh : -tickKwh);
    }

    /** A counter at 0 that stays there is that of a device which has not told it yet, and confirms nothing. */
    private boolean goesOnFromDoubted(Quantity counter) {
        Reading latest = memory.latest();
        if (latest == null || latest.quality() != Quality.IMPLAUSIBLE || reading.value(counter) == 0) {
            return false;
        }
        String doubted = latest.properties().get(DeviceMemory.IMPLAUSIBLE + counter.column());
        return doubted != null && goesOn(counter, new DeviceMemory.Counted(Double.parseDouble(doubted), latest.at()));
    }

    private boolean alsoFalls(Quantity counter) {
        return counter == Quantity.LIFETIME_NET_IMPORT_KWH
                || counter == Quantity.LIFETIME_BATTERY_DISCHARGE_KWH
                || (counter == Quantity.LIFETIME_NET_KWH && reading.kind() != DeviceKind.PRODUCTION_METER);
    }

    /** The same measurement once more gets the same answer. */
    private void doubtAsBefore() {
        if (memory.latest().quality() == Quality.IMPLAUSIBLE) {
            for (Quantity quantity : reading.values().keySet()) {
                if (memory.latest().properties().containsKey(DeviceMemory.IMPLAUSIBLE + quantity.column())) {
                    doubt(quantity);
                }
            }
        }
    }

    private void doubt(Quantity quantity) {
        values.remove(quantity);
        properties.put(
                DeviceMemory.IMPLAUSIBLE + quantity.column(),
                BigDecimal.valueOf(reading.value(quantity)).stripTrailingZeros().toPlainString());
    }

    private static double hours(Duration time) {
        return time.toMillis() / (double) Duration.ofHours(1).toMillis();
    }
}
