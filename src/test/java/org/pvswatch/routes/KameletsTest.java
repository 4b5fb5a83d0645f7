package org.pvswatch.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Kamelets as somebody uses them who has nothing else of ours: Camel, a supervisor, a weather service. */
class KameletsTest extends CamelTestSupport {
    private static final Path FOLDER = Path.of("routes/kamelets");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z]+)}}");

    @TempDir
    private Path folder;

    static List<Path> kamelets() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static Simulator simulator(String profile) throws IOException {
        return Simulator.start(SimulatorOptions.defaults()
                .withPanels(6)
                .withProfile(Profile.named(profile))
                .withClock(SimulatedClock.stepped(Instant.parse("2026-06-10T19:00:00Z"))));
    }

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration.withUseRouteBuilder(false)); // each test makes its own
    }

    private Exchange firstOf(String kamelet, Map<String, String> properties) throws Exception {
        context().getComponent("kamelet", KameletComponent.class).setLocation("file:" + FOLDER);
        StringBuilder uri = new StringBuilder("kamelet:" + kamelet + "?periodMs=600000");
        properties.forEach((name, value) ->
                uri.append('&').append(name).append("=RAW(").append(value).append(')'));
        MockEndpoint end = getMockEndpoint("mock:end");
        end.expectedMinimumMessageCount(1);
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri.toString()).to(end);
            }
        });
        context().start();
        end.assertIsSatisfied();
        return end.getExchanges().get(0);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void describesItselfWhole(Path file) throws Exception {
        JsonNode kamelet =
                JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        JsonNode definition = kamelet.at("/spec/definition");
        assertThat(file.getFileName()).hasToString(kamelet.at("/metadata/name").asText() + ".kamelet.yaml");
        assertThat(kamelet.at("/metadata/labels/camel.apache.org~1kamelet.type").asText())
                .isEqualTo("source");
        assertThat(kamelet.at("/metadata/annotations/camel.apache.org~1kamelet.icon")
                        .asText())
                .startsWith("data:image/svg+xml;base64,");
        List<String> described = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property :
                definition.path("properties").properties()) {
            described.add(property.getKey());
            assertThat(property.getValue().path("title").asText()).isNotBlank();
            assertThat(property.getValue().path("description").asText())
                    .as(property.getKey())
                    .endsWith(".");
        }
        List<String> used = new ArrayList<>();
        for (Matcher found = PLACEHOLDER.matcher(kamelet.at("/spec/template").toString()); found.find(); ) {
            used.add(found.group(1));
        }
        used.removeAll(List.of("trust", "anyName")); // its own beans
        assertThat(used).containsAll(described);
        assertThat(described).containsAll(used);
    }

    @Test
    void aSupervisorWithoutALoginIsRead() throws Exception {
        try (Simulator pvs = simulator("l0-2019")) {
            Exchange given = firstOf("pvs-source", Map.of("url", pvs.pvsUrl().toString()));
            assertThat(inverters(given)).isEqualTo(6);
            assertThat(given.getMessage().getHeaders()).isEmpty();
            assertThat(pvs.writeAttempts()).isEmpty();
            assertThat(pvs.loginCount()).isZero();
        }
    }

    @Test
    void aSupervisorWithALoginIsReadUnderItsOwnCertificate() throws Exception {
        try (Simulator pvs = simulator("v-61845")) {
            Path store = storeOf(pvs.certificate().orElseThrow());
            Exchange given = firstOf(
                    "pvs-login-source",
                    Map.of("url", pvs.pvsUrl().toString(), "password", passwordOf(pvs), "trustStore", "file:" + store));
            assertThat(inverters(given)).isEqualTo(6);
            assertThat(given.getMessage().getHeaders()).isEmpty();
            assertThat(pvs.writeAttempts()).isEmpty();
            assertThat(pvs.loginCount()).isEqualTo(1);
        }
    }

    @Test
    void theWeatherOfAPlaceIsRead() throws Exception {
        try (Simulator house = simulator("l0-2019")) {
            Exchange given = firstOf(
                    "open-meteo-source",
                    Map.of(
                            "url", house.weatherUrl().toString(),
                            "latitude", "37.77",
                            "longitude", "-122.42",
                            "tiltDegrees", "20"));
            JsonNode hours =
                    JSON.readTree(given.getMessage().getBody(String.class)).path("hourly");
            assertThat(hours.path("global_tilted_irradiance")).hasSizeGreaterThanOrEqualTo(48);
            assertThat(hours.path("time").path(0).isIntegralNumber()).isTrue();
        }
    }

    private static int inverters(Exchange given) throws IOException {
        int inverters = 0;
        for (JsonNode device :
                JSON.readTree(given.getMessage().getBody(String.class)).path("devices")) {
            inverters += "Inverter".equals(device.path("DEVICE_TYPE").asText()) ? 1 : 0;
        }
        return inverters;
    }

    /** The certificate of the box in a file, as keytool writes it. */
    private Path storeOf(Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("pvs", certificate);
        Path file = folder.resolve("pvs.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return file;
    }

    /** As it is printed on the box. */
    private static String passwordOf(Simulator pvs) {
        return pvs.secrets().stream()
                .filter(secret -> secret.length() == 5)
                .findFirst()
                .orElseThrow();
    }
}
