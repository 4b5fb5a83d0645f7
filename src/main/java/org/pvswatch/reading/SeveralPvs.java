package org.pvswatch.reading;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The totals of a site with more than one PVS, from what each of them tells. Pure. */
public final class SeveralPvs {
    /** What a PVS may tell of its part of a site. */
    public enum Told {
        PRODUCTION_KW(SiteTotals::productionKw),
        HOUSE_LOAD_KW(SiteTotals::houseLoadKw),
        NET_IMPORT_KW(SiteTotals::netImportKw),
        BATTERY_DISCHARGE_KW(SiteTotals::batteryDischargeKw),
        STATE_OF_CHARGE_PERCENT(SiteTotals::stateOfChargePercent),
        LIFETIME_PRODUCTION_KWH(SiteTotals::lifetimeProductionKwh),
        LIFETIME_HOUSE_LOAD_KWH(SiteTotals::lifetimeHouseLoadKwh),
        LIFETIME_NET_IMPORT_KWH(SiteTotals::lifetimeNetImportKwh),
        LIFETIME_IMPORT_KWH(SiteTotals::lifetimeImportKwh),
        LIFETIME_EXPORT_KWH(SiteTotals::lifetimeExportKwh);

        private final Function<SiteTotals, Double> of;

        Told(Function<SiteTotals, Double> of) {
            this.of = of;
        }

        /** The number of that name. */
        public Double of(SiteTotals totals) {
            return of.apply(totals);
        }
    }

    /**
     * What one PVS of several adds to its site.
     *
     * @param latest the totals of its latest answer by itself, {@code null} when that is too old to be of now
     * @param tells what it has told lately, so that what it leaves out once is known to be missing
     * @param houseMetered whether it measures the house load
     */
    public record Part(SiteTotals latest, Set<Told> tells, boolean houseMetered) {
        private Double value(Told told) {
            return latest == null ? null : told.of(latest);
        }
    }

    private SeveralPvs() {}

    /**
     * The totals of the site. Production and batteries add up; the grid is what those say that have a meter there, and
     * the house load what follows for the site as a whole. A total that lacks the part of one PVS is unknown, never a part.
     */
    public static SiteTotals together(List<Part> parts) {
        Double productionKw = sum(parts, Told.PRODUCTION_KW);
        Double lifetimeProductionKwh = sum(parts, Told.LIFETIME_PRODUCTION_KWH);
        Double batteryKw = sum(parts, Told.BATTERY_DISCHARGE_KW);
        boolean battery = parts.stream().anyMatch(part -> part.tells().contains(Told.BATTERY_DISCHARGE_KW));
        Double balanceKw = battery ? batteryKw : Double.valueOf(0);
        Double balanceKwh = battery ? null : Double.valueOf(0); // which of them counts its battery in nobody knows
        List<Part> houses = parts.stream().filter(Part::houseMetered).toList();
        boolean houseMetered = !houses.isEmpty();
        Double houseKw = sum(houses, Told.HOUSE_LOAD_KW);
        Double houseKwh = sum(houses, Told.LIFETIME_HOUSE_LOAD_KWH);
        Double netKw = sum(parts, Told.NET_IMPORT_KW);
        Double netKwh = sum(parts, Told.LIFETIME_NET_IMPORT_KWH);
        return new SiteTotals(
                productionKw,
                houseMetered ? houseKw : SiteTotals.plus(SiteTotals.plus(productionKw, netKw), balanceKw),
                houseMetered ? SiteTotals.minus(SiteTotals.minus(houseKw, productionKw), balanceKw) : netKw,
                batteryKw,
                mean(parts, Told.STATE_OF_CHARGE_PERCENT),
                lifetimeProductionKwh,
                houseMetered ? houseKwh : SiteTotals.plus(SiteTotals.plus(lifetimeProductionKwh, netKwh), balanceKwh),
                houseMetered ? SiteTotals.minus(SiteTotals.minus(houseKwh, lifetimeProductionKwh), balanceKwh) : netKwh,
                sum(parts, Told.LIFETIME_IMPORT_KWH),
                sum(parts, Told.LIFETIME_EXPORT_KWH),
                source(parts),
                houseMetered,
                parts.size());
    }

    private static SiteTotals.Source source(List<Part> parts) {
        Set<SiteTotals.Source> sources = EnumSet.noneOf(SiteTotals.Source.class);
        parts.stream()
                .filter(part -> part.latest() != null)
                .forEach(part -> sources.add(part.latest().source()));
        sources.remove(SiteTotals.Source.NONE);
        return sources.isEmpty()
                ? SiteTotals.Source.NONE
                : sources.size() == 1 ? sources.iterator().next() : SiteTotals.Source.SEVERAL;
    }

    /** The sum over those that tell it, {@code null} when one of them does not now. */
    private static Double sum(List<Part> parts, Told told) {
        List<Part> telling =
                parts.stream().filter(part -> part.tells().contains(told)).toList();
        Double sum = telling.isEmpty() ? null : Double.valueOf(0);
        for (Part part : telling) {
            sum = SiteTotals.plus(sum, part.value(told));
        }
        return sum;
    }

    private static Double mean(List<Part> parts, Told told) {
        Double sum = sum(parts, told);
        long count = parts.stream().filter(part -> part.tells().contains(told)).count();
        return sum == null ? null : Double.valueOf(sum / count);
    }
}
