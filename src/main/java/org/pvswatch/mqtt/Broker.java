package org.pvswatch.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.pvswatch.outlet.Secret;

/** Where the broker is and how it wants to be spoken to. */
final class Broker {
    private static final int KEEP_ALIVE_S = 60;

    private final String url;
    private final String user;
    private final Secret password;
    private final String caFile;
    private final long timeoutMs;

    /** @param settings all settings in force; {@code mqtt.*} and {@code outlet.timeout-ms} count here */
    Broker(Map<String, String> settings) {
        this.url = settings.get("mqtt.url");
        this.user = settings.get("mqtt.user");
        this.password = new Secret("mqtt.password-file", settings.get("mqtt.password-file"));
        this.caFile = settings.get("mqtt.ca-file");
        this.timeoutMs = Long.parseLong(settings.get("outlet.timeout-ms"));
    }

    boolean isSet() {
        return !url.isEmpty();
    }

    String url() {
        return url;
    }

    long timeoutMs() {
        return timeoutMs;
    }

    /**
     * How to connect now: the password is read anew each time.
     *
     * @param will what the broker shall say when we are gone, {@code null} for nothing
     */
    MqttConnectionOptions options(Message will) throws IOException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false); // the next poll is the retry
        options.setKeepAliveInterval(KEEP_ALIVE_S);
        options.setConnectionTimeout((int) Math.max(1, timeoutMs / 1000));
        if (!user.isEmpty()) {
            options.setUserName(user);
            String secret = password.orNull();
            if (secret != null) {
                options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (will != null) {
            MqttMessage last = new MqttMessage(will.payload().getBytes(StandardCharsets.UTF_8));
            last.setQos(1);
            last.setRetained(true);
            options.setWill(will.topic(), last);
        }
        if (url.startsWith("ssl:") && !caFile.isEmpty()) {
            options.setSocketFactory(trusting());
        }
        return options;
    }

    private SSLSocketFactory trusting() throws SSLException {
        try (InputStream pem = Files.newInputStream(Path.of(caFile))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("own" + number++, own);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new SSLException("mqtt.ca-file cannot be used", e);
        }
    }
}
