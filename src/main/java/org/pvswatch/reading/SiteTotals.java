package org.pvswatch.reading;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The site at one poll, from all readings of the answer. Each value {@code null} when nothing in the answer tells it.
 *
 * <p>Live data is used where the PVS gives it; else production comes from the production meter, or from the inverters
 * where that meter counts nothing. A consumption meter measures net import ({@code NET_CONSUMPTION_LOADSIDE}, and
 * {@code NOT_USED}, which sites with valid net readings report) unless it says {@code GROSS_CONSUMPTION_LINESIDE}: then
 * it measures the house load.
 *
 * @param productionKw power made by the panels; may be slightly negative at night
 * @param houseLoadKw power used by the house; production plus net import, so noise can make it slightly negative
 * @param netImportKw power drawn from the grid, negative while exporting
 * @param lifetimeProductionKwh energy made since installation
 * @param lifetimeHouseLoadKwh energy used by the house since installation
 * @param lifetimeNetImportKwh import minus export since installation
 * @param source what production was taken from
 */
public record SiteTotals(
        Double productionKw,
        Double houseLoadKw,
        Double netImportKw,
        Double lifetimeProductionKwh,
        Double lifetimeHouseLoadKwh,
        Double lifetimeNetImportKwh,
        Source source) {
    /** An inverter's value older than this is not power made now. */
    private static final Duration FRESH = Duration.ofMinutes(15);

    /** What production was taken from. */
    public enum Source {
        LIVE_DATA,
        PRODUCTION_METER,
        INVERTERS,
        NONE
    }

    /** The totals of one answer. */
    public static SiteTotals of(Collection<Reading> readings) {
        Reading live = first(readings, DeviceKind.LIVE_DATA);
        if (live != null && live.value(Quantity.PRODUCTION_KW) != null) {
            return new SiteTotals(
                    live.value(Quantity.PRODUCTION_KW),
                    live.value(Quantity.HOUSE_LOAD_KW),
                    live.value(Quantity.NET_IMPORT_KW),
                    live.value(Quantity.LIFETIME_PRODUCTION_KWH),
                    live.value(Quantity.LIFETIME_HOUSE_LOAD_KWH),
                    live.value(Quantity.LIFETIME_NET_IMPORT_KWH),
                    Source.LIVE_DATA);
        }
        return ofMeters(readings);
    }

    private static SiteTotals ofMeters(Collection<Reading> readings) {
        Reading meter = first(readings, DeviceKind.PRODUCTION_METER);
        List<Reading> inverters = readings.stream()
                .filter(reading -> reading.kind() == DeviceKind.INVERTER)
                .toList();
        Double productionKw;
        Double lifetimeProductionKwh;
        Source source;
        if (counts(meter)) {
            productionKw = meter.value(Quantity.POWER_KW);
            lifetimeProductionKwh = meter.value(Quantity.LIFETIME_NET_KWH);
            source = Source.PRODUCTION_METER;
        } else {
            productionKw = sum(inverters.stream().filter(SiteTotals::fresh).toList(), Quantity.POWER_KW);
            lifetimeProductionKwh = completeSum(inverters, Quantity.LIFETIME_ENERGY_KWH);
            source = inverters.isEmpty() ? Source.NONE : Source.INVERTERS;
        }
        Reading consumption = first(readings, DeviceKind.CONSUMPTION_METER);
        Double meteredKw = consumption == null ? null : consumption.value(Quantity.POWER_KW);
        Double meteredKwh = consumption == null ? null : consumption.value(Quantity.LIFETIME_NET_KWH);
        if (consumption != null
                && "GROSS_CONSUMPTION_LINESIDE".equals(consumption.properties().get("subtype"))) {
            return new SiteTotals(
                    productionKw,
                    meteredKw,
                    minus(meteredKw, productionKw),
                    lifetimeProductionKwh,
                    meteredKwh,
                    minus(meteredKwh, lifetimeProductionKwh),
                    source);
        }
        return new SiteTotals(
                productionKw,
                plus(productionKw, meteredKw),
                meteredKw,
                lifetimeProductionKwh,
                plus(lifetimeProductionKwh, meteredKwh),
                meteredKwh,
                source);
    }

    /** Some sites list a production meter that has no current transformer: it stays at zero for ever. */
    private static boolean counts(Reading meter) {
        if (meter == null || meter.value(Quantity.POWER_KW) == null) {
            return false;
        }
        Double lifetimeKwh = meter.value(Quantity.LIFETIME_NET_KWH);
        return meter.value(Quantity.POWER_KW) != 0 || (lifetimeKwh != null && lifetimeKwh > 1);
    }

    private static boolean fresh(Reading reading) {
        return reading.age() != null && reading.age().compareTo(FRESH) <= 0;
    }

    private static Reading first(Collection<Reading> readings, DeviceKind kind) {
        return readings.stream()
                .filter(reading -> reading.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    private static Double sum(List<Reading> readings, Quantity quantity) {
        Double sum = null;
        for (Reading reading : readings) {
            sum = sum == null ? reading.value(quantity) : plus(sum, orZero(reading.value(quantity)));
        }
        return sum;
    }

    /** A sum of counters is only comparable with the next when every inverter is in it. */
    private static Double completeSum(List<Reading> readings, Quantity quantity) {
        boolean complete = readings.stream().allMatch(reading -> reading.value(quantity) != null);
        return complete ? sum(readings, quantity) : null;
    }

    private static double orZero(Double value) {
        return value == null ? 0 : value;
    }

    private static Double plus(Double a, Double b) {
        return a == null || b == null ? null : Double.valueOf(a + b);
    }

    private static Double minus(Double a, Double b) {
        return a == null || b == null ? null : Double.valueOf(a - b);
    }
}
