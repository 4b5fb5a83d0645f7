package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.Conditions;
import org.pvswatch.replay.Replay;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.weather.WeatherServices;

/** A house that asks OpenWeatherMap or the US weather service. */
class OtherWeatherTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private House house(WeatherServices services, String service) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), WeatherServices.KEY + "\n");
        return new House(folder.resolve("data"), "l0-61839", NOON)
                .with("site.latitude", "38.60004")
                .with("site.longitude", "-121.50")
                .with("weather.service", service)
                .with("weather.openweathermap.url", services.url())
                .with("weather.openweathermap.key-file", key.toString())
                .with("weather.nws.url", services.url())
                .with("weather.nws.contact", "me@home.example");
    }

    private static void askAndPoll(House house, Instant mark) {
        house.simulator().clock().stepTo(mark);
        house.watch().send("direct:ask-weather", null);
        house.pollAt(mark);
    }

    private static List<Conditions> weather(House house) throws Exception {
        return house.watch().history().pollsAfter(0, 99).stream()
                .map(StoredPoll::weather)
                .toList();
    }

    private static Conditions conditions(Instant asked, Double cloud, Double celsius, Double snowCm, Double fallenMm) {
        return new Conditions(asked, cloud, celsius, null, null, snowCm, fallenMm);
    }

    @Test
    void oneArchiveHoldsThemAllAndAReplayReadsItTheSame() throws Exception {
        SimulatedClock there = SimulatedClock.stepped(NOON);
        List<Conditions> live;
        try (WeatherServices services = new WeatherServices(there::instant)) {
            try (House house = house(services, "nws").started()) {
                askAndPoll(house, NOON);
                there.stepTo(NOON.plus(HOUR));
                askAndPoll(house, NOON.plus(HOUR));
                house.pollAt(NOON.plus(HOUR.multipliedBy(4))); // nothing observed any more, and the forecast goes on
                assertThat(house.warnings()).isEmpty();
                assertThat(weather(house))
                        .containsExactly(
                                conditions(NOON, 75.0, 12.5, 0.0, 0.2),
                                conditions(NOON.plus(HOUR), 75.0, 12.5, 0.0, 0.2),
                                conditions(NOON.plus(HOUR), 90.0, 9.0, 0.1, null));
            }
            assertThat(services.asked())
                    .containsExactly(
                            "/points/38.6,-121.5",
                            "/gridpoints/STO/42,67/stations",
                            "/gridpoints/STO/42,67",
                            "/stations/KSAC/observations/latest",
                            "/gridpoints/STO/42,67",
                            "/stations/KSAC/observations/latest");
            there.stepTo(NOON.plus(HOUR.multipliedBy(5)));
            try (House house = house(services, "openweathermap").started()) {
                askAndPoll(house, NOON.plus(HOUR.multipliedBy(5)));
                house.pollAt(NOON.plus(HOUR.multipliedBy(7)));
                assertThat(house.warnings()).isEmpty();
                live = weather(house);
                assertThat(live.subList(3, 5))
                        .containsExactly(conditions(NOON.plus(HOUR.multipliedBy(5)), 83.0, 11.4, 0.0, 0.32), null);
                noTraceOfTheKey(house);
            }
        }
        try (House again = new House(folder.resolve("again"), "l0-61839", NOON).started()) {
            new Replay(again.watch(), again.settings())
                    .all(Replay.answersIn(folder.resolve("data/archive")), false, each -> {});
            assertThat(weather(again)).isEqualTo(live);
            assertThat(again.warnings()).isEmpty();
        }
    }

    @Test
    void eachRefusalIsOneLineAndTheKeyIsInNone() throws Exception {
        SimulatedClock there = SimulatedClock.stepped(NOON);
        try (WeatherServices services = new WeatherServices(there::instant);
                House house = house(services, "openweathermap").started()) {
            Files.writeString(folder.resolve("key"), "wrongkey");
            askAndPoll(house, NOON);
            Files.writeString(folder.resolve("key"), WeatherServices.KEY);
            services.says(
                    "/data", 429, "{\"cod\":429,\"message\":\"Your account " + WeatherServices.KEY + " is blocked\"}");
            askAndPoll(house, NOON.plus(HOUR));
            services.says("/data", 502, "<html>appid=" + WeatherServices.KEY + "</html>");
            askAndPoll(house, NOON.plus(HOUR.multipliedBy(2)));
            services.goAway();
            askAndPoll(house, NOON.plus(HOUR.multipliedBy(3)));
            assertThat(house.warnings()).hasSize(4);
            assertThat(house.warnings().get(0))
                    .contains("OpenWeatherMap says 'Invalid API key. ")
                    .contains(
                            "(401); a new key is taken after some hours, else look at weather.openweathermap.key-file");
            assertThat(house.warnings().get(1)).contains("'Your account (removed) is blocked' (429); ask less often");
            assertThat(house.warnings().get(2)).contains("not the JSON it should be (HTTP 502)");
            assertThat(house.warnings().get(3)).contains("nothing taken, the next try is on schedule: Connect to");
            assertThat(weather(house)).hasSize(4).containsOnlyNulls();
            noTraceOfTheKey(house);
            Files.delete(folder.resolve("key"));
            house.watch().send("direct:ask-weather", null);
            assertThat(house.warnings().get(4)).contains("key cannot be read").doesNotContain("appid");
        }
    }

    @Test
    void aGridThatDriftedIsLookedUpAnewAndOneThatExpiredIsDoneWithout() throws Exception {
        SimulatedClock there = SimulatedClock.stepped(NOON);
        try (WeatherServices services = new WeatherServices(there::instant);
                House house = house(services, "nws").started()) {
            services.refuses("/points", 404, "InvalidPoint", "Unable to provide data for requested point");
            askAndPoll(house, NOON);
            askAndPoll(house, NOON.plus(HOUR));
            services.drift();
            int before = services.asked().size();
            askAndPoll(house, NOON.plus(HOUR.multipliedBy(2)));
            assertThat(services.asked().subList(before, services.asked().size()))
                    .containsExactly(
                            "/gridpoints/STO/42,67",
                            "/points/38.6,-121.5",
                            "/gridpoints/STO/43,67/stations",
                            "/gridpoints/STO/43,67",
                            "/stations/KSAC/observations/latest");
            there.stepTo(NOON.plus(HOUR.multipliedBy(3)));
            services.refuses(
                    "/gridpoints", 503, "ForecastGridExpired", "The requested forecast grid was issued long ago");
            askAndPoll(house, NOON.plus(HOUR.multipliedBy(3)));
            services.refuses(
                    "/gridpoints", 503, "ForecastGridExpired", "The requested forecast grid was issued long ago");
            services.refuses("/stations", 503, "UnavailableWebService", "");
            askAndPoll(house, NOON.plus(HOUR.multipliedBy(6)));
            assertThat(weather(house).get(3).cloudCoverPercent()).isEqualTo(75.0);
            assertThat(weather(house).get(3).precipitationMm()).isNull();
            assertThat(house.warnings())
                    .hasSize(4)
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .contains("the US weather service says 'InvalidPoint Unable to provide")
                                    .contains("(HTTP 404); it knows the United States only"),
                            line -> assertThat(line)
                                    .contains("ask-nws - there is no forecast now (HTTP 503: 'ForecastGridExpired')"),
                            line -> assertThat(line).contains("ask-nws - there is no forecast now (HTTP 503"),
                            line -> assertThat(line).contains("says 'ForecastGridExpired The requested"));
        }
    }

    @Test
    void whatTheyTellIsHeldAgainstOurClockToo() throws Exception {
        for (String service : List.of("nws", "openweathermap")) {
            SimulatedClock ours = SimulatedClock.stepped(NOON.minus(Duration.ofDays(3)));
            try (WeatherServices services = new WeatherServices(() -> NOON);
                    House house = house(services, service).started(ours)) {
                house.watch().send("direct:ask-weather", null);
                assertThat(house.warnings())
                        .singleElement()
                        .asString()
                        .contains("our clock shows 2026-06-07T19:00:00Z and the weather service tells of other days");
            }
        }
    }

    private static void noTraceOfTheKey(House house) throws Exception {
        assertThat(house.everythingSaid()).doesNotContain(WeatherServices.KEY);
        for (Path file : house.below(".")) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain(WeatherServices.KEY);
        }
        for (Path file : house.archived()) {
            assertThat(House.text(file)).doesNotContain(WeatherServices.KEY);
        }
    }
}
