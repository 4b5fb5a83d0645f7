package org.pvswatch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site.zone|America/Los_Angeles",
                "site.zone|UTC",
                "site.latitude|-90",
                "site.latitude|37.7749",
                "site.longitude|180",
                "site.longitude|-122.4194",
                "site.id|home",
                "site.id|a-2-b",
                "site.tilt-degrees|0",
                "site.azimuth-degrees|360",
                "site.groups|south: E001 E002; west: E003",
                "site.circuits|A: E001, E002;",
                "pvs.url|http://192.168.1.20",
                "pvs.url|https://pvs.local:8443",
                "pvs.url|http://proxy/pvs",
                "pvs.url|192.168.1.20",
                "pvs.url|pvs.local:8443",
                "pvs.url|http://a, https://b:8443",
                "pvs.id|roof,barn",
                "pvs.api|auto",
                "pvs.accept-certificate|''",
                "pvs.api|legacy",
                "pvs.api|varserver",
                "pvs.id|pvs1",
                "pvs.poll-cron|20 0/5 * * * ?",
                "pvs.poll-cron|20 0/5 6-21 * * ? 2026",
                "pvs.connect-timeout-ms|100",
                "pvs.response-timeout-ms|600000",
                "archive.pack-cron|0 43 2 * * ?",
                "weather.url|https://api.open-meteo.com/v1/forecast",
                "weather.poll-cron|0 7 * * * ?",
                "weather.connect-timeout-ms|10000",
                "weather.response-timeout-ms|30000",
                "weather.valid-hours|1",
                "weather.valid-hours|240",
                "reading.stale-minutes|15",
                "reading.stale-minutes|180",
                "inverter.rated-kw|0.384",
                "mail.host|''",
                "mail.host|smtp.gmail.com",
                "mail.port|465",
                "mail.security|none",
                "mail.user|me@x.example",
                "mail.from|me+pv@x.example",
                "mail.to|me@x.example, you@x.example",
                "history.url|''",
                "history.url|jdbc:postgresql://database/pvswatch",
                "history.url|jdbc:postgresql://[::1]:5432/a-b?sslmode=require&options=-c%20x=1",
                "history.user|pvs-watch",
                "history.password-file|/run/secrets/history/password",
                "poll.sinks|direct:close-day",
                "poll.sinks|direct:close-day, seda:sink-2 ,direct:x",
                "poll.sinks|''",
                "reading.feeds|seda:feed",
                "routes.own|/etc/pvs-watch/routes",
                "routes.off|sink-csv, pack-nightly",
                "report.cron|0 30 7 2 * ?",
                "report.catch-up-months|24",
                "heartbeat.url|''",
                "heartbeat.url|https://hc-ping.com/5b1f?create=1",
                "heartbeat.minutes|60",
                "outlet.timeout-ms|5000",
                "alert.ntfy.topic|my_house-1",
                "alert.ntfy.url|https://ntfy.sh",
                "alert.telegram.chat|-100123",
                "alert.telegram.chat|@my_house",
                "alert.pushover.user|uQiRzpo4DXghDmr9QzzfQu27cmVRsG",
                "alert.webhook.url|http://127.0.0.1:1880/solar?key=1",
                "sheets.spreadsheet-id|''",
                "sheets.spreadsheet-id|1AbC_d-Ef",
                "sheets.spreadsheet-id|https://docs.google.com/spreadsheets/d/1AbC_d-Ef/edit?gid=0#gid=0",
                "sheets.spreadsheet-id|https://docs.google.com/spreadsheets/u/1/d/1AbC_d-Ef/edit",
                "sheets.key-file|config/google-key.json",
                "sheets.minutes|60",
                "sheets.overview|true",
                "sheets.pause-ms|0",
                "sheets.root-url|https://sheets.googleapis.com",
                "camel.main.anything|whatever",
            })
    void acceptsGoodValues(String key, String value) {
        assertThat(SettingRules.mend(key, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site.zone|''|America/Los_Angeles",
                "site.zone|Los Angeles|America/Los_Angeles",
                "site.latitude|''|a number from -90 to 90, degrees north",
                "site.latitude|90.01|a number from -90 to 90",
                "site.latitude|NaN|a number",
                "site.latitude|37,5|a number",
                "site.latitude|37.5N|a number",
                "site.latitude|37.5d|a number",
                "site.latitude|0x1p3|a number",
                "site.longitude|-180.1|west is negative",
                "site.id|Home|lower-case",
                "site.id|1home|a letter first",
                "site.id|a_b|lower-case",
                "site.id|''|1 to 40",
                "site.id|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|1 to 40",
                "site.tilt-degrees|91|0 to 90",
                "site.azimuth-degrees|-1|0 to 360",
                "site.groups|E001 E002|a colon",
                "site.circuits|A: E001 B: E002|a semicolon",
                "pvs.url|ftp://pvs|write an address",
                "pvs.url|http://pvs/|without a slash",
                "pvs.url|http://pvs?a=b|query",
                "pvs.url|http://pvs#a|write an address",
                "pvs.url|http://me:secret@pvs|a user",
                "pvs.url|http://|write an address",
                "pvs.url|http://pvs:99999|write an address",
                "pvs.url|http://my pvs|write an address",
                "pvs.url|http://a,|write an address",
                "pvs.api|Legacy|auto, legacy, varserver",
                "pvs.id|../etc|lower-case",
                "pvs.id|weather|another name",
                "pvs.id|pvs1,PVS2|lower-case",
                "pvs.jitter-ms|-1|0 to 240000",
                "pvs.night-minutes|721|0 to 720, minutes",
                "pvs.accept-certificate|yes|64 hexadecimal digits",
                "sheets.spreadsheet-id|https://drive.google.com/file/1|from the browser",
                "sheets.spreadsheet-id|my sheet|from the browser",
                "sheets.minutes|0|1 to 1440, minutes",
                "sheets.overview|yes|true, false",
                "sheets.pause-ms|-1|milliseconds",
                "sheets.root-url|https://sheets.googleapis.com/|without a slash",
                "archive.serials|none|masked, whole",
                "history.url|jdbc:sqlite:/tmp/history.db|leave it empty",
                "history.url|jdbc:postgresql:pvswatch|jdbc:postgresql://host:port/database",
                "history.url|jdbc:postgresql://database/|jdbc:postgresql://host:port/database",
                "history.url|jdbc:postgresql://me:secret@database/a|without a user",
                "history.url|jdbc:postgresql://database/a?user=me|without a user",
                "history.url|jdbc:postgresql://database/a?ssl=true&PASSWORD=secret|without a user",
                "history.user|''|PostgreSQL user",
                "pvs.poll-cron|*/5 * * * *|Quartz cron",
                "pvs.poll-cron|''|Quartz cron",
                "pvs.connect-timeout-ms|99|100 to 600000",
                "pvs.connect-timeout-ms|10s|whole number",
                "pvs.limit-ms|600001|milliseconds",
                "pvs.device-list-limit-ms|1.5|whole number",
                "weather.url|api.open-meteo.com|http://",
                "weather.poll-cron|hourly|Quartz cron",
                "weather.connect-timeout-ms|-1|whole number",
                "weather.response-timeout-ms|''|whole number",
                "disk.reserve-mb|-1|whole number",
                "weather.valid-hours|0|1 to 240, hours",
                "reading.stale-minutes|14|15 to 1440, minutes",
                "inverter.rated-kw|-1|0 to 100, kilowatts",
                "mail.host|smtp.example.org:587|the port has its own key",
                "mail.host|smtp://smtp.example.org|the name of the server alone",
                "mail.port|0|a port",
                "mail.security|ssl|starttls, tls, none",
                "mail.from|PVS <me@x.example>|mail addresses alone",
                "mail.to|me@x.example;you@x.example|separated by commas",
                "mail.to|me|such as me@example.org",
                "mail.timeout-ms|5|milliseconds",
                "heartbeat.url|hc-ping.com/5b1f|https://",
                "heartbeat.url|https://|https://",
                "heartbeat.minutes|0|from 1 to 1440",
                "outlet.timeout-ms|50|from 100",
                "alert.ntfy.topic|https://ntfy.sh/mine|the topic alone",
                "alert.ntfy.url|https://ntfy.sh/|without a slash",
                "alert.ntfy.url|''|https://",
                "alert.telegram.chat|Me|the number",
                "alert.telegram.url|api.telegram.org|https://",
                "alert.pushover.user|me@x.example|user key",
                "alert.pushover.url|ftp://x|https://",
                "alert.webhook.url|localhost:1880|https://",
                "poll.sinks|close-day|direct:... or seda:...",
                "poll.sinks|direct:a,|separated by commas",
                "poll.sinks|http://evil|direct:",
                "poll.sinks|direct:a?b=c|direct:",
                "reading.feeds|seda:|direct:",
                "routes.off|archive-raw|the watch can live without these only: ask-weather, close-day",
                "report.cron|monthly|a Quartz cron",
                "report.catch-up-months|0|a whole number from 1 to 24, months",
            })
    void saysWhatToWriteInsteadOfBadValues(String key, String value, String mend) {
        assertThat(SettingRules.mend(key, value)).get().asString().contains(mend);
    }

    @Test
    void coverEveryShippedKeyThatIsNotCamels() {
        assertThat(SettingRules.keys())
                .isEqualTo(Settings.shipped().keySet().stream()
                        .filter(key -> !key.startsWith("camel."))
                        .collect(Collectors.toSet()));
    }

    @Test
    void agreeWithEveryShippedDefaultThatIsSet() {
        assertThat(Settings.shipped()).allSatisfy((key, value) -> assertThat(
                        List.of("site.zone", "site.latitude", "site.longitude").contains(key)
                                || SettingRules.mend(key, value).isEmpty())
                .as(key)
                .isTrue());
    }

    @Test
    void shippedKeysAreEachDocumentedInWholeSentences() throws Exception {
        String text =
                new String(Settings.class.getResourceAsStream(Settings.FILE).readAllBytes(), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        for (String key : SettingRules.keys()) {
            int line = lines.indexOf(lines.stream()
                    .filter(each -> each.startsWith(key + "="))
                    .findFirst()
                    .orElseThrow());
            assertThat(lines.get(line - 1)).as(key).matches("# [A-Z].*\\.");
        }
        assertThat(lines).allMatch(line -> line.length() <= 140);
    }

    @Test
    void shippedDefaultsAreTheseAndChangeOnlyOnPurpose() {
        Map<String, String> shipped = Settings.shipped().entrySet().stream()
                .filter(entry ->
                        !entry.getKey().matches("(fault|letter|tariff)\\..*")) // see FaultRulesTest, LetterRulesTest
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(shipped)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("sheets.spreadsheet-id", ""),
                        Map.entry("sheets.key-file", ""),
                        Map.entry("sheets.minutes", "60"),
                        Map.entry("sheets.overview", "false"),
                        Map.entry("sheets.pause-ms", "1100"),
                        Map.entry("sheets.root-url", "https://sheets.googleapis.com"),
                        Map.entry("disk.reserve-mb", "50"),
                        Map.entry("report.cron", "0 0 8 1 * ?"),
                        Map.entry("report.catch-up-months", "3"),
                        Map.entry("report.workbook", "false"),
                        Map.entry("site.zone", ""),
                        Map.entry("site.latitude", ""),
                        Map.entry("site.longitude", ""),
                        Map.entry("site.id", "home"),
                        Map.entry("site.tilt-degrees", "20"),
                        Map.entry("site.azimuth-degrees", "180"),
                        Map.entry("site.groups", ""),
                        Map.entry("site.circuits", ""),
                        Map.entry("pvs.url", "http://172.27.153.1"),
                        Map.entry("pvs.api", "auto"),
                        Map.entry("pvs.id", "pvs1"),
                        Map.entry("pvs.poll-cron", "20 0/5 * * * ?"),
                        Map.entry("pvs.connect-timeout-ms", "10000"),
                        Map.entry("pvs.jitter-ms", "10000"),
                        Map.entry("pvs.night-minutes", "0"),
                        Map.entry("pvs.search-after", "3"),
                        Map.entry("pvs.limit-ms", "15000"),
                        Map.entry("pvs.device-list-limit-ms", "120000"),
                        Map.entry("pvs.accept-certificate", ""),
                        Map.entry("archive.serials", "masked"),
                        Map.entry("archive.pack-cron", "0 43 2 * * ?"),
                        Map.entry("place.url", "https://geocoding-api.open-meteo.com/v1/search"),
                        Map.entry("weather.url", "https://api.open-meteo.com/v1/forecast"),
                        Map.entry("weather.poll-cron", "0 7 * * * ?"),
                        Map.entry("weather.connect-timeout-ms", "10000"),
                        Map.entry("weather.response-timeout-ms", "30000"),
                        Map.entry("weather.valid-hours", "24"),
                        Map.entry("reading.stale-minutes", "15"),
                        Map.entry("inverter.rated-kw", "0.4"),
                        Map.entry("history.url", ""),
                        Map.entry("history.user", "pvswatch"),
                        Map.entry("history.password-file", ""),
                        Map.entry(
                                "poll.sinks",
                                "direct:close-day,direct:judge-faults,direct:sink-alert,direct:sink-csv,direct:send-mail,"
                                        + "direct:tell-outlets,direct:sink-sheets"),
                        Map.entry("mail.host", ""),
                        Map.entry("mail.port", "587"),
                        Map.entry("mail.security", "starttls"),
                        Map.entry("mail.user", ""),
                        Map.entry("mail.password-file", ""),
                        Map.entry("mail.from", ""),
                        Map.entry("mail.to", ""),
                        Map.entry("mail.timeout-ms", "30000"),
                        Map.entry("mail.ca-file", ""),
                        Map.entry("heartbeat.url", ""),
                        Map.entry("heartbeat.minutes", "15"),
                        Map.entry("alert.ntfy.topic", ""),
                        Map.entry("alert.ntfy.url", "https://ntfy.sh"),
                        Map.entry("alert.ntfy.token-file", ""),
                        Map.entry("alert.telegram.chat", ""),
                        Map.entry("alert.telegram.url", "https://api.telegram.org"),
                        Map.entry("alert.telegram.token-file", ""),
                        Map.entry("alert.pushover.user", ""),
                        Map.entry("alert.pushover.url", "https://api.pushover.net"),
                        Map.entry("alert.pushover.token-file", ""),
                        Map.entry("alert.webhook.url", ""),
                        Map.entry("alert.webhook.secret-file", ""),
                        Map.entry("outlet.timeout-ms", "10000"),
                        Map.entry("sinks.cron", "0 37 * * * ?"),
                        Map.entry("reading.feeds", ""),
                        Map.entry("routes.own", "{{config.dir}}/routes"),
                        Map.entry("routes.off", ""),
                        Map.entry(
                                "camel.component.quartz.properties[org.quartz.threadPool.class]",
                                "org.pvswatch.pipeline.SleepingThreadPool"),
                        Map.entry("camel.component.quartz.properties[org.quartz.threadPool.threadCount]", "2"),
                        Map.entry("camel.component.quartz.properties[org.quartz.scheduler.skipUpdateCheck]", "true"),
                        Map.entry("camel.component.http.httpClientConfigurer", "#bean:httpHabits"),
                        Map.entry("camel.component.https.httpClientConfigurer", "#bean:httpHabits"),
                        Map.entry("camel.component.https.connectionTimeToLive", "30000"),
                        Map.entry("camel.main.shutdownTimeout", "20")));
    }
}
