package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenAnswerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "legacy-day.json",
                "legacy-2019-night.json",
                "varserver-day-obj.json",
                "varserver-day-list.json",
                "varserver-early-layout.json"
            })
    void keepsWholeDevicesOnlyWhereverTheAnswerBreaksOff(String name) throws Exception {
        String whole = Answers.resource(name).stripTrailing();
        Map<String, Reading> expected =
                Answers.readings(whole).stream().collect(Collectors.toMap(Reading::device, Function.identity()));
        int most = 0;
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            List<Reading> kept;
            try {
                kept = Answers.readings(cut);
            } catch (UnreadableAnswerException e) {
                assertThat(most)
                        .as("devices already whole before character %d", length)
                        .isZero();
                continue;
            }
            for (Reading reading : kept) {
                assertThat(exceptClock(reading))
                        .as("device kept of %d characters", length)
                        .isEqualTo(exceptClock(expected.get(reading.device())));
            }
            assertThat(kept.size()).isGreaterThanOrEqualTo(most);
            most = kept.size();
        }
        assertThat(most).isGreaterThanOrEqualTo(expected.size() - 1);
    }

    /** The clock of a varserver is told by its live data, for all. */
    private static String exceptClock(Reading reading) {
        return reading.toString().replaceFirst("reportedAt=[^,]+", "");
    }

    @Test
    void keepsWholeDevicesOnlyWhenVarserverPrintsNumbersBare() throws Exception {
        String whole = """
                {"/sys/livedata/time":1780340470,"/sys/livedata/pv_p":12.25,"/sys/livedata/pv_en":12345.25,
                "/sys/devices/inverter/0/sn":"E00209900000101","/sys/devices/inverter/0/p3phsumKw":0.295,
                "/sys/devices/inverter/1/sn":"E00209900000102","/sys/devices/inverter/1/p3phsumKw":0.305}""";
        Map<String, Reading> expected =
                Answers.readings(whole).stream().collect(Collectors.toMap(Reading::device, Function.identity()));
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            Throwable problem = catchThrowable(() -> Answers.snapshot(cut));
            if (problem == null) {
                assertThat(expected.values().stream().map(BrokenAnswerTest::exceptClock))
                        .containsAll(Answers.readings(cut).stream()
                                .map(BrokenAnswerTest::exceptClock)
                                .toList());
            } else {
                assertThat(problem).isInstanceOf(UnreadableAnswerException.class);
            }
        }
    }

    @Test
    void saysWhereAnAnswerBreaksOff() throws Exception {
        String whole = Answers.resource("legacy-day.json");
        String cut = whole.substring(0, whole.indexOf("E00209900000102"));
        Snapshot snapshot = Answers.snapshot(cut);
        assertThat(snapshot.devices()).hasSize(4);
        assertThat(snapshot.remarkLine())
                .matches("the answer breaks off after \\d+ characters, .* came whole are kept");
        assertThat(Answers.snapshot(whole).remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|200|the answer is empty",
                "`  \n`|200|the answer is empty",
                "``|503|no device in the answer: HTTP 503",
                "<html><body><h1>503 Service Unavailable</h1>|503|is not the JSON it should be (HTTP 503), it begins"
                        + " '<html><body><h1>503",
                "[]|200|its device list is empty",
                "{}|200|holds no device",
                "{\"devices\":[],\"result\":\"succeed\"}|200|its device list is empty",
                "{\"values\":[],\"count\":0}|200|its variable list is empty",
                "{\"result\":\"succeed\"}|200|holds no device",
                "{\"result\":\"error\",\"devices\":[{\"SERIAL\":\"E1\"}]}|200|result 'error'",
                "{\"result\":\"fail\"}|200|result 'fail'",
                "{\"result\":\"unknown command\"}|200|result 'unknown command'",
                "{ \"status\":403, \"error\" : \"Unauthorized\", \"path\":\"\" }|403|HTTP 403; the PVS says 403"
                        + " Unauthorized",
                "{\"status\": 400, \"description\" : \"Bad request\", \"errorcode\" : \"0x0100\"}|400|the PVS says 400"
                        + " Bad request",
                "{\"session\":\"(removed)\"}|200|holds no device",
                "null|200|holds no device",
                "42|200|holds no device",
                "\"hello\"|200|holds no device",
                "nonsense|200|is not the JSON",
                "{\"devices\":{}}|200|holds no device",
                "{\"devices\":null,\"result\":null}|200|",
                "{\"values\":\"\"}|200|holds no device",
            })
    void saysWhatCameInsteadOfDevices(String body, int status, String said) {
        String expected = said == null ? "" : said;
        assertThatThrownBy(() -> new AnswerReader().read(Answers.answer(body, status)))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessageContaining(expected)
                .message()
                .hasSizeLessThan(250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"/sys/devices//0/sn\":\"E1\"}",
                "{\"/sys/devices/12//data\":\"{}\"}",
                "{\"/sys/devices///\":\"x\"}",
                "{\"/sys/devices/inverter/0\":\"x\"}",
                "{\"/\":\"x\"}",
                "{\"values\":[1,null,[],\"x\",{},{\"name\":\"/a\"},{\"value\":\"b\"}]}",
                "{\"devices\":[1,null,[],\"x\",{}]}",
                "{\"/sys/devices/1/inverter/data\":\"{\\\"sn\\\":\"}",
                "{\"/sys/devices/1/inverter/data\":[]}",
            })
    void survivesNamesAndShapesThatNobodyExpects(String body) {
        Throwable problem = catchThrowable(() -> Answers.readings(body));
        assertThat(problem == null || problem instanceof UnreadableAnswerException)
                .as("%s", problem)
                .isTrue();
    }

    @Test
    void survivesDeepNesting() {
        for (int depth : new int[] {4, 900, 5_000, 100_000}) {
            for (String body : List.of(
                    "[".repeat(depth),
                    "{\"a\":".repeat(depth),
                    "{\"devices\":[".repeat(depth),
                    "{\"values\":[" + "[".repeat(depth) + "]".repeat(depth) + "]}")) {
                Throwable problem = catchThrowable(() -> Answers.readings(body));
                assertThat(problem == null || problem instanceof UnreadableAnswerException)
                        .as("%s", problem)
                        .isTrue();
            }
        }
    }

    @Test
    void readsAnAnswerThatIsWrappedAFewTimes() throws Exception {
        String list = Answers.resource("legacy-day.json");
        assertThat(Answers.snapshot("{\"saved\":{\"response\":" + list + "}}").devices())
                .hasSize(5);
    }

    @Test
    void readsABareListOfDevices() throws Exception {
        assertThat(Answers.readings("[{\"SERIAL\":\"E00209900000101\",\"DEVICE_TYPE\":\"Inverter\"}]"))
                .singleElement()
                .extracting(Reading::kind)
                .isEqualTo(DeviceKind.INVERTER);
    }

    @Test
    void readsPastAByteOrderMarkAndUnescapedText() throws Exception {
        assertThat(Answers.readings("\uFEFF" + Answers.resource("legacy-day.json")))
                .hasSize(5);
        var readings = Answers.readings(
                "{\"/sys/info/serialnum\":\"ZT209985000549A0042\",\"/sys/info/model\":\"PVS6\\q\tx\"}");
        assertThat(readings).hasSize(1);
    }

    @Test
    void readsSeveralDocumentsOneAfterAnother() throws Exception {
        Snapshot snapshot = Answers.snapshot("""
                {"/sys/info/serialnum":"ZT209985000549A0042","/sys/info/model":"PVS6"}
                {"status": 400, "description" : "Bad request", "errorcode" : "0x0100"}
                {"/sys/devices/inverter/0/sn":"E00209900000101","/sys/devices/inverter/0/p3phsumKw":"0.3"}
                """);
        assertThat(snapshot.devices())
                .extracting(DeviceRecord::kind)
                .containsExactly(DeviceKind.SUPERVISOR, DeviceKind.INVERTER);
        assertThat(snapshot.remarkLine()).as("there is none of that here").isEmpty();
    }

    @Test
    void keepsEveryDeviceOfAWholeDocumentBeforeABrokenOne() throws Exception {
        Snapshot snapshot = Answers.snapshot("""
                {"/sys/devices/inverter/0/sn":"E00209900000101","/sys/devices/inverter/1/sn":"E00209900000102"}
                <html><body>502 Bad Gateway</body></html>""");
        assertThat(snapshot.devices())
                .extracting(DeviceRecord::serial)
                .containsExactly("E00209900000101", "E00209900000102");
        assertThat(snapshot.remarkLine()).contains("breaks off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>\n<body>502 Bad Gateway</body>\n</html>",
                "{\"/sys/livedata/time\":\"1780340470\",\"/sys/livedata/pv_p\":\"0.5",
                "{\"/sys/livedata/time\":\"1780340470\",\"/sys/livedata/pv_p\":0",
                "{\"/sys/livedata/time\":\"1780340470\",\"/sys/live",
                "{\"/sys/livedata/time\":\"1780340470\",",
            })
    void readsOnAfterADocumentThatBrokeOff(String broken) throws Exception {
        Snapshot snapshot = Answers.snapshot("""
                {"/sys/info/serialnum":"ZT209985000549A0042","/sys/info/model":"PVS6"}
                %s
                {"/sys/devices/inverter/0/sn":"E00209900000101","/sys/devices/inverter/1/sn":"E00209900000102"}""".formatted(broken));
        assertThat(snapshot.devices())
                .extracting(DeviceRecord::serial)
                .containsExactly("ZT209985000549A0042", "E00209900000101", "E00209900000102");
        assertThat(snapshot.remarkLine()).contains("breaks off");
    }

    @Test
    void takesDevicesOutOfAnAnswerWithABadStatusAndSaysSo() throws Exception {
        Snapshot snapshot = new AnswerReader().read(Answers.answer(Answers.resource("legacy-day.json"), 503));
        assertThat(snapshot.devices()).hasSize(5);
        assertThat(snapshot.remarkLine()).isEqualTo("HTTP 503");
    }

    @Test
    void quotesNoSerialOfASupervisor() {
        assertThatThrownBy(() -> Answers.snapshot("oops ZT209985000549A0042 is not well"))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessageContaining("ZT20...")
                .message()
                .doesNotContain("A0042");
    }

    @Test
    void saysEachRemarkOnceAndOfVeryManyOnlyTheFirst() throws Exception {
        assertThatThrownBy(() -> Answers.snapshot("{\"result\":\"fail\"}\n".repeat(50)))
                .hasMessage("no device in the answer: the PVS says result 'fail'");
        StringBuilder twins = new StringBuilder("{\"devices\":[");
        for (int i = 0; i < 60; i++) {
            twins.append("{\"SERIAL\":\"E%d\"},".formatted(i / 2));
        }
        Snapshot snapshot = Answers.snapshot(twins + "{}]}");
        assertThat(snapshot.remarks()).hasSize(30);
        assertThat(snapshot.remarkLine()).hasSizeLessThan(450).endsWith(" more");
    }

    @Test
    void takesAnAgeThatNoDeviceCanHaveForNone() throws Exception {
        for (String shown : List.of("-31557014167219200", "-99999999999", "-1000000000")) {
            Reading reading = Answers.inverter("\"CURTIME\":\"1970,01,01,00,10,00\",\"DATATIME\":\"" + shown + "\"");
            assertThat(reading.measuredAt()).isNull();
            assertThat(reading.at()).isEqualTo(Answers.POLLED_AT);
        }
    }

    @Test
    void readsNoMoreOfAFloodThanAnAnswerCanHold() throws Exception {
        Snapshot snapshot = Answers.snapshot("{\"devices\":[" + "1,".repeat(1_000_000));
        assertThat(snapshot.devices()).hasSize(1_000);
        assertThat(snapshot.remarkLine()).contains("breaks off");
        for (String drop : List.of("{}\n", "\n{", "[]\n")) {
            assertThatThrownBy(() -> Answers.snapshot(drop.repeat(1_000_000)))
                    .isInstanceOf(UnreadableAnswerException.class);
        }
        String list = Answers.resource("legacy-day.json");
        assertThat(Answers.snapshot((list + "\n").repeat(3)).devices()).hasSize(5);
    }
}
