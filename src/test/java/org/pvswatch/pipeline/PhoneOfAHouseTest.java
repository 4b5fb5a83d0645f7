package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.Judgements.Memory;
import org.pvswatch.history.Judgements.NoticeRow;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.mail.ScriptedSmtp;
import org.pvswatch.outlet.PhoneServices;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** From a notice in history to a phone, on the shipped routes, each service as strict as the real one. */
class PhoneOfAHouseTest {
    private static final Instant BEGIN = Instant.parse("2026-06-10T18:00:00Z");
    private static final List<String> SERVICES = List.of("ntfy", "telegram", "pushover", "webhook");

    @TempDir
    private Path data;

    @TempDir
    private Path secrets;

    private PhoneServices services;
    private House house;

    @BeforeEach
    void start() throws Exception {
        services = new PhoneServices(0);
        house = new House(data, "l0-61839", BEGIN)
                .with("alert.ntfy.url", services.url())
                .with("alert.ntfy.topic", "my-house")
                .with("alert.ntfy.token-file", secret("ntfy", PhoneServices.NTFY_TOKEN))
                .with("alert.telegram.url", services.url())
                .with("alert.telegram.chat", "77")
                .with("alert.telegram.token-file", secret("bot", PhoneServices.BOT_TOKEN))
                .with("alert.pushover.url", services.url())
                .with("alert.pushover.user", "uOwner")
                .with("alert.pushover.token-file", secret("app", PhoneServices.APP_TOKEN))
                .with("alert.webhook.url", services.url() + "/hook")
                .with("alert.webhook.secret-file", secret("hook", PhoneServices.HOOK_SECRET))
                .started();
        happens(0);
        house.watch().send("direct:tell-outlets", null); // nothing is open: from here on it is told
    }

    @AfterEach
    void stop() throws Exception {
        services.close();
        house.stopWatching();
        List<String> all = List.of(
                PhoneServices.NTFY_TOKEN, PhoneServices.BOT_TOKEN, PhoneServices.APP_TOKEN, PhoneServices.HOOK_SECRET);
        List<String> leaks = Leaks.in(data, house.everythingSaid(), all);
        house.close();
        assertThat(leaks).isEmpty();
    }

    private String secret(String name, String value) throws IOException {
        return Files.writeString(secrets.resolve(name), value + "\n").toString();
    }

    /** A poll at some hour, and the panels that are found dead up to then, each in its own hour. */
    private void happens(int hour) throws Exception {
        Instant at = BEGIN.plus(Duration.ofHours(hour));
        house.simulator().clock().stepTo(at);
        house.watch()
                .history()
                .store(List.of(Reading.absent("home", "pvs1", "E00000", DeviceKind.INVERTER, at, null)
                        .judged(Quality.FRESH, Map.of(Quantity.POWER_KW, 0.2), Map.of())));
        if (hour > 0) {
            String id = "home.not-producing.e0010" + hour;
            String evidence = "{\"figures\":{},\"days\":[],\"diagnosis\":null}";
            IncidentRow row = new IncidentRow(
                    id,
                    "not-producing",
                    "E0010" + hour,
                    "open",
                    "normal",
                    at,
                    at,
                    at,
                    null,
                    1,
                    0,
                    evidence,
                    "[]",
                    null);
            String items =
                    "[{\"incident\":\"%s\",\"kind\":\"not-producing\",\"subject\":\"E0010%d\",\"event\":\"open\"}]"
                            .formatted(id, hour);
            house.watch()
                    .history()
                    .judgements()
                    .keep(
                            "home",
                            List.of(row),
                            List.of(new NoticeRow(at, items)),
                            new Memory(hour, at, "", "", new byte[0]));
        }
    }

    private void look(Duration later) {
        house.simulator().clock().stepTo(house.simulator().clock().instant().plus(later));
        house.watch().send("direct:tell-outlets", null);
    }

    private static String title(int hour) {
        return "Solar: panel E0010%d not producing since Wed 10 Jun %d:00".formatted(hour, 11 + hour);
    }

