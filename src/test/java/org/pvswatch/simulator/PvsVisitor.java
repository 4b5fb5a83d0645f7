package org.pvswatch.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A caller with a real HTTP client that trusts exactly the simulator's certificate. */
final class PvsVisitor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulator simulator;
    private final HttpClient client;
    private String cookie;

    /** A caller who already has a cookie. */
    PvsVisitor with(String header) {
        cookie = header;
        return this;
    }

    String cookie() {
        return cookie;
    }

    PvsVisitor(Simulator simulator) {
        this.simulator = simulator;
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        simulator.certificate().ifPresent(certificate -> {
            try {
                var store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setCertificateEntry("pvs", certificate);
                var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(store);
                var context = SSLContext.getInstance("TLS");
                context.init(null, trust.getTrustManagers(), null);
                builder.sslContext(context);
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        });
        this.client = builder.build();
    }

    HttpRequest.Builder request(String target) {
        var builder =
                HttpRequest.newBuilder(URI.create(simulator.pvsUrl() + target)).timeout(Duration.ofSeconds(20));
        return cookie == null ? builder : builder.header("Cookie", cookie);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String target) {
        return send(request(target).build());
    }

    JsonNode json(String target) {
        return parse(get(target).body());
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(text, e);
        }
    }

    String serial() {
        return json("/cgi-bin/dl_cgi/supervisor/info").at("/supervisor/SERIAL").asText();
    }

    HttpResponse<String> login(String scheme, String password) {
        String word = Base64.getEncoder().encodeToString(("ssm_owner:" + password).getBytes(StandardCharsets.UTF_8));
        return send(request("/auth?login")
                .header("Authorization", scheme + " " + word)
                .build());
    }

    PvsVisitor loggedIn() {
        String serial = serial();
        var answer = login("basic", serial.substring(serial.length() - 5));
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return this;
    }

    String deviceListText() {
        return get(cookie == null ? "/cgi-bin/dl_cgi?Command=DeviceList" : "/cgi-bin/dl_cgi/devices/list")
                .body();
    }

    /** Devices by serial, in list order. */
    Map<String, JsonNode> devices() {
        var devices = new LinkedHashMap<String, JsonNode>();
        parse(deviceListText())
                .get("devices")
                .forEach(device -> devices.put(device.get("SERIAL").asText(), device));
        return devices;
    }

    JsonNode device(String serial) {
        return devices().get(serial);
    }

    JsonNode meter(String type) {
        return devices().values().stream()
                .filter(device -> device.path("TYPE").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Variables as one object. */
    JsonNode variables(String match) {
        return json("/vars?match=" + match + "&fmt=obj");
    }
}
