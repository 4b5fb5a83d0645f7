package org.pvswatch.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a table may be spelt, and what is no row of it. */
class ScriptLayoutTest {
    @Test
    void aFileWithoutHeaderIsKnownByItsFirstRow() throws Exception {
        ScriptLayout layout = ScriptLayout.of("2026-05-03 06:00:03,E00990000001,idle,0,1110.0")
                .orElseThrow();
        assertThat(layout.table()).isEqualTo(ScriptTable.INVERTERS);
        assertThat(layout.headed()).isFalse();
        assertThat(layout.header()).isEqualTo(OldScript.INVERTERS);
        assertThat(layout.row("2026-05-03 06:15:03,E00990000001,idle,0,1110.5").numbers())
                .containsExactly(null, null, null, 0.0, 1110.5);
    }

    @Test
    void columnsThatANewerScriptWroteUnderAnOlderHeaderAreKnown() throws Exception {
        ScriptLayout layout = ScriptLayout.of("Date,Daily PV Production (kWh),Daily Site Consumption (kWh),"
                        + "Daily Net Grid (kWh),Lifetime PV (kWh),Lifetime Site Consumption (kWh),Lifetime Net (kWh)")
                .orElseThrow();
        assertThat(layout.row("2026-05-03,10,8,-2,2230,4474,2244").numbers().get(7))
                .isNull();
        assertThat(layout.row("2026-05-03,10,8,-2,2230,4474,2244,12,\"a, b\"").numbers())
                .containsExactly(null, 10.0, 8.0, -2.0, 2230.0, 4474.0, 2244.0, 12.0, null);
        assertThat(layout.row("2026-05-03,10,8,-2").numbers().get(4)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Name,Street", "Timestamp,Note", "2026-05-03,a,b", "{\"devices\":[]}"})
    void anythingElseIsNoTable(String line) {
        assertThat(ScriptLayout.of(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-05-03 06:00:03,2220|has 2 cells instead of 7",
                "2026-05-03 06:00:03,2220,44,22,0,1,2,3|has 8 cells instead of 7",
                "2026-05-03 06:00:03,2220,4467,0x1p3,0,1,2|'0x1p3' is no number for Lifetime Net (kWh)",
                "2026-05-03 06:00:03,\"2220,4467,2247,0,0.5,0.5|has 2 cells instead of 7"
            })
    void aTornRowSaysWhatIsWrong(String line, String why) {
        ScriptLayout layout = ScriptLayout.of(OldScript.OVERVIEW).orElseThrow();
        assertThatThrownBy(() -> layout.row(line))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "", " ", "None", "inf"})
    void whatIsNoNumberIsUnknownAndNeverZero(String text) throws Exception {
        ScriptLayout layout = ScriptLayout.of(OldScript.OVERVIEW).orElseThrow();
        ScriptRow row = layout.row("2026-05-03 06:00:03,%s,0,1e3,-.5,+2,3.".formatted(text));
        assertThat(row.numbers()).containsExactly(null, null, 0.0, 1000.0, -0.5, 2.0, 3.0);
        assertThat(row.counter(2)).isNull();
        assertThat(row.counter(3)).isEqualTo(1000.0);
    }
}
