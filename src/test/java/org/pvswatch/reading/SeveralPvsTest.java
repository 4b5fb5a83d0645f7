package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pvswatch.reading.SeveralPvs.Told;

class SeveralPvsTest {
    private static SiteTotals told(
            Double productionKw, Double houseKw, Double netKw, Double batteryKw, Double percent, boolean houseMetered) {
        return new SiteTotals(
                productionKw,
                houseKw,
                netKw,
                batteryKw,
                percent,
                productionKw == null ? null : productionKw * 100,
                houseKw == null ? null : houseKw * 100,
                netKw == null ? null : netKw * 100,
                null,
                null,
                SiteTotals.Source.PRODUCTION_METER,
                houseMetered,
                1);
    }

    private static SeveralPvs.Part part(SiteTotals totals) {
        Set<Told> tells = EnumSet.noneOf(Told.class);
        for (Told told : Told.values()) {
            if (told.of(totals) != null) {
                tells.add(told);
            }
        }
        return new SeveralPvs.Part(totals, tells, totals.houseMetered());
    }

    @Test
    void takeTheHouseFromTheMeterThatMeasuresIt() {
        SiteTotals site = SeveralPvs.together(
                List.of(part(told(2.0, 4.0, 2.0, null, null, true)), part(told(3.0, null, null, null, null, false))));
        assertThat(site.productionKw()).isEqualTo(5);
        assertThat(site.houseLoadKw()).isEqualTo(4);
        assertThat(site.netImportKw()).isEqualTo(-1);
        assertThat(site.lifetimeHouseLoadKwh()).isEqualTo(400);
        assertThat(site.lifetimeNetImportKwh()).isEqualTo(-100);
        assertThat(site.houseMetered()).isTrue();
        assertThat(site.source()).isEqualTo(SiteTotals.Source.PRODUCTION_METER);
    }

    @Test
    void addUpBatteriesAndTakeTheMeanOfTheirCharge() {
        SiteTotals site = SeveralPvs.together(
                List.of(part(told(2.0, 2.5, -0.5, 1.0, 80.0, false)), part(told(3.0, null, null, -2.0, 40.0, false))));
        assertThat(site.batteryDischargeKw()).isEqualTo(-1);
        assertThat(site.stateOfChargePercent()).isEqualTo(60);
        assertThat(site.houseLoadKw()).isEqualTo(5 - 0.5 - 1);
        assertThat(site.lifetimeHouseLoadKwh()).isNull();
    }

    @Test
    void knowNothingThatOneOfThemHoldsBack() {
        SeveralPvs.Part whole = part(told(2.0, 2.5, -0.5, null, null, false));
        SeveralPvs.Part old = new SeveralPvs.Part(null, EnumSet.of(Told.PRODUCTION_KW), false);
        assertThat(SeveralPvs.together(List.of(whole, old)).productionKw()).isNull();
        assertThat(SeveralPvs.together(List.of(whole, old)).houseLoadKw()).isNull();
        assertThat(SeveralPvs.together(List.of(whole, old)).netImportKw()).isEqualTo(-0.5);
        SeveralPvs.Part gridOld = new SeveralPvs.Part(null, whole.tells(), false);
        assertThat(SeveralPvs.together(List.of(part(told(3.0, null, null, null, null, false)), gridOld)))
                .satisfies(site -> {
                    assertThat(site.netImportKw()).isNull();
                    assertThat(site.lifetimeNetImportKwh()).isNull();
                    assertThat(site.pvsCount()).isEqualTo(2);
                });
    }

    @Test
    void knowNothingThatNobodyTells() {
        SiteTotals none = told(null, null, null, null, null, false);
        SiteTotals site = SeveralPvs.together(List.of(part(none), part(none)));
        for (Told told : Told.values()) {
            assertThat(told.of(site)).as("%s", told).isNull();
        }
    }
}
