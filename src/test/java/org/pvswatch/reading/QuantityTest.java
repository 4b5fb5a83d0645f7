package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuantityTest {
    private static final String SCRIPT = "/org/pvswatch/history/sqlite/V1__readings_polls_and_days.sql";

    @Test
    void commonOnesAreTheNumberColumnsOfHistory() {
        String table =
                Answers.resource(SCRIPT).split("CREATE TABLE reading \\(")[1].split("\\)\\s*WITHOUT ROWID")[0];
        var columns = Pattern.compile("^\\s*(\\w+)\\s+REAL", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(Quantity.COMMON.stream().map(Quantity::column)).containsExactlyElementsOf(columns);
    }

    @ParameterizedTest
    @EnumSource
    void endsInItsUnitAndHasAKey(Quantity quantity) {
        assertThat(quantity.column()).matches("[a-z0-9_]+_(kw|kvar|kva|ratio|hz|kwh|a|v|c|s|count|kib|percent|min)");
        assertThat(Quantity.ofColumn(quantity.column())).isEqualTo(quantity);
    }

    @ParameterizedTest
    @CsvSource({
        "ltea_3phsum_kwh, ltea3phsumKwh",
        "p_3phsum_kw, p3phsumKw",
        "vln_3phavg_v, vln3phavgV",
        "i_3phsum_a, i3phsumA",
        "p_mppt1_kw, pMppt1Kw",
        "v_mppt1_v, vMppt1V",
        "i_mppt1_a, iMppt1A",
        "t_htsnk_degc, tHtsnkDegc",
        "freq_hz, freqHz",
        "ct_scl_fctr, ctSclFctr",
        "net_ltea_3phsum_kwh, netLtea3phsumKwh",
        "pos_ltea_3phsum_kwh, posLtea3phsumKwh",
        "neg_ltea_3phsum_kwh, negLtea3phsumKwh",
        "q_3phsum_kvar, q3phsumKvar",
        "s_3phsum_kva, s3phsumKva",
        "tot_pf_rto, totPfRto",
        "i1_a, i1A",
        "i2_a, i2A",
        "p1_kw, p1Kw",
        "p2_kw, p2Kw",
        "v1n_v, v1nV",
        "v2n_v, v2nV",
        "v12_v, v12V",
    })
    void bothGenerationsNameTheSameOne(String legacy, String varserver) {
        assertThat(Quantity.ofLegacyKey(legacy)).isNotNull().isEqualTo(Quantity.ofVarserverKey(varserver));
    }

    @Test
    void everyKeyMeansOne() throws Exception {
        var fields = Quantity.class.getDeclaredField("legacyKeys");
        var varserver = Quantity.class.getDeclaredField("varserverKeys");
        for (var list : java.util.List.of(fields, varserver)) {
            list.setAccessible(true);
            Map<Object, Quantity> seen = new LinkedHashMap<>();
            for (Quantity quantity : Quantity.values()) {
                for (Object key : (java.util.List<?>) list.get(quantity)) {
                    assertThat(seen.put(key, quantity)).as("%s", key).isNull();
                }
            }
            assertThat(seen).isNotEmpty();
        }
        assertThat(Quantity.ofLegacyKey("CAL0")).isNull();
        assertThat(Quantity.ofVarserverKey("p_3phsum_kw")).isNull();
    }
}
