package org.pvswatch.find;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisorInfoTest {
    private static final String SERIAL = "ZT210785000549A1234";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025.06, Build 61839 | 61839",
                "2019.5, Build 4150 | 4150",
                "2025.06, build  61839 | 61839",
                "2025.09.04.61845 | 61845",
                "0.0.25.5408 | 5408",
                "61839 | 61839",
                "' 61839 ' | 61839",
                "2025.06 | ",
                "2025.09.04.beta | ",
                "Build | ",
                "99999999999999 | ",
                "'' | "
            })
    void readsTheBuildOfEveryFormat(String firmware, Integer build) {
        assertThat(SupervisorInfo.buildOf(firmware)).isEqualTo(build);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"SWVER\":\"2025.06, Build 61839\",\"MODEL\":\"PVS6\",\"BUILD\":61839 | 61839 | false",
                "\"SWVER\":\"2025.06, Build 61840\",\"MODEL\":\"PVS6\",\"BUILD\":\"61840\" | 61840 | true",
                "\"SWVER\":\"2025.09.04.61845\",\"MODEL\":\"PVS6\" | 61845 | true",
                "\"SWVER\":\"2025.09, Build 61845\",\"MODEL\":\"PVS6\",\"BUILD\":null | 61845 | true",
                "\"SWVER\":\"2020.1, Build 3008\",\"MODEL\":\"PVS5\",\"FWVER\":\"0.0.0\" | 3008 | false",
                "\"SWVER\":\"0.0.25.5408\",\"MODEL\":\"PVS5\" | 5408 | true",
                "\"SWVER\":\"0.0.25.5407\",\"MODEL\":\"PVS5\" | 5407 | false",
                "\"SWVER\":\"2025.11, Build 5412\",\"MODEL\":\"PV Supervisor PVS5\" | 5412 | true",
                "\"SWVER\":\"2025.11, Build 5412\",\"MODEL\":\"PVS6\" | 5412 | false",
                "\"SWVER\":\"2025.09, Build 61845\" | 61845 | true",
                "\"MODEL\":\"PVS6\",\"BUILD\":61846 | 61846 | true",
                "\"MODEL\":\"PVS6\",\"BUILD\":[61846],\"SWVER\":{} |  | false",
                "\"MODEL\":\"PVS6\" |  | false"
            })
    void knowsByModelAndBuildWhoLogsIn(String members, Integer build, boolean login) {
        SupervisorInfo info = SupervisorInfo.of(answer(members)).orElseThrow();
        assertThat(info.build()).isEqualTo(build);
        assertThat(info.expectsLogin()).isEqualTo(login);
    }

    @Test
    void readsWhoItIs() {
        String answer = answer("\"SWVER\":\"2025.06, Build 61839\",\"MODEL\":\"PVS6\",\"BUILD\":61839");
        assertThat(SupervisorInfo.of(answer))
                .contains(new SupervisorInfo(SERIAL, "PVS6", "2025.06, Build 61839", 61839));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>hello</body></html>",
                "{}",
                "[]",
                "null",
                "42",
                "{\"supervisor\":\"ZT210785000549A1234\"}",
                "{\"supervisor\":{\"SERIAL\":\"\"}}",
                "{\"supervisor\":{\"SERIAL\":null}}",
                "{\"supervisor\":{\"SERIAL\":{\"a\":1}}}",
                "{\"result\":\"fail\",\"supervisor\":{\"SERIAL\":\"ZT210785000549A1234\"}}",
                "{\"result\":\"succeed\",\"supervisor\":{\"SERIAL\":\"ZT2107"
            })
    void whatDoesNotSayWhoItIsIsNoPvs(String answer) {
        assertThat(SupervisorInfo.of(answer)).isEmpty();
    }

    @Test
    void nobodyIsFoundInDeepNesting() {
        assertThat(SupervisorInfo.of("{\"supervisor\":".repeat(100_000))).isEmpty();
    }

    @Test
    void noTextShowsThePassword() {
        SupervisorInfo info = SupervisorInfo.of(answer("\"MODEL\":\"PVS6\",\"SWVER\":\"\u001b[2Jx " + SERIAL + "\""))
                .orElseThrow();
        FoundPvs found = new FoundPvs(
                java.net.URI.create("https://192.0.2.7"),
                info.serial(),
                info.model(),
                info.firmware(),
                null,
                null,
                java.util.List.of());
        assertThat(info.shownSerial()).isEqualTo("ZT210785000549*****");
        assertThat(new SupervisorInfo("abc", "", "", null).shownSerial()).isEqualTo("*****");
        assertThat(info.toString() + found).contains("PVS6 ZT210785000549*****").doesNotContain("A1234");
    }

    private static String answer(String members) {
        return "{\"result\":\"succeed\",\"supervisor\":{\"SERIAL\":\"" + SERIAL + "\"," + members + "}}";
    }
}
