package org.pvswatch.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.outlet.Outages;
import org.pvswatch.settings.Settings;

/** The connection with a real broker. */
class MqttLinkTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private static MqttLink link(String url, String caFile) {
        Map<String, String> settings = new HashMap<>(Settings.shipped());
        settings.put("mqtt.url", url);
        settings.put("mqtt.ca-file", caFile);
        settings.put("outlet.timeout-ms", "5000");
        return new MqttLink(settings, Clock.systemUTC(), new Outages());
    }

    @Test
    void nobodyIsAskedWhileItIsOff() throws Exception {
        try (MqttLink link = link("", "")) {
            assertThat(link.isOn()).isFalse();
            assertThat(link.open()).isFalse();
            assertThat(link.client()).isNull();
        }
    }

    @Test
    void whoIsNotThereIsNotReached() {
        try (MqttLink link = link("tcp://127.0.0.1:1", "")) {
            assertThatThrownBy(link::open).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aCertificateOfItsOwnIsTrustedByItsFileAndForItsNameOnly() throws Exception {
        certificate();
        String[] tls = {"certfile " + folder.resolve("server.pem"), "keyfile " + folder.resolve("server.key")};
        try (Mosquitto broker = new Mosquitto(folder, tls)) {
            String ca = folder.resolve("server.pem").toString();
            try (MqttLink link = link("ssl://localhost:" + broker.port(), ca)) {
                assertThat(link.open()).isTrue();
                assertThat(link.client()).isNotNull();
            }
            try (MqttLink stranger = link("ssl://localhost:" + broker.port(), "")) {
                assertThatThrownBy(stranger::open).isInstanceOf(SSLException.class);
            }
            try (MqttLink otherName = link("ssl://127.0.0.1:" + broker.port(), ca)) {
                assertThatThrownBy(otherName::open).isInstanceOf(SSLException.class);
            }
            try (MqttLink noFile = link("ssl://localhost:" + broker.port(), "nowhere.pem")) {
                assertThatThrownBy(noFile::open).isInstanceOf(SSLException.class);
            }
        }
    }

    /** Made with the JDK's own keytool, for localhost. */
    private void certificate() throws Exception {
        Path store = folder.resolve("server.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .start()
                .waitFor();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        pem("server.pem", "CERTIFICATE", keys.getCertificate("broker").getEncoded());
        pem(
                "server.key",
                "PRIVATE KEY",
                keys.getKey("broker", PASSWORD.toCharArray()).getEncoded());
    }

    private void pem(String file, String what, byte[] bytes) throws Exception {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what));
    }
}
