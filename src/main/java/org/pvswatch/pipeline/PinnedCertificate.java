package org.pvswatch.pipeline;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.pvswatch.supervisor.Supervisors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trust in the PVSs of the site: their certificates are self-signed and name no host, so the first one that each shows is
 * pinned in a file of its own, and only that one is accepted from then on, or one that the owner names in the settings.
 * Serves {@code get-pvs} and nothing else. Thread-safe.
 */
public final class PinnedCertificate extends X509ExtendedTrustManager implements HostnameVerifier {
    private static final Logger LOG = LoggerFactory.getLogger("get-pvs");

    private final Path folder;
    private final Supervisors supervisors;
    private final Set<String> accepted;

    /**
     * Trust by pin.
     *
     * @param folder holds a file for each PVS with the SHA-256 fingerprint in hex; made at the first contact
     * @param supervisors tell whose certificate it is
     * @param accepted fingerprints that may take the place of a pinned one, separated by commas; usually none
     */
    public PinnedCertificate(String folder, Supervisors supervisors, String accepted) {
        this.folder = Path.of(folder);
        this.supervisors = supervisors;
        this.accepted =
                Set.of(accepted.toLowerCase(Locale.ROOT).replace(":", "").split("[ ,]+"));
    }

    /** TLS as {@code get-pvs} uses it: this trust, for this client alone. */
    public static SSLContextParameters tls(PinnedCertificate certificates) {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setTrustManager(certificates);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    @Override
    public boolean verify(String host, SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return fingerprint(chain[0]).equals(pinned(pin(host, session.getPeerPort())));
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (!(socket instanceof SSLSocket tls) || tls.getHandshakeSession() == null) {
            throw new CertificateException("no telling who shows this certificate");
        }
        SSLSession session = tls.getHandshakeSession();
        check(fingerprint(chain[0]), pin(session.getPeerHost(), session.getPeerPort()));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(fingerprint(chain[0]), pin(engine.getPeerHost(), engine.getPeerPort()));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no telling who shows this certificate");
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

    private void check(String seen, Path pin) throws CertificateException {
        String pinned = pinned(pin);
        if (seen.equals(pinned)) {
            return;
        }
        if (pinned.isEmpty()) {
            LOG.info("first contact, from now on only this certificate is accepted: SHA-256 {}", seen);
        } else if (accepted.contains(seen)) {
            LOG.info("the PVS shows the certificate that pvs.accept-certificate names: SHA-256 {}", seen);
        } else {
            throw new CertificateException("the PVS shows another certificate than at first contact (SHA-256 " + seen
                    + "), so nothing was asked; if the PVS was replaced or updated, accept it by"
                    + " pvs.accept-certificate=" + seen);
        }
        write(pin, seen);
    }

    private Path pin(String host, int port) throws CertificateException {
        return supervisors
                .at(host, port)
                .map(pvs -> folder.resolve(pvs.id() + ".sha256"))
                .orElseThrow(() -> new CertificateException("no PVS of ours is at " + host + ":" + port));
    }

    /** The pinned fingerprint; empty when there is none, or when its file was cut off by a power failure. */
    private static String pinned(Path pin) throws CertificateException {
        try {
            return Files.exists(pin) ? Files.readString(pin).trim() : "";
        } catch (IOException e) {
            throw new CertificateException("the pinned fingerprint " + pin + " cannot be read", e);
        }
    }

    private static void write(Path pin, String fingerprint) throws CertificateException {
        try {
            Files.createDirectories(pin.toAbsolutePath().getParent());
            Path fresh = pin.resolveSibling(pin.getFileName() + ".new");
            Files.writeString(fresh, fingerprint + "\n");
            Files.move(fresh, pin, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
