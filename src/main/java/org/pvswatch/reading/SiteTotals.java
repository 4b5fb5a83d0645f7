package org.pvswatch.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The site at one poll. Each value {@code null} when nothing tells it, never 0. Nothing is clamped: noise around zero and
 * the moments between two meters stay visible, so that sums and differences hold.
 *
 * <p>Live data is used where the PVS gives it and its time is not behind the meters; else production comes from the
 * production meter, or from the inverters where that meter counts nothing. A consumption meter measures net import
 * ({@code NET_CONSUMPTION_LOADSIDE}, and {@code NOT_USED}, which sites with valid net readings report) unless it says
 * {@code GROSS_CONSUMPTION_LINESIDE}: then it measures the house load. One that shows nothing but zeros has no current
 * transformers, and nothing is known of the grid. A battery that is there but silent leaves the house load unknown.
 *
 * @param productionKw power made by the panels; may be slightly negative at night
 * @param houseLoadKw power used by the house: production + net import + battery discharge; noise can make it slightly
 *     negative
 * @param netImportKw power drawn from the grid, negative while exporting
 * @param batteryDischargeKw power given by the batteries, negative while charging
 * @param stateOfChargePercent charge of the batteries that the owner may use, their mean, 0 to 100
 * @param lifetimeProductionKwh energy made since installation
 * @param lifetimeHouseLoadKwh energy used by the house since installation
 * @param lifetimeNetImportKwh import minus export since installation
 * @param lifetimeImportKwh energy drawn from the grid since installation, never falls
 * @param lifetimeExportKwh energy given to the grid since installation, never falls
 * @param source what production was taken from
 * @param houseMetered whether the house load was measured and net import worked out, instead of the other way round
 * @param pvsCount how many PVSs are in it
 */
