package org.pvswatch.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.mail.ScriptedSmtp;
import org.pvswatch.mqtt.MqttLink;
import org.pvswatch.pipeline.CaseFile;
import org.pvswatch.pipeline.Json;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.Sun;
import org.pvswatch.settings.Settings;
import org.pvswatch.supervisor.Etiquette;
import org.pvswatch.supervisor.Supervisor;
import org.pvswatch.supervisor.Supervisors;

/**
 * Each route by itself, on our real settings and files: a case is a file under {@code cases/<route-id>/}. It says what goes
 * in at the route's {@code direct:} end ({@code input}), what outside services answer ({@code service}), which letters wait ({@code letters}), what is open ({@code incidents}), what inverters say by topic ({@code published}), what the mail server replies ({@code smtp}) and other routes give back ({@code replies}), and what is
 * expected: what leaves for other routes ({@code leaves}), what comes back ({@code body}), which requests went out
 * ({@code asks}) which mails were taken ({@code mails}) and what an owner reads ({@code says}).
 */
class CasesTest extends CamelMainTestSupport {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Instant NOW = Instant.parse("2026-05-03T17:15:20Z");
    private static final ObjectMapper JSON = Json.mapper();
    private static final CaseService SERVICE = new CaseService();
    private static ScriptedSmtp mailServer;

    @TempDir
    private static Path everything;

    /** Of one case. */
    private Path data;

    /** What the program gives its words: all settings in force. */
    private Map<String, String> settings;

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @BeforeAll
    static void openService() throws IOException {
        SERVICE.open();
        mailServer = ScriptedSmtp.started();
    }

