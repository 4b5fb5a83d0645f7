package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.reading.Sun;
import org.pvswatch.supervisor.Etiquette;
import org.pvswatch.supervisor.Supervisors;

@Timeout(60)
class PinnedCertificateTest {
    private static final char[] STORE_WORD = "changeit".toCharArray();

    @TempDir
    static Path stores;

    private static KeyStore first;
    private static KeyStore other;

    @TempDir
    Path folder;

    private Path pin;

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = selfSigned("first");
        other = selfSigned("other");
    }

    @BeforeEach
    void begin() {
        pin = folder.resolve("certificates").resolve("pvs1.sha256");
    }

    /** Trust as it is after a start. */
    private PinnedCertificate trust(int port, String accepted) {
        Etiquette etiquette = new Etiquette(new Sun("38.6", "-121.5"), 0, 0, 3);
        Supervisors supervisors = new Supervisors(
                "pvs1", "https://127.0.0.1:" + port, "auto", folder.toString(), etiquette, Clock.systemUTC());
        return new PinnedCertificate(pin.getParent().toString(), supervisors, accepted);
    }

    private static KeyStore selfSigned(String name) throws Exception {
        Path store = stores.resolve(name + ".p12");
        int end = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "pvs",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-validity",
                        "36500",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(STORE_WORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(end).isZero();
        return KeyStore.getInstance(store.toFile(), STORE_WORD);
    }

    private static String fingerprint(KeyStore store) throws Exception {
        byte[] certificate = store.getCertificate("pvs").getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    }

    private boolean meet(KeyStore shown) throws Exception {
        return meet(shown, "");
    }

    /** Meets a server that shows a certificate, as an HTTPS client does; gives what verify says of the session. */
    private boolean meet(KeyStore shown, String accepted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(shown, STORE_WORD);
        SSLContext ours = SSLContext.getInstance("TLS");
        ours.init(keys.getKeyManagers(), null, null);
        try (var server = (SSLServerSocket)
                ours.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            PinnedCertificate trust = trust(server.getLocalPort(), accepted);
            SSLContext theirs = SSLContext.getInstance("TLS");
            theirs.init(null, new TrustManager[] {trust}, null);
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
                try (var client = (SSLSocket) server.accept()) {
                    client.startHandshake();
                } catch (IOException e) {
                    // the client says what was wrong
                }
            });
            try (var client = (SSLSocket) theirs.getSocketFactory().createSocket("127.0.0.1", server.getLocalPort())) {
                client.startHandshake();
                return trust.verify("127.0.0.1", client.getSession());
            } finally {
                answering.join();
            }
        }
    }

    @Test
    void pinsTheFirstCertificateItSeesAndAcceptsNoOtherFromThenOn() throws Exception {
        assertThat(meet(first)).isTrue();
        assertThat(pin).hasContent(fingerprint(first));
        assertThat(meet(first)).isTrue();
        assertThatThrownBy(() -> meet(other))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContainingAll(
                        "another certificate than at first contact", "pvs.accept-certificate=" + fingerprint(other));
        assertThat(pin).hasContent(fingerprint(first));
    }

    @Test
    void aSettingAcceptsTheNewOne() throws Exception {
        assertThat(meet(first)).isTrue();
        assertThat(meet(other, fingerprint(other).toUpperCase(Locale.ROOT))).isTrue();
        assertThat(pin).hasContent(fingerprint(other));
        assertThatThrownBy(() -> meet(first)).hasMessageContaining("another certificate");
        assertThat(meet(other)).isTrue();
    }

    @Test
    void anUnrelatedSettingAcceptsNothing() throws Exception {
        assertThat(meet(first)).isTrue();
        assertThatThrownBy(() -> meet(other, "0".repeat(64))).hasMessageContaining("another certificate");
    }

    @Test
    void aPinThatAPowerFailureCutOffIsNone() throws Exception {
        Files.createDirectories(pin.getParent());
        Files.createFile(pin);
        assertThat(meet(first)).isTrue();
        assertThat(pin).hasContent(fingerprint(first));
    }

    @Test
    void trustsNobodyElse() throws Exception {
        PinnedCertificate trust = trust(1, "");
        assertThat(trust.verify(
                        "192.0.2.7", SSLContext.getDefault().createSSLEngine().getSession()))
                .isFalse();
        assertThatThrownBy(() -> trust.checkServerTrusted(null, "ECDHE")).isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> trust.checkClientTrusted(null, "ECDHE")).isInstanceOf(CertificateException.class);
        assertThat(trust.getAcceptedIssuers()).isEmpty();
    }

    @Test
    void trustsNothingWhenItCannotPin() throws Exception {
        Path inTheWay = Files.createFile(folder.resolve("file"));
        pin = inTheWay.resolve("pin");
        assertThatThrownBy(() -> meet(first)).hasMessageContaining("cannot be pinned");
    }
}
