package org.pvswatch.weather;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions to the US weather service for one answer, one after another: where we are, which station is near, then the
 * forecast and what was observed. Not thread-safe; of one exchange.
 */
public final class NwsVisit {
    private static final Logger LOG = LoggerFactory.getLogger("ask-nws");
    private static final int NOT_FOUND = 404;

    private enum Question {
        POINT,
        STATIONS,
        GRID,
        OBSERVATION,
        NONE
    }

    private final Nws nws;
    private final List<String> kept = new ArrayList<>();
    private int status = RawAnswer.OK;
    private boolean anyGood;
    private boolean askedAnew;
    private String grid;
    private String stations;
    private String station;
    private Question question;

    NwsVisit(Nws nws) {
        this.nws = nws;
        NwsPlace place = nws.place();
        question = place == null ? Question.POINT : Question.GRID;
        grid = place == null ? null : place.grid();
        station = place == null ? null : place.station();
    }

    /** What to ask next, {@code null} when all is asked. */
    public String getAddress() {
        return switch (question) {
            case POINT -> nws.pointAddress();
            case STATIONS -> nws.address(stations);
            case GRID -> nws.address(grid);
            case OBSERVATION -> nws.address("/stations/" + station + "/observations/latest");
            case NONE -> null;
        };
    }

    void answered(int httpStatus, String text) {
        boolean good = httpStatus == RawAnswer.OK;
        switch (question) {
            case POINT -> where(good, httpStatus, text);
            case STATIONS -> {
                station = good ? firstStation(json(text)) : null;
                nws.place(grid, station);
                question = Question.GRID;
            }
            case GRID -> forecast(good, httpStatus, text);
            case OBSERVATION -> {
                if (good) {
                    keep(httpStatus, text);
                }
                question = Question.NONE;
            }
            case NONE -> throw new IllegalStateException("nothing was asked");
        }
    }

    /** All that was told of the weather, one document after another; else the refusal. */
    public String getText() {
        return String.join("\n", kept);
    }

    /** 200 when there is weather in it, else the status of the refusal. */
    public int getStatus() {
        return anyGood ? RawAnswer.OK : status;
    }

    private void where(boolean good, int httpStatus, String text) {
        JsonNode place = good ? json(text).path("properties") : json("");
        grid = path(place.path("forecastGridData"));
        stations = path(place.path("observationStations"));
        if (grid == null) {
            keep(httpStatus, text);
            anyGood = false;
            question = Question.NONE;
        } else {
            question = stations == null ? Question.GRID : Question.STATIONS;
        }
    }

    private void forecast(boolean good, int httpStatus, String text) {
        if (httpStatus == NOT_FOUND && !askedAnew) {
            askedAnew = true;
            nws.forget();
            question = Question.POINT;
            return;
        }
        if (!good) {
            LOG.warn(
                    "there is no forecast now (HTTP {}: '{}'), only what was observed; the next try is on schedule",
                    httpStatus,
                    Redaction.quotable(json(text).path("title").asText()));
        }
        keep(httpStatus, text);
        question = station == null ? Question.NONE : Question.OBSERVATION;
    }

    private void keep(int httpStatus, String text) {
        anyGood |= httpStatus == RawAnswer.OK;
        status = httpStatus;
        kept.add(text);
    }

    /** The path of an address that the service gave; we stay where we are sent by the settings. */
    private static String path(JsonNode address) {
        try {
            String path = URI.create(address.asText()).getRawPath();
            return path == null || path.isEmpty() ? null : path;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String firstStation(JsonNode list) {
        String id = list.path("features")
                .path(0)
                .path("properties")
                .path("stationIdentifier")
                .asText();
        return id.matches("[A-Za-z0-9]{1,12}") ? id : null;
    }

    private static JsonNode json(String text) {
        try {
            return Forecast.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