    @AfterAll
    static void closeService() throws IOException {
        SERVICE.close();
        mailServer.close();
    }

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.withRoutesIncludePattern("file:routes/*.camel.yaml");
        configuration.withAutoStartupExcludePattern("quartz*,timer*,platform-http*");
    }

    @Override
    protected String getPropertyPlaceholderLocations() {
        return "file:config/application.properties";
    }

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withUseAdviceWith(true);
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        try {
            data = Files.createTempDirectory(everything, "case");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Properties given = new Properties();
        given.setProperty("data.dir", data.toString());
        given.setProperty("config.dir", data.toString());
        given.setProperty("site.zone", "America/Los_Angeles");
        given.setProperty("site.latitude", "38.6");
        given.setProperty("site.longitude", "-121.5");
        given.setProperty("pvs.url", SERVICE.url());
        given.setProperty("weather.url", "https://meteo.example/v1/forecast");
        given.setProperty("weather.openweathermap.url", "https://owm.example");
        given.setProperty("weather.openweathermap.key-file", token("abcd"));
        given.setProperty("weather.nws.url", "https://nws.example");
        given.setProperty("weather.nws.contact", "me@home.example");
        given.setProperty("share.listen", "0");
        given.setProperty("place.url", SERVICE.url() + "/v1/search");
        given.setProperty("reading.feeds", "mock:feed");
        given.setProperty("heartbeat.url", "https://beat.example/ping/5b1f");
        given.setProperty("alert.ntfy.topic", "my-house");
        given.setProperty("alert.ntfy.token-file", token("tk_abc"));
        given.setProperty("alert.telegram.chat", "-100123");
        given.setProperty("alert.telegram.token-file", token("123:abc"));
        given.setProperty("alert.pushover.user", "uuuuu");
        given.setProperty("alert.pushover.token-file", token("aaaaa"));
        given.setProperty("alert.webhook.url", "https://hook.example/solar");
        given.setProperty("alert.webhook.secret-file", token("very secret"));
        given.setProperty("metrics.listen", "0");
        given.setProperty("health.listen", "0");
        given.setProperty("influx.url", "https://influx.example/api/v2/write?org=home&bucket=solar");
        given.setProperty("influx.token-file", token("influx token"));
        given.setProperty("pvoutput.system-id", "12345");
        given.setProperty("pvoutput.key-file", token("pvoutput key"));
        given.setProperty("sheets.spreadsheet-id", "1AbCdEf");
        given.setProperty("sheets.key-file", data.resolve("key.json").toString());
        given.setProperty("mail.host", "localhost");
        given.setProperty("mail.port", String.valueOf(mailServer.port()));
        given.setProperty("mail.security", "none");
        given.setProperty("mail.from", "pvs@home.example");
        given.setProperty("mail.to", "me@home.example,you@home.example");
        settings = new HashMap<>(Settings.shipped());
        given.stringPropertyNames().forEach(key -> settings.put(key, given.getProperty(key)));
        configuration.withUseOverridePropertiesWithPropertiesComponent(given);
    }

    private String token(String secret) {
        try {
            return Files.writeString(Files.createTempFile(data, "token", ""), secret + "\n")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program gives the routes their clock before they are read; this is the one door to do the same. */
    @Override
    @SuppressWarnings("deprecation")
    protected Registry createCamelRegistry() {
        Registry registry = new DefaultRegistry();
        registry.bind("settings", settings);
        registry.bind("clock", Clock.fixed(NOW, ZoneOffset.UTC));
        return registry;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void behaves(Path file) throws Exception {
        CaseFile seen = CaseFile.read(file);
        JsonNode given = seen.given();
        String routeId = file.getParent().getFileName().toString();
        SERVICE.answerWith(given.path("service"));
        ((PropertiesComponent) context().getPropertiesComponent())
                .setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        AdviceWith.adviceWith(
                context(),
                routeId,
                advice -> advice.mockEndpointsAndSkip("direct:(?!(//)?(trigger|" + routeId + ")$).*"));
        context().start();
        reply(given.path("replies"));
        prepareMail(given);
        prepareIncidents(given.path("incidents"));
        MqttLink link = context().getRegistry().lookupByNameAndType("mqttLink", MqttLink.class);
        given.path("published")
                .properties()
                .forEach(message -> link.published(
                        message.getKey(), message.getValue().asText().getBytes(StandardCharsets.UTF_8), false));
        PrintStream console = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Exchange result;
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            result = send(routeId, seen);
        } finally {
            System.setErr(console);
        }
        seen.saw("leaves", leaves());
        seen.saw("with", headers());
        if (given.has("body")) {
            seen.sawAlways("body", shown(result.getMessage().getBody()));
        }
        seen.saw("asks", JSON.valueToTree(SERVICE.asked()));
        seen.saw("mails", JSON.valueToTree(mails()));
        seen.saw("says", JSON.valueToTree(lines(said.toString(StandardCharsets.UTF_8))));
        Path seenFile = Path.of("target").resolve(CASES.getFileName()).resolve(CASES.relativize(file));
        Files.createDirectories(seenFile.getParent());
        Files.writeString(seenFile, seen.seen() + "\n");
        assertThat(seen.seen()).as("what was seen lies in " + seenFile).isEqualTo(seen.expected());
    }

    @Test
    void everyRouteHasACase() throws IOException {
        TreeSet<String> withCase = new TreeSet<>();
        cases().forEach(file -> withCase.add(file.getParent().getFileName().toString()));
        TreeSet<String> routes = new TreeSet<>();
        for (Path file : RouteFiles.withRoute()) {
            routes.add(RouteFiles.stem(file));
        }
        assertThat(withCase).isEqualTo(routes);
    }

    private Exchange send(String routeId, CaseFile file) throws Exception {
        JsonNode given = file.given();
        Route route = context().getRoute(routeId);
        String entry = route.getEndpoint().getEndpointUri().startsWith("direct")
                ? route.getEndpoint().getEndpointUri()
                : null;
        return template().request(entry == null ? triggered(routeId) : entry, exchange -> {
            exchange.getMessage()
                    .setBody(
                            given.path("input").has("pvs")
                                    ? pvs(given.path("input").path("pvs"))
                                    : file.input());
            exchange.setProperty("pvs", pvs(given.path("pvs")));
            exchange.setProperty("outlet", routeId);
            given.path("headers").properties().forEach(header -> exchange.getMessage()
                    .setHeader(header.getKey(), header.getValue().asText().replace("SERVICE", SERVICE.url())));
        });
    }

    /** Letters that wait ({@code letters}), and the next replies of the mail server by verb ({@code smtp}). */
    private void prepareMail(JsonNode given) throws IOException {
        mailServer.forget();
        Mailbox mailbox = context().getRegistry().lookupByNameAndType("mailbox", Mailbox.class);
        for (JsonNode letter : given.path("letters")) {
            mailbox.put(new Letter(
                    letter.path("id").asText(),
                    Instant.parse(letter.path("at").asText()),
                    null,
                    letter.path("critical").asBoolean(),
                    letter.path("subject").asText(),
                    letter.path("subject").asText(),
                    "<p>" + letter.path("subject").asText() + "</p>",
                    List.of(),
                    List.of()));
        }
        given.path("smtp").properties().forEach(replies -> replies.getValue()
                .forEach(reply -> mailServer.next(replies.getKey(), reply.asText())));
    }

    /** Incidents that are open since a poll a quarter of an hour ago. */
    private void prepareIncidents(JsonNode incidents) throws SQLException {
        if (incidents.isMissingNode()) {
            return;
        }
        Instant polledAt = NOW.minusSeconds(900);
        History history = context().getRegistry().lookupByNameAndType("history", History.class);
        history.store(List.of(Reading.absent("home", "pvs1", "E00123", DeviceKind.INVERTER, polledAt, null)
                .judged(Quality.FRESH, Map.of(Quantity.POWER_KW, 0.2), Map.of())));
        List<IncidentRow> rows = new ArrayList<>();
        incidents.forEach(each -> rows.add(new IncidentRow(
                each.path("id").asText(),
                each.path("kind").asText(),
                each.path("subject").asText(),
                "open",
                each.path("severity").asText(),
                Instant.parse(each.path("since").asText()),
                polledAt,
                polledAt,
                null,
                1,
                each.path("lostKwh").asDouble(),
                "{\"figures\":{},\"days\":[],\"diagnosis\":null}",
                "[]",
                null)));
        history.judgements().keep("home", rows, List.of(), new Judgements.Memory(1, polledAt, "", "", new byte[0]));
    }

    /** Each mail that was taken as recipient and subject. */
    private static List<String> mails() {
        return mailServer.taken().stream()
                .map(mail -> String.join(" ", mail.to()) + " | " + mail.header("Subject"))
                .toList();
    }

    /** A PVS at our service after it has told who it is ({@code info}) and has answered a login ({@code login}). */
    private Supervisor pvs(JsonNode told) throws IOException {
        Supervisors ofTheRoutes = context().getRegistry().lookupByNameAndType("supervisors", Supervisors.class);
        told(ofTheRoutes, told);
        Supervisors atOurService = new Supervisors(
                "pvs1",
                SERVICE.url(),
                "auto",
                Files.createTempDirectory(data, "pvs").toString(),
                new Etiquette(new Sun("38.6", "-121.5"), 0, 0, 3),
                Clock.fixed(NOW, ZoneOffset.UTC));
        return told(atOurService, told);
    }

    private static Supervisor told(Supervisors supervisors, JsonNode told) {
        Supervisor pvs = supervisors.named("pvs1").orElseThrow();
        if (told.has("info")) {
            supervisors.met(pvs, told.get("info").toString());
        }
        if (told.has("login")) {
            supervisors.answeredLogin(pvs, told.get("login").toString(), 200);
        }
        if (told.path("settled").asBoolean()) {
            supervisors.settleLanguage(pvs);
        }
        return pvs;
    }

    /** What other routes give back, one after another. */
    private void reply(JsonNode replies) {
        replies.properties().forEach(reply -> {
            Deque<JsonNode> bodies = new ArrayDeque<>();
            reply.getValue().forEach(bodies::add);
            context().getEndpoint("mock:" + reply.getKey(), MockEndpoint.class).whenAnyExchangeReceived(exchange -> {
                JsonNode body = bodies.remove();
                if (body.has("fails")) {
                    throw new IOException(body.get("fails").asText());
                }
                if (body.isTextual()) { // what an HTTP call gave
                    exchange.getMessage().setBody(body.asText());
                    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, RawAnswer.OK);
                } else {
                    exchange.getMessage().setBody(CaseFile.answer(body));
                }
            });
        });
    }

    /** A route that a clock starts gets a door of its own instead. */
    private String triggered(String routeId) throws Exception {
        AdviceWith.adviceWith(context(), routeId, advice -> advice.replaceFromWith("direct:trigger"));
        context().getRouteController().startRoute(routeId);
        return "direct:trigger";
    }

    private ObjectNode leaves() {
        ObjectNode leaves = JSON.createObjectNode();
        received().forEach(mock -> {
            ArrayNode bodies = leaves.putArray(name(mock));
            mock.getReceivedExchanges()
                    .forEach(exchange -> bodies.add(shown(exchange.getMessage().getBody())));
        });
        return leaves;
    }

    /** The headers of what leaves, by destination. */
    private ObjectNode headers() {
        ObjectNode headers = JSON.createObjectNode();
        received().forEach(mock -> mock.getReceivedExchanges().stream()
                .map(exchange -> new TreeMap<>(exchange.getMessage().getHeaders()))
                .filter(sent -> sent.keySet().removeIf("CamelHttpResponseCode"::equals) || !sent.isEmpty())
                .filter(sent -> !sent.isEmpty())
                .forEach(sent -> headers.withArray(name(mock)).add(JSON.<JsonNode>valueToTree(sent))));
        return headers;
    }

    private static JsonNode shown(Object body) {
        if (body instanceof Supervisor pvs) {
            return JSON.valueToTree("the PVS " + pvs.id());
        }
        return body instanceof InputStream ? JSON.valueToTree("a stream") : JSON.valueToTree(body);
    }

    private List<MockEndpoint> received() {
        return context().getEndpoints().stream()
                .filter(MockEndpoint.class::isInstance)
                .map(MockEndpoint.class::cast)
                .filter(mock -> !mock.getReceivedExchanges().isEmpty())
                .sorted(Comparator.comparing(MockEndpoint::getEndpointUri))
                .toList();
    }

    private static String name(MockEndpoint mock) {
        return mock.getEndpointUri().replace("mock://", "").replace("mock:", "");
    }

    /** What was logged, without the time in front, and without where the test put its files. */
    private List<String> lines(String said) {
        return said.lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .map(line -> line.replaceFirst("^\\S+ \\S+ ", ""))
                .map(line -> line.replace(data.toString(), "DATA")
                        .replaceAll("(http://)?" + SERVICE.url().substring(7), "SERVICE"))
                .map(line -> line.replace("localhost:" + mailServer.port(), "MAILSERVER"))
                .map(line -> line.replaceAll("rejected/\\d{4}-\\d{2}-\\d{2}", "rejected/TODAY"))
                .toList();
    }
}