public record SiteTotals(
        Double productionKw,
        Double houseLoadKw,
        Double netImportKw,
        Double batteryDischargeKw,
        Double stateOfChargePercent,
        Double lifetimeProductionKwh,
        Double lifetimeHouseLoadKwh,
        Double lifetimeNetImportKwh,
        Double lifetimeImportKwh,
        Double lifetimeExportKwh,
        Source source,
        boolean houseMetered,
        int pvsCount) {
    /** A value older than this is not power made now, where nobody has judged the record. */
    private static final Duration FRESH = Duration.ofMinutes(15);

    /** Live data and meters are asked one after another, and must not take turns as the source for a few seconds. */
    private static final Duration LIVE_DATA_MAY_LAG = Duration.ofMinutes(1);

    /** What production was taken from. */
    public enum Source {
        LIVE_DATA,
        PRODUCTION_METER,
        INVERTERS,
        /** Different things at different PVSs. */
        SEVERAL,
        NONE
    }

    /** Power drawn from the grid, 0 while exporting. */
    public Double importKw() {
        return netImportKw == null ? null : Double.valueOf(Math.max(0, netImportKw));
    }

    /** Power given to the grid, 0 while importing. */
    public Double exportKw() {
        return netImportKw == null ? null : Double.valueOf(Math.max(0, -netImportKw));
    }

    /** The totals of one answer, of which nothing earlier is known. */
    public static SiteTotals of(Collection<Reading> readings) {
        return of(readings, Map.of());
    }

    /**
     * The totals of one answer.
     *
     * @param lastKwh lifetime energy, as last told, of inverters that do not tell it in this answer: they made nothing
     *     that anybody heard of since
     */
    public static SiteTotals of(Collection<Reading> readings, Map<String, Double> lastKwh) {
        Reading consumption = first(readings, DeviceKind.CONSUMPTION_METER);
        Reading grid = showsAnything(consumption) ? consumption : null;
        Reading live = first(readings, DeviceKind.LIVE_DATA);
        Battery battery = Battery.of(readings, live);
        if (countsNow(live, readings)) {
            boolean gridKnown = grid != null
                    || !zero(live.value(Quantity.NET_IMPORT_KW))
                    || !zero(live.value(Quantity.LIFETIME_NET_IMPORT_KWH));
            return new SiteTotals(
                    live.value(Quantity.PRODUCTION_KW),
                    gridKnown ? live.value(Quantity.HOUSE_LOAD_KW) : null,
                    gridKnown ? live.value(Quantity.NET_IMPORT_KW) : null,
                    battery.dischargeKw(),
                    battery.chargePercent(),
                    live.value(Quantity.LIFETIME_PRODUCTION_KWH),
                    gridKnown ? live.value(Quantity.LIFETIME_HOUSE_LOAD_KWH) : null,
                    gridKnown ? live.value(Quantity.LIFETIME_NET_IMPORT_KWH) : null,
                    measuresHouse(grid) ? null : value(grid, Quantity.LIFETIME_POSITIVE_KWH),
                    measuresHouse(grid) ? null : value(grid, Quantity.LIFETIME_NEGATIVE_KWH),
                    Source.LIVE_DATA,
                    false,
                    1);
        }
        return ofMeters(readings, lastKwh, grid, battery);
    }

    private static SiteTotals ofMeters(
            Collection<Reading> readings, Map<String, Double> lastKwh, Reading grid, Battery battery) {
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
            productionKw = sum(inverters.stream().filter(SiteTotals::measuredNow), Quantity.POWER_KW);
            lifetimeProductionKwh = completeSum(inverters, lastKwh);
            source = inverters.isEmpty() ? Source.NONE : Source.INVERTERS;
        }
        Double meteredKw = value(grid, Quantity.POWER_KW);
        Double meteredKwh = value(grid, Quantity.LIFETIME_NET_KWH);
        if (measuresHouse(grid)) {
            return new SiteTotals(
                    productionKw,
                    meteredKw,
                    minus(minus(meteredKw, productionKw), battery.inBalanceKw()),
                    battery.dischargeKw(),
                    battery.chargePercent(),
                    lifetimeProductionKwh,
                    meteredKwh,
                    minus(minus(meteredKwh, lifetimeProductionKwh), battery.inBalanceKwh()),
                    null,
                    null,
                    source,
                    true,
                    1);
        }
        return new SiteTotals(
                productionKw,
                plus(plus(productionKw, meteredKw), battery.inBalanceKw()),
                meteredKw,
                battery.dischargeKw(),
                battery.chargePercent(),
                lifetimeProductionKwh,
                plus(plus(lifetimeProductionKwh, meteredKwh), battery.inBalanceKwh()),
                meteredKwh,
                value(grid, Quantity.LIFETIME_POSITIVE_KWH),
                value(grid, Quantity.LIFETIME_NEGATIVE_KWH),
                source,
                false,
                1);
    }

    /**
     * The batteries of a site.
     *
     * @param there whether the site has any part of a battery system
     * @param dischargeKw power given, negative while charging
     * @param dischargedKwh energy given minus taken since installation
     * @param chargePercent mean charge
     */
    private record Battery(boolean there, Double dischargeKw, Double dischargedKwh, Double chargePercent) {

        static Battery of(Collection<Reading> readings, Reading live) {
            List<Reading> storage = readings.stream()
                    .filter(reading -> reading.kind() == DeviceKind.STORAGE)
                    .toList();
            boolean heard = live != null && measuredRecently(live);
            Double liveKw = heard ? live.value(Quantity.BATTERY_DISCHARGE_KW) : null;
            Double liveKwh = heard ? live.value(Quantity.LIFETIME_BATTERY_DISCHARGE_KWH) : null;
            Double livePercent = heard ? live.value(Quantity.STATE_OF_CHARGE_PERCENT) : null;
            return new Battery(
                    !storage.isEmpty() || liveKw != null,
                    liveKw != null ? liveKw : dischargeKw(storage),
                    liveKwh != null ? liveKwh : dischargedKwh(storage),
                    livePercent != null ? livePercent : chargePercent(storage));
        }

        /** What it adds to a balance of power: nothing where there is none, unknown where it says nothing. */
        Double inBalanceKw() {
            return there ? dischargeKw : Double.valueOf(0);
        }

        Double inBalanceKwh() {
            return there ? dischargedKwh : Double.valueOf(0);
        }

        /** The AC side where a system says it, else voltage times current of the batteries. */
        private static Double dischargeKw(List<Reading> storage) {
            Double atGridKw = sum(storage.stream().filter(SiteTotals::measuredRecently), Quantity.BATTERY_DISCHARGE_KW);
            if (atGridKw != null) {
                return atGridKw;
            }
            return storage.stream()
                    .filter(SiteTotals::measuredRecently)
                    .map(battery ->
                            times(battery.value(Quantity.CHARGE_CURRENT_A), battery.value(Quantity.BATTERY_VOLTAGE_V)))
                    .filter(Objects::nonNull)
                    .map(chargeW -> -chargeW / 1000)
                    .reduce(Double::sum)
                    .orElse(null);
        }

        private static Double dischargedKwh(List<Reading> storage) {
            return storage.stream()
                    .map(battery -> minus(
                            battery.value(Quantity.LIFETIME_POSITIVE_KWH),
                            battery.value(Quantity.LIFETIME_NEGATIVE_KWH)))
                    .filter(Objects::nonNull)
                    .reduce(Double::sum)
                    .orElse(null);
        }

        private static Double chargePercent(List<Reading> storage) {
            return Stream.of(Quantity.STATE_OF_CHARGE_PERCENT, Quantity.SYSTEM_STATE_OF_CHARGE_PERCENT)
                    .map(charge -> storage.stream()
                            .filter(SiteTotals::measuredRecently)
                            .map(battery -> battery.value(charge))
                            .filter(Objects::nonNull)
                            .mapToDouble(Double::doubleValue)
                            .average())
                    .filter(java.util.OptionalDouble::isPresent)
                    .map(java.util.OptionalDouble::getAsDouble)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Live data that stands still, or lags behind the meters, is not the present. */
    private static boolean countsNow(Reading live, Collection<Reading> readings) {
        if (live == null || live.value(Quantity.PRODUCTION_KW) == null || !measuredRecently(live)) {
            return false;
        }
        Instant metered = readings.stream()
                .filter(reading ->
                        reading.kind() == DeviceKind.PRODUCTION_METER || reading.kind() == DeviceKind.CONSUMPTION_METER)
                .map(Reading::measuredAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return metered == null
                || (live.measuredAt() != null && !live.measuredAt().isBefore(metered.minus(LIVE_DATA_MAY_LAG)));
    }

    /** Some sites list a production meter that has no current transformer: it stays at zero for ever. */
    private static boolean counts(Reading meter) {
        if (meter == null || meter.value(Quantity.POWER_KW) == null || !measuredRecently(meter)) {
            return false;
        }
        Double lifetimeKwh = meter.value(Quantity.LIFETIME_NET_KWH);
        return meter.value(Quantity.POWER_KW) != 0 || (lifetimeKwh != null && lifetimeKwh > 1);
    }

    /** A consumption meter without current transformers is listed too: it shows zeros, which are no measurement. */
    private static boolean showsAnything(Reading meter) {
        return meter != null
                && measuredRecently(meter)
                && Stream.of(
                                Quantity.POWER_KW,
                                Quantity.LIFETIME_NET_KWH,
                                Quantity.LIFETIME_POSITIVE_KWH,
                                Quantity.LIFETIME_NEGATIVE_KWH)
                        .anyMatch(quantity -> !zero(meter.value(quantity)));
    }

    private static boolean measuresHouse(Reading meter) {
        return meter != null
                && "GROSS_CONSUMPTION_LINESIDE".equals(meter.properties().get("subtype"));
    }

    private static boolean measuredNow(Reading reading) {
        return reading.age() != null && measuredRecently(reading);
    }

    /** Whether nothing says that a record is old. */
    private static boolean measuredRecently(Reading reading) {
        if (reading.quality() != null) {
            return reading.quality() == Quality.FRESH || reading.quality() == Quality.IMPLAUSIBLE;
        }
        return reading.age() == null || reading.age().compareTo(FRESH) <= 0;
    }

    private static Reading first(Collection<Reading> readings, DeviceKind kind) {
        return readings.stream()
                .filter(reading -> reading.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    private static Double value(Reading reading, Quantity quantity) {
        return reading == null ? null : reading.value(quantity);
    }

    private static boolean zero(Double value) {
        return value == null || value == 0;
    }

    /** The sum of those that say it, {@code null} when none does. */
    private static Double sum(Stream<Reading> readings, Quantity quantity) {
        return readings.map(reading -> reading.value(quantity))
                .filter(Objects::nonNull)
                .reduce(Double::sum)
                .orElse(null);
    }

    /** A sum of counters is only comparable with the next when every inverter is in it. */
    private static Double completeSum(List<Reading> inverters, Map<String, Double> lastKwh) {
        Double sum = inverters.isEmpty() ? null : Double.valueOf(0);
        for (Reading inverter : inverters) {
            Double told = inverter.value(Quantity.LIFETIME_ENERGY_KWH);
            sum = plus(sum, told == null ? lastKwh.get(inverter.device()) : told);
        }
        return sum;
    }

    static Double plus(Double a, Double b) {
        return a == null || b == null ? null : Double.valueOf(a + b);
    }

    static Double minus(Double a, Double b) {
        return a == null || b == null ? null : Double.valueOf(a - b);
    }

    private static Double times(Double a, Double b) {
        return a == null || b == null ? null : Double.valueOf(a * b);
    }
}
