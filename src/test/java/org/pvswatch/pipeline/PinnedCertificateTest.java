package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
    private PinnedCertificate trust;

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = selfSigned("first");
        other = selfSigned("other");
    }

    @BeforeEach
    void begin() {
        pin = folder.resolve("certificates").resolve("pvs1.sha256");
        trust = new PinnedCertificate(pin.toString());
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

    private static X509Certificate[] chain(KeyStore store) throws Exception {
        return new X509Certificate[] {(X509Certificate) store.getCertificate("pvs")};
    }

    private static String fingerprint(KeyStore store) throws Exception {
        byte[] certificate = store.getCertificate("pvs").getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    }

    /** Meets a server that shows a certificate, as an HTTPS client does; gives what verify says of the session. */
    private boolean meet(KeyStore shown) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(shown, STORE_WORD);
        SSLContext ours = SSLContext.getInstance("TLS");
        ours.init(keys.getKeyManagers(), null, null);
        SSLContext theirs = SSLContext.getInstance("TLS");
        theirs.init(null, new TrustManager[] {trust}, null);
        try (var server = (SSLServerSocket)
                ours.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
                try (var accepted = (SSLSocket) server.accept()) {
                    accepted.startHandshake();
                } catch (IOException e) {
                    // the client says what was wrong
                }
            });
            try (var client = (SSLSocket)
                    theirs.getSocketFactory().createSocket(server.getInetAddress(), server.getLocalPort())) {
                client.startHandshake();
                SSLSession session = client.getSession();
                return trust.verify("192.0.2.7", session);
            } finally {
                answering.join();
            }
        }
    }

    @Test
    void pinsTheFirstCertificateItSees() throws Exception {
        trust.checkServerTrusted(chain(first), "ECDHE");
        assertThat(pin).hasContent(fingerprint(first));
    }

    @Test
    void acceptsThePinnedCertificateFromThenOnAndNoOther() throws Exception {
        trust.checkServerTrusted(chain(first), "ECDHE");
        var later = new PinnedCertificate(pin.toString());
        assertThatCode(() -> later.checkServerTrusted(chain(first), "ECDHE")).doesNotThrowAnyException();
        assertThatThrownBy(() -> later.checkServerTrusted(chain(other), "ECDHE"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContainingAll(fingerprint(other), "delete " + pin);
        assertThatThrownBy(() -> later.checkServerTrusted(chain(other), "ECDHE", (SSLEngine) null))
                .isInstanceOf(CertificateException.class);
        assertThat(pin).hasContent(fingerprint(first));
    }

    @Test
    void acceptsANewOneOnceThePinIsDeleted() throws Exception {
        trust.checkServerTrusted(chain(first), "ECDHE");
        Files.delete(pin);
        trust.checkServerTrusted(chain(other), "ECDHE");
        assertThat(pin).hasContent(fingerprint(other));
    }

    @Test
    void meetsAPvsWhoseCertificateNamesNoHost() throws Exception {
        assertThat(meet(first)).isTrue();
        assertThat(meet(first)).isTrue();
        assertThatThrownBy(() -> meet(other))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("another certificate than at first contact");
    }

    @Test
    void verifiesNoSessionBeforeACertificateIsPinned() throws Exception {
        assertThat(meet(first)).isTrue();
        var elsewhere = new PinnedCertificate(folder.resolve("nothing-here").toString());
        SSLSession nobody = SSLContext.getDefault().createSSLEngine().getSession();
        assertThat(elsewhere.verify("pvs", nobody)).isFalse();
        assertThat(trust.verify("pvs", nobody)).isFalse();
    }

    @Test
    void trustsNothingWhenItCannotPin() throws Exception {
        Path inTheWay = Files.createFile(folder.resolve("file"));
        var blocked = new PinnedCertificate(inTheWay.resolve("pin").toString());
        assertThatThrownBy(() -> blocked.checkServerTrusted(chain(first), "ECDHE"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("cannot be pinned");
    }

    @Test
    void trustsNothingWhenThePinIsEmpty() throws Exception {
        Files.createDirectories(pin.getParent());
        Files.createFile(pin);
        assertThatThrownBy(() -> trust.checkServerTrusted(chain(first), "ECDHE"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("delete");
    }

    @Test
    void trustsNoClient() {
        assertThatThrownBy(() -> trust.checkClientTrusted(chain(first), "ECDHE"))
                .isInstanceOf(CertificateException.class);
        assertThat(trust.getAcceptedIssuers()).isEmpty();
    }
}
