package org.pvswatch.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner's mail server, as the settings have it. The password is read whenever it is needed, so that a new one counts at
 * once; it is in no setting, no endpoint and no log. Thread-safe.
 */
public final class MailServer {
    /** Where the password is when no file holds it. */
    static final String PASSWORD_VARIABLE = "MAIL_PASSWORD";

    private static final Logger LOG = LoggerFactory.getLogger("mail");
    private static final String PREFIX = "mail.smtp.";
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final String host;
    private final int port;
    private final String security;
    private final String user;
    private final String passwordFile;
    private final String from;
    private final List<String> to;
    private final int timeoutMs;
    private final String caFile;
    private final Map<String, String> environment;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * @param host name of the server; empty when there is none
     * @param security {@code starttls}, {@code tls} or {@code none}
     * @param user who logs in; empty for nobody
     * @param passwordFile holds the password; empty for the environment variable {@code MAIL_PASSWORD}
     * @param from sender; empty for the user
     * @param to recipients, separated by commas
     * @param timeoutMs longest wait for a connection, a reply or a write, milliseconds
     * @param caFile PEM file of certificates trusted beside those that Java trusts; empty for none
     */
    public MailServer(
            String host,
            int port,
            String security,
            String user,
            String passwordFile,
            String from,
            String to,
            int timeoutMs,
            String caFile) {
        this(host, port, security, user, passwordFile, from, to, timeoutMs, caFile, System.getenv());
    }

    MailServer(
            String host,
            int port,
            String security,
            String user,
            String passwordFile,
            String from,
            String to,
            int timeoutMs,
            String caFile,
            Map<String, String> environment) {
        this.host = host;
        this.port = port;
        this.security = security;
        this.user = user;
        this.passwordFile = passwordFile;
        this.from = from.isEmpty() ? user : from;
        this.to = Arrays.stream(to.split(","))
                .map(String::trim)
                .filter(each -> !each.isEmpty())
                .toList();
        this.timeoutMs = timeoutMs;
        this.caFile = caFile;
        this.environment = environment;
    }

    /** The one that these settings speak of. */
    public static MailServer of(Map<String, String> settings) {
        return new MailServer(
                settings.get("mail.host"),
                Integer.parseInt(settings.get("mail.port")),
                settings.get("mail.security"),
                settings.get("mail.user"),
                settings.get("mail.password-file"),
                settings.get("mail.from"),
                settings.get("mail.to"),
                Integer.parseInt(settings.get("mail.timeout-ms")),
                settings.get("mail.ca-file"));
    }

    /** Whether there is one. */
    public boolean isSet() {
        return !host.isEmpty();
    }

    /** Host and port, for people. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    String security() {
        return security;
    }

    /** Who logs in; empty for nobody. */
    public String user() {
        return user;
    }

    String from() {
        return from;
    }

    /** Each address once. */
    public List<String> recipients() {
        return to;
    }

    /**
     * The password as it is now, {@code null} when nobody logs in.
     *
     * @throws PasswordMissingException when there is a user and no password
     */
    public String password() {
        if (user.isEmpty()) {
            return null;
        }
        if (passwordFile.isEmpty()) {
            String given = environment.get(PASSWORD_VARIABLE);
            if (given == null || given.isBlank()) {
                throw new PasswordMissingException("there is no password for " + user
                        + "; write it into a file and name that in mail.password-file");
            }
            return given.strip();
        }
        Path file = Path.of(passwordFile);
        try {
            warnIfOpen(file);
            String password = Files.readString(file).strip();
            if (!password.isEmpty()) {
                return password;
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new PasswordMissingException("the password cannot be read from " + passwordFile + " ("
                    + e.getClass().getSimpleName() + "); mend the file, or mail.password-file");
        }
        throw new PasswordMissingException(passwordFile + " is empty; write the password of " + user + " into it");
    }

    private void warnIfOpen(Path file) throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        boolean open = Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
        if (open && warned.compareAndSet(false, true)) {
            LOG.warn("{} can be read by everybody on this machine; chmod 600 {}", file, file);
        }
    }

    /** Changes when anything about the server does, the password too; shows nothing of it. */
    int fingerprint() {
        String password;
        try {
            password = password();
        } catch (PasswordMissingException e) {
            password = "";
        }
        return Arrays.hashCode(new Object[] {host, port, security, user, password, from, to});
    }

    /**
     * How Jakarta Mail shall talk to it: never for ever, never in the clear where TLS is set, never to an impostor.
     *
     * @throws IllegalArgumentException when the file of certificates cannot be used
     */
    public static Session session(MailServer server) {
        return Session.getInstance(habits(server)); // it knows no password, or it would try it twice
    }

    private static Properties habits(MailServer server) {
        Properties habits = new Properties();
        String timeout = String.valueOf(server.timeoutMs);
        for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
            habits.setProperty(PREFIX + wait, timeout);
        }
        boolean starttls = server.security.equals("starttls");
        habits.setProperty(PREFIX + "starttls.enable", String.valueOf(starttls));
        habits.setProperty(PREFIX + "starttls.required", String.valueOf(starttls));
        habits.setProperty(PREFIX + "ssl.enable", String.valueOf(server.security.equals("tls")));
        habits.setProperty(PREFIX + "ssl.checkserveridentity", "true");
        habits.setProperty(PREFIX + "auth", String.valueOf(!server.user.isEmpty()));
        habits.setProperty(PREFIX + "auth.mechanisms", "PLAIN LOGIN");
        habits.setProperty(PREFIX + "quitwait", "false"); // what was accepted stays so, whatever follows
        habits.setProperty(PREFIX + "localhost", "pvs-watch.local"); // the machine's own name is nobody's business
        if (!server.caFile.isEmpty()) {
            habits.setProperty(
                    PREFIX + "socketFactory.fallback", "false"); // or a refusal is tried once more without it
            habits.put(PREFIX + "ssl.socketFactory", server.trusting().getSocketFactory());
        }
        return habits;
    }

    private SSLContext trusting() {
        try (InputStream pem = Files.newInputStream(Path.of(caFile))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("own" + number++, own);
            }
            if (number == 0) {
                throw new IOException("it holds no certificate");
            }
            for (X509Certificate usual : trustManager(null).getAcceptedIssuers()) {
                trusted.setCertificateEntry("usual" + number++, usual);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager(trusted)}, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "mail.ca-file is " + caFile + ", which cannot be used (" + e.getMessage()
                            + "); name a PEM file of certificates, or leave it empty",
                    e);
        }
    }

    private static X509TrustManager trustManager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** The password is not where it should be. */
    static final class PasswordMissingException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        PasswordMissingException(String message) {
            super(message);
        }
    }
}
