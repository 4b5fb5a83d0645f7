package org.pvswatch.weather;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How the US National Weather Service is asked; word of the route {@code ask-nws}. Which cell of its grid and which station
 * are ours is asked once in some days, and anew when the service knows the cell no more: its grids drift. Thread-safe.
 */
public final class Nws {
    private static final Duration KNOWN_FOR = Duration.ofDays(7);
    private static final int DECIMALS = 4;

    private final String url;
    private final String point;
    private final Clock clock;
    private NwsPlace place;

    /**
     * @param url of the service
     * @param latitude degrees north
     * @param longitude degrees east
     */
    public Nws(String url, String latitude, String longitude, Clock clock) {
        this.url = url;
        this.point = rounded(latitude) + "," + rounded(longitude);
        this.clock = clock;
    }

    /** More decimals, or zeros at the end, are answered with a redirect. */
    private static String rounded(String degrees) {
        BigDecimal shortened =
                new BigDecimal(degrees).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return shortened.signum() == 0 ? "0" : shortened.toPlainString();
    }

    /** Who asks, as the service wants to know it. @param contact a mail address or a page */
    public String userAgent(String contact) {
        return "pvs-watch (" + contact + ")";
    }

    /** Begins to ask. */
    public NwsVisit visit() {
        return new NwsVisit(this);
    }

    /** Takes what came of a question. */
    public void answered(NwsVisit visit, int httpStatus, String text) {
        visit.answered(httpStatus, text);
    }

    String pointAddress() {
        return url + "/points/" + point;
    }

    String address(String path) {
        return url + path;
    }

    /** {@code null} when it is to be asked. */
    synchronized NwsPlace place() {
        Instant now = clock.instant();
        boolean known = place != null && now.isBefore(place.since().plus(KNOWN_FOR)) && !now.isBefore(place.since());
        return known ? place : null;
    }

    synchronized void place(String grid, String station) {
        place = new NwsPlace(grid, station, clock.instant());
    }

    synchronized void forget() {
        place = null;
    }
}
