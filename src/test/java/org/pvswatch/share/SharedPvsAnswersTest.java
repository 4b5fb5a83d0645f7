package org.pvswatch.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvswatch.archive.RawAnswer;

/** What is kept of an answer, and how questions are answered from it. */
class SharedPvsAnswersTest {
    private static final Instant NOW = Instant.parse("2026-06-10T19:10:00Z");
    private static final String LIST =
            "{\n\t\"devices\":\t[{\"DEVICE_TYPE\":\"PVS\",\"SERIAL\":\"ZT01-pvs1\",\"SWVER\":\"2025.06, Build 61839\","
                    + "\"MODEL\":\"PV Supervisor PVS6\"}],\n\t\"result\":\t\"succeed\"\n}";
    private static final String BATTERY = "{\"ess_report\":{\"last_updated\":\"x\"}}";
    private static final String VARIABLES = "{\"/sys/info/model\":\"PVS6\",\"/sys/info/serialnum\":\"ZT02\"}\n"
            + "{\"/sys/devices/inverter/0/sn\":\"E1\",\"/sys/devices/inverter/1/sn\":{\"odd\":1}}";

    private final SharedPvs shared = new SharedPvs("8080", "roof, barn", 15, Clock.fixed(NOW, ZoneOffset.UTC));

    private void keep(String pvs, int status, String body, Instant at) {
        shared.keep(new RawAnswer(pvs, at, status, body));
    }

    private Served get(String path, String query) throws Exception {
        return shared.answer("GET", path, query);
    }

    @Test
    void aDeviceListIsServedAsItCame() throws Exception {
        keep("roof", 200, LIST + "\n" + BATTERY, NOW.minusSeconds(30));
        assertThat(get("/cgi-bin/dl_cgi", "Command=DeviceList").body()).isEqualTo(LIST);
        assertThat(get("/cgi-bin/dl_cgi/devices/list", null).body()).isEqualTo(LIST);
        assertThat(get("/cgi-bin/dl_cgi/energy-storage-system/status", null).body())
                .isEqualTo(BATTERY);
        assertThat(get("/cgi-bin/dl_cgi/supervisor/info", null).body())
                .isEqualTo("{\"result\":\"succeed\",\"supervisor\":{\"MODEL\":\"PVS6\",\"SERIAL\":\"ZT01-pvs1\","
                        + "\"SWVER\":\"2025.06, Build 61839\"}}");
        assertThat(get("/vars", "match=/").status()).isEqualTo(404);
        assertThat(get("/barn/cgi-bin/dl_cgi", "Command=DeviceList"))
                .satisfies(none -> assertThat(none.status()).isEqualTo(503))
                .satisfies(none -> assertThat(none.body()).contains("barn has not answered"));
    }

    @Test
    void whatIsNoWholeGoodAnswerAgesTheLastOne() throws Exception {
        keep("roof", 200, LIST, NOW.minusSeconds(600));
        keep("roof", 403, "{ \"status\":403 }", NOW.minusSeconds(300));
        keep("roof", 503, LIST, NOW.minusSeconds(250));
        keep("roof", 200, LIST.substring(0, 40), NOW.minusSeconds(200));
        keep("roof", 200, "<html></html>", NOW.minusSeconds(100));
        keep("roof", 0, "", NOW.minusSeconds(50));
        keep("roof", 200, "{\"/sys/info/model\":\"PVS6\"}", NOW.minusSeconds(40));
        keep("weather", 200, LIST, NOW);
        assertThat(get("/cgi-bin/dl_cgi", "Command=DeviceList").headers()).containsEntry("Age", "600");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=/sys/info/model&fmt=obj|200|{\"/sys/info/model\":\"PVS6\"}",
                "name=/sys/info/model|200|{\"values\":[{\"name\":\"/sys/info/model\",\"value\":\"PVS6\"}],\"count\":1}",
                "match=/inverter/&fmt=OBJ|200|{\"/sys/devices/inverter/0/sn\":\"E1\",\"/sys/devices/inverter/1/sn\":{\"odd\":1}}",
                "name=/sys/info/model,/sys/info/serialnum&fmt=o|200|{\"/sys/info/model\":\"PVS6\",\"/sys/info/serialnum\":\"ZT02\"}",
                "match=%2Finverter%2F|400|Bad request",
                "name=/sys/info/nothing|400|0x0100",
                "match=|400|Bad request",
                "match=/sys/&fmt=xml|400|0x0020",
                "cache=unknown|400|Bad request",
                "name=/sys/info/model&set=/a=1|403|Read only",
                "''|400|Bad request",
            })
    void variablesAreAnsweredAsAPvsDoes(String query, int status, String body) throws Exception {
        keep("roof", 200, VARIABLES, NOW);
        assertThat(get("/vars", query))
                .satisfies(told -> assertThat(told.status()).isEqualTo(status))
                .satisfies(told -> assertThat(told.body()).contains(body));
        assertThat(get("/roof/vars", query).status()).isEqualTo(status);
    }
}
