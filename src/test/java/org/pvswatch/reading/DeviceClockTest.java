package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.archive.RawAnswer;

class DeviceClockTest {
    private static String times(String datatime, String curtime) {
        return "\"p_3phsum_kw\":\"0.1\""
                + (datatime == null ? "" : ",\"DATATIME\":\"" + datatime + "\"")
                + (curtime == null ? "" : ",\"CURTIME\":\"" + curtime + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // measured, reported; stands for, measured at
                "'2026,06,01,19,00,00', '2026,06,01,19,01,22', 2026-06-01T19:00:00Z, 2026-06-01T19:00:00Z",
                "'2026,06,01,03,12,09', '2026,06,01,19,01,22', 2026-06-01T03:12:09Z, 2026-06-01T03:12:09Z",
                "-, '2026,06,01,19,01,22', 2026-06-01T19:01:22Z, -",
                "-, -, 2026-06-01T19:01:30Z, -",
                "'', '', 2026-06-01T19:01:30Z, -",
                "nonsense, 'nan', 2026-06-01T19:01:30Z, -",
                "'2026,13,01,00,00,00', '2026,06,01,19,01,22', 2026-06-01T19:01:22Z, -",
                "'2026,02,30,00,00,00', '2026,06,01,19,01,22', 2026-06-01T19:01:22Z, -",
                // a clock of 1970 still tells the age
                "'1970,01,01,00,05,00', '1970,01,01,00,06,10', 2026-06-01T19:00:20Z, 2026-06-01T19:00:20Z",
                "'1970,01,01,00,05,00', -, 2026-06-01T19:01:30Z, -",
                "'1970,01,01,00,05,00', '2026,06,01,19,01,22', 2026-06-01T19:01:22Z, -",
                "'1970,01,01,00,07,00', '1970,01,01,00,06,10', 2026-06-01T19:01:30Z, -",
                // a clock in the future
                "'2106,02,07,06,20,00', '2106,02,07,06,21,00', 2026-06-01T19:00:30Z, 2026-06-01T19:00:30Z",
                "'2026,06,02,18,00,00', '2026,06,02,18,01,00', 2026-06-02T18:00:00Z, 2026-06-02T18:00:00Z",
                "'2026,06,02,19,02,00', '2026,06,02,19,03,00', 2026-06-01T19:00:30Z, 2026-06-01T19:00:30Z",
            })
    void readsWhenADeviceMeasured(String datatime, String curtime, Instant at, Instant measuredAt) throws Exception {
        Reading reading = Answers.inverter(times(datatime, curtime));
        assertThat(reading.at()).isEqualTo(at);
        assertThat(reading.measuredAt()).isEqualTo(measuredAt);
        assertThat(reading.polledAt()).isEqualTo(Answers.POLLED_AT);
    }

    @Test
    void saysThatTheClockIsLost() throws Exception {
        String inverter = "{\"SERIAL\":\"E1\",\"DEVICE_TYPE\":\"Inverter\",%s}";
        Snapshot snapshot = Answers.snapshot("{\"devices\":["
                + inverter.formatted(times("1970,01,01,00,05,00", "1970,01,01,00,06,10")) + ","
                + inverter.formatted(times("1970,01,01,00,05,01", "1970,01,01,00,06,11")) + "]}");
        assertThat(snapshot.remarkLine())
                .isEqualTo("the clock of the PVS shows 1970-01-01T00:06:10Z, our own is used instead");
    }

    @Test
    void takesATimeThatIsNotThereForNoClock() throws Exception {
        Snapshot snapshot = Answers.snapshot("{\"/sys/livedata/time\":\"NaN\",\"/sys/livedata/pv_p\":\"0.5\"}");
        assertThat(snapshot.remarks()).isEmpty();
        assertThat(new DeviceReader("home").read(snapshot.devices().get(0)).measuredAt())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'2026,06,01,19,00,05', 2026-06-01T19:00:05Z",
        "2026-06-01T19:00:05Z, 2026-06-01T19:00:05Z",
        "1780340405, 2026-06-01T19:00:05Z",
        "1780340405.0, 2026-06-01T19:00:05Z",
        "1780340405000, 2026-06-01T19:00:05Z",
        "' 1780340405 ', 2026-06-01T19:00:05Z",
    })
    void readsAllThreeSpellingsOfATime(String text, Instant expected) {
        assertThat(DeviceTimes.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "nan",
                "TBD",
                "yesTerday",
                "2026,06,01",
                "2026,02,30,00,00,00",
                "inf",
                "-1e300",
                "1e300x"
            })
    void givesNoTimeForWhatIsNone(String text) {
        assertThat(DeviceTimes.parse(text)).isNull();
    }

    @Test
    void tellsWhenAnAnswerOfUnknownMomentWasGiven() {
        AnswerReader reader = new AnswerReader();
        assertThat(reader.momentOf(Answers.answer(Answers.resource("legacy-day.json"))))
                .isEqualTo("2026-06-01T19:01:22Z");
        assertThat(reader.momentOf(Answers.answer(Answers.resource("varserver-day-obj.json"))))
                .isEqualTo("2026-06-01T19:01:16Z");
        assertThat(reader.momentOf(new RawAnswer("pvs1", null, 200, Answers.resource("legacy-2019-night.json"))))
                .isNotNull();
        assertThat(reader.momentOf(Answers.answer("<html>"))).isNull();
        assertThat(reader.momentOf(
                        Answers.answer("{\"devices\":[{\"SERIAL\":\"E1\",\"CURTIME\":\"1970,01,01,00,00,01\"}]}")))
                .isNull();
    }
}
