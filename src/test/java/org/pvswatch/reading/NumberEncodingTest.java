package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberEncodingTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"0.2948\", 0.2948",
                "\"60\", 60",
                "\"-0.1187\", -0.1187",
                "\"0.154040\", 0.15404",
                "\" 60.01 \", 60.01",
                "\"+1.5\", 1.5",
                "\"1e-4\", 0.0001",
                "\"0\", 0",
                "0.2948, 0.2948",
                "60, 60",
                "-0.5, -0.5",
                "1E-4, 0.0001",
                "007, 7",
            })
    void readsPowerAsKilowatts(String written, double powerKw) throws Exception {
        Reading reading = Answers.inverter("\"p_3phsum_kw\":" + written);
        assertThat(reading.value(Quantity.POWER_KW)).isEqualTo(powerKw);
        assertThat(reading.value("power_kw")).isEqualTo(powerKw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"", "\"  \"", "\"nan\"", "\"NaN\"", "\"-nan\"", "\"null\"", "null", "NaN", "\"inf\"",
                        "\"Infinity\"",
                "Infinity", "\"1e999\"", "\"-\"", "\"1.2.3\"", "\"1d\"", "\"0x1p3\"", "\"12 kW\"", "true", "{}", "[]",
                "[1]", "{\"value\":1}"
            })
    void neverMakesANumberOfWhatIsNone(String written) throws Exception {
        Reading reading = Answers.inverter("\"freq_hz\":\"60\",\"p_3phsum_kw\":" + written);
        assertThat(reading.values()).containsOnlyKeys(Quantity.FREQUENCY_HZ);
        assertThat(reading.value(Quantity.POWER_KW)).isNull();
    }

    @Test
    void givesNothingForWhatIsMissing() throws Exception {
        Reading reading = Answers.inverter("\"STATE\":\"error\"");
        assertThat(reading.values()).isEmpty();
        assertThat(reading.value("power_kw")).isNull();
        assertThat(reading.value("no_such_column")).isNull();
        assertThat(reading.reportedState()).isEqualTo("error");
    }

    @Test
    void readsDcPowerUnderTheNameOfEitherFirmware() throws Exception {
        assertThat(Answers.inverter("\"p_mpptsum_kw\":\"0.19\"").value(Quantity.DC_POWER_KW))
                .isEqualTo(0.19);
        assertThat(Answers.inverter("\"p_mppt1_kw\":\"0.21\"").value(Quantity.DC_POWER_KW))
                .isEqualTo(0.21);
    }

    @Test
    void keepsDcPowerBelowAcPower() throws Exception {
        Reading reading = Answers.inverter("\"p_mppt1_kw\":\"0.26\",\"p_3phsum_kw\":\"0.30\"");
        assertThat(reading.value(Quantity.DC_POWER_KW)).isLessThan(reading.value(Quantity.POWER_KW));
    }

    @Test
    void countsBatteryChargeInPercent() throws Exception {
        var readings = Answers.readings("""
                {"/sys/livedata/time":"1780340470","/sys/livedata/soc":"0.6","/sys/livedata/backupTimeRemaining":"95",
                "/sys/devices/ess/0/sn":"20990000ESS","/sys/devices/ess/0/customerSocVal":"0.25",
                "/sys/devices/ess/0/socVal":"0.3","/sys/devices/ess/0/sohVal":"1","/sys/devices/ess/0/opMode":"STANDBY"}
                """);
        assertThat(readings.get(0).value(Quantity.STATE_OF_CHARGE_PERCENT)).isEqualTo(60);
        assertThat(readings.get(0).value(Quantity.BACKUP_TIME_MIN)).isEqualTo(95);
        Reading storage = Answers.of("20990000ESS", readings);
        assertThat(storage.kind()).isEqualTo(DeviceKind.STORAGE);
        assertThat(storage.value(Quantity.STATE_OF_CHARGE_PERCENT)).isEqualTo(25);
        assertThat(storage.value(Quantity.SYSTEM_STATE_OF_CHARGE_PERCENT)).isEqualTo(30);
        assertThat(storage.value(Quantity.STATE_OF_HEALTH_PERCENT)).isEqualTo(100);
        assertThat(storage.properties()).containsEntry("opMode", "STANDBY");
    }
}
