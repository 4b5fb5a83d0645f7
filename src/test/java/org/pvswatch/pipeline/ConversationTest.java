package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.SiteTotals;
import org.pvswatch.simulator.Announcement;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/** The talk with a PVS on the shipped routes: who it is, how it is asked, and what it is spared. */
class ConversationTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final Duration TICK = Duration.ofMinutes(5);

    @TempDir
    private Path data;

    private static Instant tick(int number) {
        return NOON.plus(TICK.multipliedBy(number));
    }

    private static void poll(House house, int from, int to) {
        house.pollEvery(TICK, tick(from), tick(to));
    }

    private static long polls(House house) throws Exception {
        return house.watch().history().count(History.Table.POLL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "l0-2019",
                "l0-pvs5",
                "l0-2024",
                "l0-61839",
                "l0-61839-ess",
                "v-61840",
                "v-61845",
                "v-61846",
                "v-storage",
                "v-61846-storage",
                "v-pvs5"
            })
    void findsOutTheLanguageOfEveryFirmware(String profile) throws Exception {
        try (House house = new House(data, profile, NOON).started()) {
            poll(house, 0, 3);
            assertThat(house.warnings()).isEmpty();
            assertThat(polls(house)).isEqualTo(3);
            boolean logsIn = Profile.named(profile).isVarserver();
            assertThat(house.simulator().requestsSeen())
                    .filteredOn(seen -> seen.contains("supervisor/info"))
                    .hasSize(1);
            assertThat(house.simulator().requestsSeen())
                    .anyMatch(seen -> seen.contains(logsIn ? "/vars?match=/sys/devices/" : "Command=DeviceList"))
                    .noneMatch(seen -> seen.contains(logsIn ? "Command=DeviceList" : "/vars"));
            assertThat(house.simulator().writeAttempts()).isEmpty();
            assertThat(house.simulator().peakRequestsInFlight()).isEqualTo(1);
            List<?> inverters = house.watch().history().pollsAfter(0, 1).get(0).inverters();
            assertThat(inverters).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"l0-61839", "v-61845"})
    void anAddressNeedsNoScheme(String profile) throws Exception {
        try (House house = new House(data, profile, NOON)) {
            house.with("pvs.url", house.simulator().pvsUrl().getAuthority()).started();
            poll(house, 0, 2);
            assertThat(polls(house)).isEqualTo(2);
        }
    }

    @Test
    void noticesAFirmwareUpdateAtThePollThatMeetsIt() throws Exception {
        try (House house = new House(data, "l0-61839", NOON, "update@2026-06-10T12:12").started()) {
            poll(house, 0, 5);
            assertThat(polls(house)).as("no poll is missing").isEqualTo(5);
            assertThat(house.warnings())
                    .singleElement()
                    .asString()
                    .contains("had its firmware updated", "61845", "varserver");
            assertThat(house.simulator().requestsSeen())
                    .filteredOn(seen -> seen.contains("DeviceList"))
                    .as("three before, one refused")
                    .hasSize(4);
            assertThat(house.archived())
                    .filteredOn(file -> file.toString().contains("http403"))
                    .hasSize(1);
        }
    }

    @Test
    void aRefusalWithoutALoginIsAnUnwellPvs() throws Exception {
        try (House house = new House(data, "l0-61839", NOON, "403@2026-06-10T12:04/12m").started()) {
            poll(house, 0, 6);
            assertThat(house.warnings())
                    .filteredOn(line -> line.contains("the PVS is unwell, no password is wrong"))
                    .isNotEmpty();
            assertThat(house.everythingSaid()).contains("answers again, after");
            assertThat(house.simulator().loginCount()).isZero();
            assertThat(polls(house)).isEqualTo(3);
        }
    }

    @Test
    void usesASessionAgainAndEndsItAtTheStop() throws Exception {
        try (House house = new House(data, "v-61845", NOON).started()) {
            house.pollEvery(Duration.ofMinutes(1), NOON, NOON.plus(Duration.ofMinutes(4)));
            assertThat(house.simulator().loginCount()).isEqualTo(1);
            poll(house, 4, 7);
            assertThat(house.simulator().loginCount())
                    .as("one after each pause that killed it")
                    .isBetween(2L, 4L);
            assertThat(house.simulator().liveSessions()).isEqualTo(1);
            house.stopWatching();
            assertThat(house.simulator().logoutCount()).isEqualTo(1);
            assertThat(house.simulator().liveSessions()).isZero();
            assertThat(house.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"expire:2", "expire:1", "restart", "noinverters", "notloggedin"})
    void sessionTroubleCostsNoPollThatCanBeHad(String fault) throws Exception {
        try (House house = new House(data, "v-61845", NOON, fault + "@2026-06-10T12:06/3m").started()) {
            poll(house, 0, 4);
            assertThat(polls(house)).isEqualTo(4);
            assertThat(house.warnings()).isEmpty();
            assertThat(house.archived()).noneMatch(file -> file.toString().contains("http401"));
        }
    }

    @Test
    void aLoginLoopIsLeftAlone() throws Exception {
        try (House house = new House(data, "v-61845", NOON, "401@2026-06-10T12:04/3h").started()) {
            poll(house, 0, 1);
            long before = house.simulator().requestCount();
            poll(house, 1, 36);
            assertThat(house.simulator().requestCount() - before)
                    .as("35 ticks, eight asks of four requests")
                    .isLessThanOrEqualTo(45);
            poll(house, 36, 46);
            assertThat(house.everythingSaid()).contains("answers again");
            assertThat(polls(house)).as("at most half an hour late").isGreaterThanOrEqualTo(1 + 4);
        }
    }

    @Test
    void aVariableThatHangsDoesNotHoldThePoll() throws Exception {
        try (House house = new House(data, "v-61845", NOON, "hang:/sys/pvs/flashwear_type_b@2026-06-10T00:00")
                .with("pvs.limit-ms", "700")
                .started()) {
            poll(house, 0, 3);
            assertThat(polls(house)).isEqualTo(3);
            assertThat(house.watch().history().pollsAfter(0, 1).get(0).inverters())
                    .hasSize(6);
            assertThat(house.warnings())
                    .singleElement()
                    .asString()
                    .contains("no answer in time (700 ms for /vars?name=/sys/pvs/flashwear_type_b");
        }
    }

    @Test
    void asksForTheWearOfTheFlashOnceADay() throws Exception {
        try (House house = new House(data, "v-61845", NOON).started()) {
            house.pollEvery(Duration.ofMinutes(30), NOON, NOON.plus(Duration.ofHours(47)));
            assertThat(house.simulator().requestsSeen())
                    .filteredOn(seen -> seen.contains("flashwear"))
                    .hasSize(2);
        }
    }

    @Test
    void aBoxThatHangsIsAskedEverMoreSeldom() throws Exception {
        try (House house = new House(data, "l0-61839", NOON, "hang@2026-06-10T12:04/4h")
                .with("pvs.limit-ms", "100")
                .with("pvs.device-list-limit-ms", "100")
                .started()) {
            poll(house, 0, 1);
            poll(house, 1, 49);
            assertThat(house.warnings()).as("48 ticks").hasSizeBetween(8, 13);
            poll(house, 49, 56);
            assertThat(polls(house)).as("at most half an hour late").isGreaterThanOrEqualTo(2);
            assertThat(house.everythingSaid()).contains("answers again, after");
        }
    }

    @Test
    void aBoxThatIsNotThereIsTriedAtEveryTick() throws Exception {
        try (House house = new House(data, "l0-61839", NOON, "refused@2026-06-10T12:04/21m").started()) {
            poll(house, 0, 8);
            assertThat(house.warnings()).hasSize(4).allMatch(line -> line.contains("Connection refused"));
            assertThat(polls(house)).isEqualTo(4);
        }
    }

    @Test
    void anotherCertificateWaitsForItsOwner() throws Exception {
        try (House house = new House(data, "v-61845", NOON, "cert@2026-06-10T12:04").started()) {
            poll(house, 0, 2);
            assertThat(polls(house)).isEqualTo(1);
            String warning = house.warnings().get(0);
            assertThat(house.warnings()).hasSize(1);
            assertThat(warning).contains("another certificate than at first contact", "pvs.accept-certificate=");
            long before = house.simulator().loginCount();
            house.stopWatching();
            house.with("pvs.accept-certificate", warning.substring(warning.length() - 64))
                    .started();
            poll(house, 2, 3);
            assertThat(polls(house)).isEqualTo(2);
            assertThat(house.simulator().loginCount()).isEqualTo(before + 1);
            house.stopWatching();
            house.with("pvs.accept-certificate", "").started();
            poll(house, 3, 4);
            assertThat(polls(house)).isEqualTo(3);
        }
    }

    @Test
    void twoBoxesOfOneSiteAreAskedOneAfterAnother() throws Exception {
        try (House house = new House(data, "l0-61839", NOON);
                Simulator barn = Simulator.start(SimulatorOptions.defaults()
                        .withProfile(Profile.V_61845)
                        .withClock(house.simulator().clock())
                        .withSeed(7)
                        .withPanels(4))) {
            house.with("pvs.url", house.simulator().pvsUrl() + ", " + barn.pvsUrl())
                    .with("pvs.id", "roof, barn")
                    .started();
            poll(house, 0, 3);
            assertThat(house.warnings()).isEmpty();
            assertThat(house.watch().history().pollsAfter(0, 9))
                    .extracting(poll -> poll.pvs() + " " + poll.inverters().size())
                    .containsExactly("roof 6", "barn 4", "roof 6", "barn 4", "roof 6", "barn 4");
            List<SiteTotals> totals = house.watch().history().pollsAfter(0, 9).stream()
                    .map(StoredPoll::totals)
                    .toList();
            assertThat(totals).extracting(SiteTotals::pvsCount).containsExactly(1, 1, 2, 2, 2, 2);
            assertThat(totals.get(2).productionKw())
                    .as("the first tick, at one and the same moment, knows of one; from then on it is the whole site")
                    .isCloseTo(totals.get(0).productionKw() + totals.get(1).productionKw(), within(0.3));
            assertThat(Files.list(data.resolve("certificates")).map(Path::getFileName))
                    .containsExactly(Path.of("barn.sha256"));
            assertThat(barn.peakRequestsInFlight()).isEqualTo(1);
        }
    }

    @Test
    void aPvsThatLeftItsAddressIsFoundAgainByItsSerial() throws Exception {
        try (House house = new House(data, "l0-61839", NOON, "refused@2026-06-10T12:04/10h").started()) {
            SimulatorOptions same = SimulatorOptions.defaults()
                    .withClock(house.simulator().clock())
                    .withPanels(6);
            poll(house, 0, 1);
            try (Simulator moved = Simulator.start(same);
                    Announcement announcement = new Announcement()) {
                announcement.begin(moved, same);
                poll(house, 1, 6);
                assertThat(house.warnings())
                        .filteredOn(line -> line.contains("set pvs.url to that"))
                        .singleElement()
                        .asString()
                        .contains("pvs1 at " + house.simulator().pvsUrl() + " answers at " + moved.pvsUrl() + " now");
                assertThat(polls(house)).as("three in vain").isEqualTo(3);
            }
        }
    }

    @Test
    void oneRequestAtATimeHoweverOftenItIsAsked() throws Exception {
        try (House house = new House(data, "l0-61839", NOON, "slow:1s@2026-06-10T00:00").started()) {
            house.simulator().clock().stepTo(NOON.plusSeconds(20));
            Thread other = new Thread(() -> house.watch().send("direct:ask-every-pvs", null));
            other.start();
            house.watch().send("direct:ask-every-pvs", null);
            other.join();
            assertThat(house.simulator().peakRequestsInFlight()).isEqualTo(1);
            assertThat(polls(house)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POST /vars", "PUT /cgi-bin/dl_cgi/x", "DELETE /x", "GET /vars?set=/sys/telemetryws/enable=1"})
    void noRouteWhateverItIsCanWriteToAPvs(String request) throws Exception {
        try (House house = new House(data, "v-61845", NOON).started()) {
            String[] words = request.split(" ");
            long before = house.simulator().requestCount();
            Exchange sent = house.watch()
                    .context()
                    .createProducerTemplate()
                    .request(
                            house.simulator().pvsUrl() + words[1] + (words[1].contains("?") ? "&" : "?") + "httpMethod="
                                    + words[0],
                            exchange -> exchange.getMessage().setBody("set=/a=1"));
            assertThat(sent.getException()).hasMessageContaining("a PVS is only ever read");
            assertThat(house.simulator().requestCount()).isEqualTo(before);
        }
    }

    @Test
    void theNightCanBeSpared() throws Exception {
        Instant evening = Instant.parse("2026-06-11T02:00:00Z");
        try (House house = new House(data, "l0-61839", evening)
                .with("pvs.night-minutes", "60")
                .started()) {
            house.pollEvery(TICK, evening, evening.plus(Duration.ofHours(12)));
            List<Instant> asked = house.watch().history().pollsAfter(0, 200).stream()
                    .map(poll -> poll.polledAt())
                    .toList();
            // the sun is six degrees down from 21:06 to 05:10 local time
            assertThat(asked)
                    .filteredOn(at -> at.isBefore(Instant.parse("2026-06-11T04:05:00Z")))
                    .hasSize(25);
            assertThat(asked)
                    .filteredOn(at -> at.isAfter(Instant.parse("2026-06-11T04:10:00Z"))
                            && at.isBefore(Instant.parse("2026-06-11T12:05:00Z")))
                    .hasSize(8);
            assertThat(asked)
                    .filteredOn(at -> at.isAfter(Instant.parse("2026-06-11T12:15:00Z")))
                    .hasSizeBetween(20, 21);
        }
    }

    @Test
    void anOpenBoxIsNeverAskedTwiceInAMinute() throws Exception {
        try (House house = new House(data, "l0-61839", NOON).started()) {
            house.pollEvery(Duration.ofSeconds(20), NOON, NOON.plusSeconds(300));
            assertThat(polls(house)).isEqualTo(5);
        }
    }
}
