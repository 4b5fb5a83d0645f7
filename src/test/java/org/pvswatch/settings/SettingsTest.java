package org.pvswatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String GOOD = "site.zone=America/Los_Angeles\nsite.latitude=37.5\nsite.longitude=-122.1\n";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve(Settings.FILE);
    }

    private Settings load(String text) throws IOException, SettingsException {
        return load(text, Map.of(), Map.of());
    }

    private Settings load(String text, Map<String, String> environment, Map<String, String> given)
            throws IOException, SettingsException {
        Files.writeString(file(), text);
        return Settings.load(folder, environment, given);
    }

    private List<String> problems(String text) {
        return catchThrowableOfType(SettingsException.class, () -> load(text)).problems();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:secret@database/a",
                "jdbc:postgresql://database/a?password=secret",
                "jdbc:postgresql://database/a?ssl=true&user=me&Password=secret&a=b"
            })
    void aPasswordInTheAddressOfTheDatabaseIsNotShown(String url) {
        assertThatThrownBy(() -> load(GOOD, Map.of("HISTORY_URL", url), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("'history.url' is 'jdbc:postgresql://")
                .hasMessageContaining("without a user or password")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void aPasswordInAnAddressIsNotShown() {
        assertThatThrownBy(() -> Settings.load(
                        Path.of("config"), Map.of("PVS_URL", "http://me:secret@pvs"), Map.of("site.zone", "UTC")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("'pvs.url' is 'http://...@pvs'")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void theShippedFileIsTheReferenceInsideTheProgram() throws IOException {
        try (InputStream reference = Settings.class.getResourceAsStream("application.properties")) {
            assertThat(Path.of("config/application.properties")).hasBinaryContent(reference.readAllBytes());
        }
    }

    @Test
    void takeTheShippedDefaultWhereTheFileSaysNothing() throws Exception {
        Settings settings = load(GOOD);
        assertThat(settings.get("pvs.url")).isEqualTo("http://172.27.153.1");
        assertThat(settings.get("site.latitude")).isEqualTo("37.5");
        assertThat(settings.get("reading.feeds")).isEmpty();
        assertThat(settings.zone()).isEqualTo(ZoneId.of("America/Los_Angeles"));
        assertThat(settings.all()).containsAllEntriesOf(Map.of("pvs.id", "pvs1", "site.longitude", "-122.1"));
    }

    @Test
    void readTheShippedFileItself() throws Exception {
        String shipped =
                new String(Settings.class.getResourceAsStream(Settings.FILE).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(problems(shipped))
                .satisfiesExactly(
                        zone -> assertThat(zone).matches(".*:\\d+: 'site.zone' is not set; write an IANA zone .*"),
                        latitude ->
                                assertThat(latitude).contains("'site.latitude' is not set; write a number from -90"),
                        longitude -> assertThat(longitude).contains("'site.longitude' is not set; write a number"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pvs.pol-cron|did you mean 'pvs.poll-cron'?",
                "pvs.URL|did you mean 'pvs.url'?",
                "site.lattitude|did you mean 'site.latitude'?",
                "weather.valid-hour|did you mean 'weather.valid-hours'?",
                "something-quite-different|remove the line",
            })
    void nameTheNearestKeyOfAnUnknownOne(String key, String mend) {
        assertThat(problems("# a comment\n" + GOOD + "\n" + key + "=1\n"))
                .containsExactly(file() + ":6: '" + key + "' is not a known key; " + mend);
    }

    @Test
    void tellAllProblemsAtOnce() {
        SettingsException problem = catchThrowableOfType(
                SettingsException.class,
                () -> load("site.zone=Mars\nsite.latitude=91\nnonsense=1\npvs.id=a\npvs.id=b\npvs.api=both"));
        assertThat(problem.problems())
                .hasSize(6)
                .anyMatch(line -> line.contains(":1: 'site.zone' is 'Mars'; write an IANA zone"))
                .anyMatch(line -> line.contains(":2: 'site.latitude' is '91'; write a number from -90 to 90"))
                .anyMatch(line -> line.contains(":3: 'nonsense' is not a known key"))
                .anyMatch(line -> line.contains(":5: 'pvs.id' stands here again, first in line 4; keep one of them"))
                .anyMatch(line -> line.contains(":6: 'pvs.api' is 'both'; write one of: auto, legacy, varserver"))
                .anyMatch(line -> line.contains("'site.longitude' is not set"));
        assertThat(problem).hasMessage(String.join("\n", problem.problems()));
    }

    @Test
    void sayThatTheFileIsMissing() {
        SettingsException problem = catchThrowableOfType(
                SettingsException.class, () -> Settings.load(folder.resolve("nowhere"), Map.of(), Map.of()));
        assertThat(problem.problems())
                .first()
                .asString()
                .contains("nowhere", "cannot be read; name its folder with --config");
    }

    @Test
    void sayThatTheFileIsNotText() throws Exception {
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> Settings.load(folder, Map.of(), Map.of())).hasMessageContaining("cannot be read");
    }

    @Test
    void letTheEnvironmentBeatTheFileAndACommandBoth() throws Exception {
        String text = GOOD + "pvs.id=file\npvs.url=http://file\npvs.api=varserver\n";
        Map<String, String> environment =
                Map.of("PVS_ID", " environment ", "PVS_URL", "http://environment", "HOME", "/");
        Settings settings = load(text, environment, Map.of("pvs.url", "http://command", Settings.DATA_DIR, "here"));
        assertThat(settings.get("pvs.api")).isEqualTo("varserver");
        assertThat(settings.get("pvs.id")).isEqualTo("environment");
        assertThat(settings.get("pvs.url")).isEqualTo("http://command");
        assertThat(settings.get(Settings.DATA_DIR)).isEqualTo("here");
    }

    @Test
    void giveEachAddressAName() throws Exception {
        assertThatThrownBy(() -> load(GOOD + "pvs.url=10.0.0.1,10.0.0.2\n"))
                .hasMessageContaining("'pvs.url' has 2 addresses and 'pvs.id' 1 names; give each address a name");
        assertThat(load(GOOD + "pvs.url=10.0.0.1,10.0.0.2\npvs.id=roof,barn\n").get("pvs.id"))
                .isEqualTo("roof,barn");
    }

    @Test
    void sayWhereABadValueComesFrom() {
        SettingsException problem = catchThrowableOfType(
                SettingsException.class,
                () -> load(GOOD, Map.of("PVS_POLL_CRON", "never", "PVS_ID", ""), Map.of("pvs.url", "no where")));
        assertThat(problem.problems())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("environment variable PVS_POLL_CRON: 'pvs.poll-cron' is 'never'; "))
                .anyMatch(line -> line.startsWith("environment variable PVS_ID: 'pvs.id' is not set; "))
                .anyMatch(line -> line.startsWith("this command: 'pvs.url' is 'no where'; "));
    }

    @Test
    void passKeysOfCamelThrough() throws Exception {
        Settings settings = load(GOOD + "camel.main.name = mine \ncamel.main.shutdownTimeout=5");
        assertThat(settings.get("camel.main.name")).isEqualTo("mine");
        assertThat(settings.get("camel.main.shutdownTimeout")).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource({"site.zone = UTC ", "site.zone:UTC", "site.zone UTC", "'  site.zone\t=UTC'"})
    void readALineAsPropertiesFilesAreRead(String line) throws Exception {
        assertThat(load("! comment\r\n" + line + "\r\nsite.latitude=1\r\nsite.longitude=2\r\n")
                        .zone())
                .isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void refuseALineThatCannotBeRead() {
        assertThat(problems(GOOD + "a\\u00zz=1"))
                .singleElement()
                .asString()
                .contains(":4: 'a\\u00zz=1' is not a known key");
    }

    @Test
    void knowNoSettingThatIsNotThere() throws Exception {
        Settings settings = load(GOOD);
        assertThatThrownBy(() -> settings.get("pvs.nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pvs.nothing");
        assertThatThrownBy(() -> settings.all().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nameTheVariableOfAKey() {
        assertThat(Settings.environmentName("pvs.poll-cron")).isEqualTo("PVS_POLL_CRON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail.user=me@x.example|'mail.to' is not set while 'mail.host' is; write who gets the mail",
                "mail.to=a@x.example|'mail.from' is not set and 'mail.user' is no address",
                "mail.to=a@x.example;mail.user=me@x.example;mail.security=none|the password of 'mail.user' would travel readable",
            })
    void tellWhatOfTheMailDoesNotGoTogether(String more, String problem) {
        assertThat(problems(GOOD + "mail.host=smtp.x.example\n" + more.replace(";", "\n")))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pvs.url=|'pvs.url' is not set; write the address of the PVS, or set mqtt.source.topic",
                "mqtt.source.topic=a/+|'mqtt.url' is not set; mqtt.source.topic needs",
                "mqtt.url=tcp://a;mqtt.source.topic=a/+;mqtt.source.id=pvs1|'mqtt.source.id' is the name of a PVS too",
            })
    void tellWhatOfTheSourcesDoesNotGoTogether(String more, String problem) {
        assertThat(problems(GOOD + more.replace(";", "\n")))
                .singleElement()
                .asString()
                .contains(problem);
    }
}
