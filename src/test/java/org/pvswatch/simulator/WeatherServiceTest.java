package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeatherServiceTest {
    private static final String PLACE = "?latitude=38.6&longitude=-121.5";

    private final HttpClient client = HttpClient.newHttpClient();
    private Simulator simulator;

    @BeforeEach
    void start() throws Exception {
        var noon = Instant.parse("2026-06-01T19:07:00Z");
        simulator = Simulator.start(SimulatorOptions.defaults().withPanels(1).withClock(SimulatedClock.stepped(noon)));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> get(String rest) throws Exception {
        return client.send(
                HttpRequest.newBuilder(simulator.weatherUrl().resolve(rest)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String query) throws Exception {
        return PvsVisitor.parse(get("/v1/forecast" + PLACE + query).body());
    }

    @Test
    void writesKeysUnitsAndDecimalsInOrder() throws Exception {
        var answer =
                get("/v1/forecast" + PLACE + "&current=temperature_2m,is_day&hourly=cloud_cover,shortwave_radiation"
                        + "&minutely_15=snowfall&forecast_days=1");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(answer.body())
                .matches("\\{\"latitude\":38\\.\\d+,\"longitude\":-121\\.\\d+,\"generationtime_ms\":[0-9.]+,"
                        + "\"utc_offset_seconds\":0,\"timezone\":\"GMT\",\"timezone_abbreviation\":\"GMT\","
                        + "\"elevation\":12\\.0,\"current_units\":\\{\"time\":\"iso8601\",\"interval\":\"seconds\","
                        + "\"temperature_2m\":\"°C\",\"is_day\":\"\"},\"current\":\\{\"time\":\"2026-06-01T19:00\","
                        + "\"interval\":900,\"temperature_2m\":\\d+\\.\\d,\"is_day\":1},"
                        + "\"minutely_15_units\":\\{\"time\":\"iso8601\",\"snowfall\":\"cm\"},\"minutely_15\":.*"
                        + "\"hourly_units\":\\{\"time\":\"iso8601\",\"cloud_cover\":\"%\",\"shortwave_radiation\":"
                        + "\"W/m²\"},\"hourly\":\\{\"time\":\\[.*");
        var body = PvsVisitor.parse(answer.body());
        assertThat(body.at("/hourly/time")).hasSize(24);
        assertThat(body.at("/hourly/shortwave_radiation")).hasSize(24);
        assertThat(body.at("/minutely_15/time")).hasSize(96);
        assertThat(answer.body()).contains("\"snowfall\":[0.00,0.00");
    }

    @Test
    void radiationIsTheMeanOfTheHourBeforeUnderThePlantsOwnSky() throws Exception {
        var body = json("&hourly=shortwave_radiation,global_tilted_irradiance&tilt=20&azimuth=-90&timeformat=unixtime"
                + "&forecast_days=1");
        var options = SimulatorOptions.defaults();
        var sky = new Sky(options.site(), options.seed());
        for (int i = 0; i < 24; i++) {
            long end = body.at("/hourly/time/" + i).asLong();
            double global = 0;
            double east = 0;
            for (long mark = end / 300 - 11; mark <= end / 300; mark++) {
                var moment = sky.at(mark);
                global += moment.irradiance().globalHorizontal() / 12;
                east += moment.irradiance().totalOn(options.site().planes().get(0), moment.sun()) / 12;
            }
            assertThat(body.at("/hourly/shortwave_radiation/" + i).asDouble()).isCloseTo(global, within(0.06));
            assertThat(body.at("/hourly/global_tilted_irradiance/" + i).asDouble())
                    .isCloseTo(east, within(0.06));
        }
    }

    @Test
    void theRoofEarnsWhatTheWeatherGivesIt() throws Exception {
        // the valley's first panel looks east, 20 degrees steep
        var body = json("&hourly=global_tilted_irradiance&tilt=20&azimuth=-90&past_days=0&forecast_days=2");
        var visitor = new PvsVisitor(simulator);
        double given = 0;
        double earned = 0;
        for (int hour = 16; hour < 26; hour++) {
            given += body.at("/hourly/global_tilted_irradiance/" + hour).asDouble() / 1000 * 0.36;
            earned += lifetimeKwh(visitor, hour) - lifetimeKwh(visitor, hour - 1);
        }
        assertThat(given).isGreaterThan(1);
        assertThat(earned / given).isBetween(0.7, 0.97);
    }

    private double lifetimeKwh(PvsVisitor visitor, int hour) {
        simulator.clock().stepTo(Instant.parse("2026-06-01T00:00:20Z").plusSeconds(hour * 3_600L));
        return visitor.device(simulator.panelSerials().get(0))
                .get("ltea_3phsum_kwh")
                .asDouble();
    }

    @Test
    void localDaysUseTodaysOffset() throws Exception {
        var body = json("&hourly=temperature_2m&timezone=America/Los_Angeles&past_days=1&forecast_days=2");
        assertThat(body.get("utc_offset_seconds").asInt()).isEqualTo(-25_200);
        assertThat(body.get("timezone_abbreviation").asText()).isEqualTo("GMT-7");
        assertThat(body.at("/hourly/time/0").asText()).isEqualTo("2026-05-31T00:00");
        assertThat(body.at("/hourly/time")).hasSize(72);
        assertThat(json("&hourly=temperature_2m").at("/hourly/time")).hasSize(7 * 24);
        assertThat(json("&hourly=temperature_2m&start_date=2026-04-01&end_date=2026-04-02")
                        .at("/hourly/time/0"))
                .hasToString("\"2026-04-01T00:00\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?latitude=95&longitude=1 | Latitude must be in range of -90 to 90°. Given: 95.0.",
                "?latitude=1&longitude=1&hourly=tempeture_2m | from invalid String value tempeture_2m",
                "?latitude=1&longitude=1&past_days=100 | Past days is invalid. Allowed range 0 to 93. Given 100.",
                "?latitude=1&longitude=1&timezone=Mars/Base | Invalid timezone",
                "?latitude=1&longitude=1&start_date=2026-06-01 | Both 'start_date' and 'end_date' must be set",
                "?latitude=1&longitude=1&start_date=2026-06-02&end_date=2026-06-01 | End-date must be larger",
                "?latitude=1&longitude=1&start_date=2020-06-02&end_date=2026-06-01 | out of allowed range from",
                "?latitude=1&longitude=1&tilt=91 | Parameter `&tilt=` must be within 0° and 90°",
                "?latitude=1&longitude=1&start_date=2026-06-01&end_date=2026-06-01&past_days=1 | mutually exclusive",
                "?longitude=1 | latitude",
                "?latitude=1&longitude=1&daily=sunrise | not simulated",
            })
    void refusesAsTheRealOneDoes(String query, String reason) throws Exception {
        var answer = get("/v1/forecast" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        var body = PvsVisitor.parse(answer.body());
        assertThat(body.get("error").asBoolean()).isTrue();
        assertThat(body.get("reason").asText()).contains(reason);
    }

    @Test
    void callersInOtherProcessesSetTheClockAndReadTheLog() throws Exception {
        assertThat(get("/simulator/clock").body()).isEqualTo("{\"now\":\"2026-06-01T19:07:00Z\",\"stepped\":true}");
        assertThat(get("/simulator/clock?to=2026-06-02T00:00:00Z").statusCode()).isEqualTo(200);
        assertThat(simulator.clock().instant()).isEqualTo(Instant.parse("2026-06-02T00:00:00Z"));
        assertThat(get("/simulator/clock?to=tomorrow").statusCode()).isEqualTo(400);
        new PvsVisitor(simulator).serial();
        var log = PvsVisitor.parse(get("/simulator/requests").body());
        assertThat(log.get("pvs").asInt()).isEqualTo(1);
        assertThat(log.get("writeAttempts")).isEmpty();
        simulator.clock().runFrom(simulator.clock().instant(), 1);
        assertThat(get("/simulator/clock?to=2026-06-02T00:00:00Z").statusCode()).isEqualTo(409);
        assertThat(get(URI.create("/other").toString()).statusCode()).isEqualTo(404);
    }
}
