package org.pvswatch.own;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who is told what; word of the routes that tell. Shipped sinks and feeds are named by the settings; a route of the
 * owner is told because of the name it begins with: {@code seda:sink-phone} after each poll that there may be something
 * new, {@code seda:poll-phone} the readings of each poll as a list, {@code seda:reading-phone} each of them by itself, and
 * {@code seda:day-phone}, {@code seda:incident-phone} and {@code seda:report-phone} each of those when there is a new one.
 * Thread-safe.
 */
public final class Feeds {
    /** What an owner's route may begin with. */
    static final Set<String> KINDS = Set.of("sink", "poll", "reading", "day", "incident", "report");

    /** Nobody waits for a route of the owner, and one that lags loses something rather than the memory. */
    private static final String LOSSY = "?discardWhenFull=true&waitForTaskToComplete=Never";

    private static final String AWAITED = "?waitForTaskToComplete=Always";

    private final List<String> sinks;
    private final List<String> feeds;
    private final List<String> own = new CopyOnWriteArrayList<>();
    private volatile boolean awaited;
    private volatile boolean hushed;

    /**
     * @param sinks endpoints told after each poll, separated by commas
     * @param feeds endpoints that get each reading
     */
    public Feeds(String sinks, String feeds) {
        this.sinks = split(sinks);
        this.feeds = split(feeds);
    }

    /** Endpoints told after each poll. */
    public List<String> sinks() {
        return with(sinks, "sink");
    }

    /** Endpoints that get the readings of a poll as a list. */
    public List<String> polls() {
        return with(List.of(), "poll");
    }

    /** Endpoints that get each reading. */
    public List<String> readings() {
        return with(feeds, "reading");
    }

    /** Endpoints that get each finished day. */
    public List<String> days() {
        return with(List.of(), "day");
    }

    /** Endpoints that get each change of an incident. */
    public List<String> incidents() {
        return with(List.of(), "incident");
    }

    /** Endpoints that get each report. */
    public List<String> reports() {
        return with(List.of(), "report");
    }

    /** Has a route of the owner told from now on, if what it begins with is one of these names. */
    public void add(String uri) {
        String name = uri.replaceFirst("\\?.*", "");
        if (kind(name) != null) {
            own.add(name);
        }
    }

    /** Has whoever tells wait for the routes of the owner, to see what they did. */
    public void await() {
        awaited = true;
        hushed = false;
    }

    /** Has the routes of the owner told nothing until {@link #await}. */
    public void hush() {
        hushed = true;
    }

    /** Which kind of feed an endpoint is, such as {@code sink}, {@code null} for none. */
    public static String kind(String name) {
        return KINDS.stream()
                .filter(kind -> name.matches("seda:(//)?" + kind + "-.+"))
                .findFirst()
                .orElse(null);
    }

    private List<String> with(List<String> shipped, String kind) {
        List<String> all = new ArrayList<>(shipped);
        own.stream()
                .filter(name -> !hushed && kind.equals(kind(name)))
                .map(name -> name + (awaited ? AWAITED : LOSSY))
                .forEach(all::add);
        return all;
    }

    private static List<String> split(String names) {
        return Arrays.stream(names.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
