package org.pvswatch.pipeline;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trust in one PVS: its certificate is self-signed and names no host, so the first one seen is pinned in a file and only
 * that one is accepted from then on. Serves {@code get-pvs} and nothing else. Thread-safe.
 */
public final class PinnedCertificate extends X509ExtendedTrustManager implements HostnameVerifier {
    private static final Logger LOG = LoggerFactory.getLogger("get-pvs");

    private final Path pin;

    /** @param pin file that holds the SHA-256 fingerprint in hex; made at the first contact */
    public PinnedCertificate(String pin) {
        this.pin = Path.of(pin);
    }

    /**
     * TLS as {@code get-pvs} uses it: this trust, for this client alone.
     *
     * @param pin as for the constructor
     */
    public static SSLContextParameters tls(String pin) {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setTrustManager(new PinnedCertificate(pin));
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    @Override
    public boolean verify(String host, SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return Files.exists(pin) && fingerprint(chain[0]).equals(pinned());
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        String seen = fingerprint(chain[0]);
        if (!Files.exists(pin)) {
            pin(seen);
            LOG.info("first contact, from now on only this certificate is accepted: SHA-256 {}", seen);
        } else if (!seen.equals(pinned())) {
            throw new CertificateException("the PVS shows another certificate than at first contact (SHA-256 " + seen
                    + "); if the PVS was replaced, delete " + pin + " to accept the new one");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("nobody connects to us");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private String pinned() throws CertificateException {
        try {
            return Files.readString(pin).trim();
        } catch (IOException e) {
            throw new CertificateException("the pinned fingerprint " + pin + " cannot be read", e);
        }
    }

    private void pin(String fingerprint) throws CertificateException {
        try {
            Files.createDirectories(pin.toAbsolutePath().getParent());
            Files.writeString(pin, fingerprint + "\n");
        } catch (IOException e) {
            throw new CertificateException("the fingerprint cannot be pinned in " + pin, e);
        }
    }

    private static String fingerprint(Certificate certificate) throws CertificateException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
