package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedInvertersTest {
    private static final Instant MEASURED = Instant.parse("2026-06-01T18:59:00Z");

    /** As the README of yasdi2mqtt shows it. */
    private static final String YASDI = """
            {"sn":000,"time":%d,"values": {"Iac":12580,"Uac":239,"Fac":50.019998881965876,"Pac":3006,
             "Zac":0.17200000816956162,"Riso":10000,"dI":4,"Upv-Ist":416,"PPV":3013,"E-Total":45358.538154414855,
             "h-Total":47797.772832013434,"Netz-Ein":9012,"Seriennummer":000,"E-Total DC":45694.1,"Status":"Mpp",
             "Fehler":"-------"}}""".formatted(MEASURED.getEpochSecond());

    private static String messages(String topic, boolean retained, String payload) {
        return """
                {"messages":[{"topic":"%s","received_at":"2026-06-01T19:00:00Z","retained":%b,%s}]}""".formatted(topic, retained, payload);
    }

    private static Reading only(boolean retained, String payload) throws Exception {
        List<Reading> readings = Answers.readings(messages("solar/inverter/2001", retained, "\"payload\":" + payload));
        assertThat(readings).hasSize(1);
        return readings.get(0);
    }

    @Test
    void theWordsOfYasdiAreOurs() throws Exception {
        Reading reading = only(false, YASDI.replace("\"sn\":000", "\"sn\":2000123456"));
        assertThat(reading.device()).isEqualTo("2000123456");
        assertThat(reading.kind()).isEqualTo(DeviceKind.INVERTER);
        assertThat(reading.measuredAt()).isEqualTo(MEASURED);
        assertThat(reading.reportedState()).isEqualTo("Mpp");
        assertThat(reading.properties()).isEmpty();
        assertThat(reading.values())
                .containsEntry(Quantity.POWER_KW, 3.006)
                .containsEntry(Quantity.LIFETIME_ENERGY_KWH, 45358.538154414855)
                .containsEntry(Quantity.VOLTAGE_V, 239.0)
                .containsEntry(Quantity.CURRENT_A, 12.58)
                .containsEntry(Quantity.FREQUENCY_HZ, 50.019998881965876)
                .containsEntry(Quantity.DC_VOLTAGE_V, 416.0)
                .containsEntry(Quantity.DC_POWER_KW, 3.013)
                .hasSize(7);
    }

    @Test
    void anybodyMayUseOurOwnWords() throws Exception {
        Reading reading = only(false, "{\"power_kw\":1.25,\"heatsink_temp_c\":41,\"lifetime_energy_kwh\":12}");
        assertThat(reading.device()).isEqualTo("2001");
        assertThat(reading.measuredAt()).isEqualTo(Instant.parse("2026-06-01T19:00:00Z"));
        assertThat(reading.values())
                .containsEntry(Quantity.POWER_KW, 1.25)
                .containsEntry(Quantity.HEATSINK_TEMP_C, 41.0)
                .containsEntry(Quantity.LIFETIME_ENERGY_KWH, 12.0);
    }

    @Test
    void whatTheBrokerKeptIsNotOfNowUnlessItSaysWhen() throws Exception {
        assertThat(only(true, "{\"power_kw\":1.25}").measuredAt()).isNull();
        assertThat(only(true, YASDI).measuredAt()).isEqualTo(MEASURED);
    }

    @Test
    void absentStaysAbsent() throws Exception {
        assertThat(only(false, "{\"values\":{\"Pac\":null,\"E-Total\":\"\",\"Uac\":\"n/a\"}}")
                        .values())
                .isEmpty();
    }

    @Test
    void whatIsNoInverterIsSaid() throws Exception {
        String nothing = messages("solar/inverter/2001", false, "\"unread_characters\":7");
        assertThatThrownBy(() -> Answers.snapshot(nothing))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessageContaining("no JSON object came on solar/inverter/2001");
    }
}
