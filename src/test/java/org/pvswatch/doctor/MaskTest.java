package org.pvswatch.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvswatch.settings.Settings;

class MaskTest {
    @TempDir
    private Path folder;

    private Mask mask;

    @BeforeEach
    void knowsAnInstallation() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "aaaa bbbb cccc dddd\n");
        Files.createDirectories(folder.resolve("data/supervisors"));
        Files.writeString(folder.resolve("data/supervisors/pvs1.serial"), "ZT210785000549A7531\n");
        Files.writeString(folder.resolve(Settings.FILE), """
                site.latitude=38.58157
                site.longitude=-121.4944
                mail.to=me@home.example,you@home.example
                alert.ntfy.topic=my-secret-topic
                heartbeat.url=https://hc.example/ping/5b1f0000
                own.influx-token=zz-very-own
                mail.password-file=%s
                """.formatted(password));
        mask = Mask.of(new Installed(
                folder,
                folder,
                folder.resolve("data"),
                null,
                List.of(),
                Map.of("MAIL_PASSWORD", "from-env-1"),
                Clock.systemUTC()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login aaaa bbbb cccc dddd ok|login (removed) ok",
                "env from-env-1|env (removed)",
                "x A7531 y|x (removed) y",
                "GET https://hc.example/ping/5b1f0000|GET (removed)",
                "to my-secret-topic|to (removed)",
                "own.influx-token=zz-very-own|own.influx-token=(removed)",
                "somebody wrote to a.b@c.example|somebody wrote to (mail address)",
                "from 203.0.113.7 to 192.168.1.20 and 172.27.153.1|from (public address) to 192.168.1.20 and 172.27.153.1",
                "Java 17.0.21.1+2-Debian, seen from 203.0.113.7|Java 17.0.21.1+2-Debian, seen from (public address)",
                "at 2001:db8:1:2:3:4:5:6|at (public address)",
                "\"latitude\": 38.579998, \"longitude\":-121.490005|\"latitude\": 38.5, \"longitude\":-121.4",
                "here 38.58157|here 38.6",
                "uri: http://u:pw@db.example/x|uri: http://(user)@db.example/x",
                "headers: { Authorization: 'Bearer abc.def' }|headers: { Authorization: '(removed)' }",
                "?access_token=xyz123&b=1|?access_token=(removed)&b=1",
                "\"/sys/info/ssid\":\"My Home\"|\"/sys/info/ssid\":\"(removed)\"",
                "session 30bfe0e5763a69f71bf8a15678874bd13f34e7003860ba55160fcd403861e23a|session (removed)",
                "hotspot 21077531|hotspot (removed)",
                "mac 00:1B:44:11:3A:B7|mac (hardware address)",
                "serial ZT990085000549A1234|serial ZT990085000549-pvs"
            })
    void takesOutWhatStrangersShouldNotKnow(String text, String shown) {
        assertThat(mask.text(text)).isEqualTo(shown);
    }

    @Test
    void aKeyInARouteOfTheOwnerGoesAndWordsStay() {
        assertThat(mask.ofOwner("to: mqtt:solar?x=A1b2C3d4E5f6G7h8I9j0K1l2M3 # see routes/sink-mqtt.camel.yaml"))
                .isEqualTo("to: mqtt:solar?x=(removed) # see routes/sink-mqtt.camel.yaml");
        assertThat(mask.ofOwner("password: \"{{own.mqtt-password}}\""))
                .isEqualTo("password: \"{{own.mqtt-password}}\"");
    }
}
