package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimalTextTest {
    @Test
    void trimsTrailingZeros() {
        assertThat(DecimalText.trimmed(60)).isEqualTo("60");
        assertThat(DecimalText.trimmed(-0.1187)).isEqualTo("-0.1187");
        assertThat(DecimalText.trimmed(43417.8)).isEqualTo("43417.8");
        assertThat(DecimalText.trimmed(-0.000_01)).isEqualTo("0");
        assertThat(DecimalText.trimmed(100)).isEqualTo("100");
        assertThat(DecimalText.trimmed(Double.NaN)).isEqualTo("nan");
    }

    @Test
    void printsFloatsAsTheirHardwareDoes() {
        for (double value : new double[] {0.15404, 1915.2531, 27867.38, -19160.76, 54.78, 0, 46468.9548, -0.0015}) {
            assertThat(DecimalText.float32(value)).isEqualTo(String.format("%.6f", (float) value));
        }
        assertThat(DecimalText.float32(Double.NaN)).isEqualTo("nan");
    }
}
