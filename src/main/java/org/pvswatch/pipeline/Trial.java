package org.pvswatch.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.pvswatch.own.Feeds;
import org.pvswatch.own.Marks;
import org.pvswatch.own.OwnRoutes;
import org.pvswatch.own.Problem;
import org.pvswatch.settings.Settings;

/**
 * Routes of the owner tried out on the shipped ones, in a data folder of their own: nothing they send leaves the program,
 * and nothing begins by itself.
 */
public final class Trial implements AutoCloseable {
    private static final String WAIT = "?waitForTaskToComplete=Always";
    private static final String MARK = "try";
    private static final int ENOUGH = 1000;

    /** The shipped routes that ask a simulated house. */
    private static final Set<String> ASKING = Set.of("get-pvs", "get-weather", "log-in", "log-out");

    private final Catcher catcher;
    private final Watch watch;
    private final OwnRoutes own;
    private final Set<String> shipped;

    /**
     * Starts it.
     *
     * @param settings that name the files to try as {@link OwnRoutes#FOLDER}, and a data folder that nobody needs
     * @param routes folder of the shipped routes
     * @param clock tells when an answer was received
     * @param simulated whether the settings name a simulated house, which may be asked
     */
    public Trial(Settings settings, Path routes, Clock clock, boolean simulated) throws IOException {
        this.own = OwnRoutes.of(settings.all(), routes);
        this.shipped = OwnRoutes.begins(settings.all(), routes).keySet();
        Set<String> mayAsk = new HashSet<>(simulated ? ASKING : Set.of());
        mayAsk.removeAll(own.ids());
        this.catcher = new Catcher(mayAsk, own.ids());
        this.watch = Watch.tried(settings, routes, clock, catcher::stand);
        watch.start();
        watch.word("feeds", Feeds.class).hush();
        watch.word("marks", Marks.class).fromTheFirst();
    }

    /** The watcher that the routes are part of, to fill its history with. */
    public Watch watch() {
        return watch;
    }

    /** What is wrong with the files; they are not there then. */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(own.problems());
        watch.refused().stream()
                .filter(problem ->
                        own.problems().stream().noneMatch(known -> known.file().equals(problem.file())))
                .forEach(all::add);
        return all;
    }

    /** From now on routes are told, and what leaves is noted. */
    public void begin() {
        watch.word("feeds", Feeds.class).await();
        catcher.note();
    }

    /**
     * Gives each route what it begins with, unless it had something already: the last day, incident and report there is; whatever
     * is not a feed runs once.
     *
     * @throws IOException when there is none to give
     */
    public void giveEach() throws Exception {
        for (OwnRoutes.Good file : own.good()) {
            for (int i = 0; i < file.routes().size(); i++) {
                String id = file.routes().get(i);
                String begins = file.begins().get(i);
                boolean called = begins.startsWith("direct:") && !shipped.contains(id);
                if (!catcher.hasRun(id) && !called) {
                    give(id, begins, body(Feeds.kind(begins.replaceFirst("\\?.*", ""))));
                }
            }
        }
    }

    /** Gives one message to a route and returns when it is done with it. */
    public Exchange give(String id, String begins, Object body) throws Exception {
        return give(id, begins, body, Map.of());
    }

    /** The same with headers. @return as the route leaves it, {@code null} where nobody waits for that */
    public Exchange give(String id, String begins, Object body, Map<String, Object> headers) throws Exception {
        String door = begins;
        if (begins.startsWith("seda:")) {
            door = begins.replaceFirst("\\?.*", "") + WAIT;
        } else if (!begins.startsWith("direct:")) {
            door = "direct:try-" + id;
            String instead = door;
            AdviceWith.adviceWith(watch.context(), id, advice -> advice.replaceFromWith(instead));
            watch.context().getRouteController().startRoute(id);
        }
        return watch.context().createProducerTemplate().send(door, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    /** What a route of that kind is given, {@code null} for one that looks by itself. */
    private Object body(String kind) throws Exception {
        if (kind == null) {
            return null;
        }
        Marks marks = watch.word("marks", Marks.class);
        return switch (kind) {
            case "day" -> last(marks.days(MARK, ENOUGH), "finished day");
            case "incident" -> last(marks.incidents(MARK), "incident");
            case "report" -> last(marks.reports(MARK), "report");
            default -> null;
        };
    }

    private static <T> T last(List<T> all, String what) throws IOException {
        if (all.isEmpty()) {
            throw new IOException("your data holds no " + what + " yet; try it with --simulated");
        }
        return all.get(all.size() - 1);
    }

    /** Routes that nothing reached. */
    public Set<String> unreached() {
        Set<String> ids = new TreeSet<>(own.ids());
        ids.removeIf(catcher::hasRun);
        return ids;
    }

    /** What would have left, in order. */
    List<Leaving> left() {
        return catcher.left();
    }

    /** How many messages would have left. */
    public int count() {
        return catcher.left().size();
    }

    /** Why routes failed. */
    public List<String> failures() {
        return catcher.failures();
    }

    /** The files that are tried. */
    OwnRoutes own() {
        return own;
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