    @Test
    void eachIsToldOnceInOrderThroughAnOutageAndARestart() throws Exception {
        happens(1);
        look(Duration.ZERO);
        look(Duration.ZERO);
        for (String service : SERVICES) {
            assertThat(services.taken(service)).as(service).containsExactly(title(1));
        }
        int port = services.port();
        services.close();
        happens(2);
        look(Duration.ZERO);
        happens(3);
        look(Duration.ZERO);
        assertThat(house.warnings())
                .filteredOn(line -> line.contains("nobody answers there"))
                .hasSize(SERVICES.size());
        house.stopWatching();
        house.started();
        services = new PhoneServices(port);
        look(Duration.ofMinutes(5));
        house.stopWatching();
        house.started();
        look(Duration.ofMinutes(5));
        for (String service : SERVICES) {
            assertThat(services.taken(service)).as(service).containsExactly(title(2), title(3));
        }
    }

    @Test
    void whoHasNoTimeIsLeftAloneForAsLongAsItAsks() throws Exception {
        happens(1);
        services.says("telegram", 429, "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":340}}");
        services.says("ntfy", 503, "");
        look(Duration.ZERO);
        look(Duration.ofMinutes(5));
        assertThat(services.taken("ntfy")).containsExactly(title(1));
        assertThat(services.taken("telegram")).isEmpty();
        look(Duration.ofMinutes(1));
        assertThat(services.taken("telegram")).containsExactly(title(1));
    }

    @Test
    void aWrongTokenHoldsEverythingBackUntilItIsMended() throws Exception {
        secret("ntfy", "tk_old");
        secret("bot", "1:old");
        secret("app", "old");
        secret("hook", "old");
        happens(1);
        look(Duration.ZERO);
        look(Duration.ofMinutes(59));
        assertThat(house.warnings())
                .filteredOn(line -> line.contains("refuses us"))
                .hasSize(SERVICES.size());
        secret("ntfy", PhoneServices.NTFY_TOKEN);
        secret("bot", PhoneServices.BOT_TOKEN);
        secret("app", PhoneServices.APP_TOKEN);
        secret("hook", PhoneServices.HOOK_SECRET);
        look(Duration.ofMinutes(1));
        for (String service : SERVICES) {
            assertThat(services.taken(service)).as(service).containsExactly(title(1));
        }
    }

    @Test
    void oneThatIsNeverTakenDoesNotHoldUpTheNext() throws Exception {
        happens(1);
        happens(2);
        services.says("webhook", 422, "");
        look(Duration.ZERO);
        assertThat(services.taken("webhook")).containsExactly(title(2));
        assertThat(house.warnings())
                .singleElement()
                .asString()
                .contains("does not take '" + title(1), "status 422", "left out");
    }

    @Test
    void whenMailIsWhatIsBrokenThePhoneIsToldOnceAndWhenItIsMended() throws Exception {
        ScriptedSmtp server = ScriptedSmtp.started();
        server.next("MAIL", "451 4.3.0 no room");
        house.stopWatching();
        house.with("mail.host", "localhost")
                .with("mail.port", String.valueOf(server.port()))
                .with("mail.security", "none")
                .with("mail.from", "pvs@home.example")
                .with("mail.to", "me@home.example")
                .started();
        Mailbox mailbox = house.watch().word("mailbox", Mailbox.class);
        mailbox.put(new Letter("home.note", BEGIN, null, false, "News", "News.", "<p>News.</p>", List.of(), List.of()));
        house.watch().send("direct:send-mail", null);
        look(Duration.ofHours(5));
        assertThat(services.taken("ntfy")).as("an hour may pass").isEmpty();
        look(Duration.ofHours(2));
        look(Duration.ofHours(1));
        house.stopWatching();
        house.started();
        look(Duration.ofHours(1));
        for (String service : SERVICES) {
            assertThat(services.taken(service))
                    .as(service)
                    .containsExactly("Solar: mail cannot be sent since Wed 10 Jun 11:00");
        }
        house.watch().send("direct:send-mail", null);
        assertThat(server.taken()).hasSize(1);
        server.close();
        look(Duration.ofHours(1));
        look(Duration.ofHours(1));
        for (String service : SERVICES) {
            assertThat(services.taken(service))
                    .as(service)
                    .containsExactly("Solar: mail cannot be sent since Wed 10 Jun 11:00", "Solar: mail is sent again");
        }
    }
}
