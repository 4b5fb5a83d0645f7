package org.pvswatch.find;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.pvswatch.find.Place.Origin;

/** One search: asks places as they become known, different machines at once, one machine one question at a time. */
final class Search implements AutoCloseable {
    private final Duration patience;
    private final Inquiry inquiry = new Inquiry();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "find");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<InetSocketAddress, Semaphore> oneAtATime = new ConcurrentHashMap<>();

    // guarded by this
    private final Map<String, Place> asked = new LinkedHashMap<>();
    private final Map<String, String> silent = new LinkedHashMap<>();
    private final List<Hit> hits = new ArrayList<>();
    private int pending;
    private boolean closed;

    /** One address that answered. */
    private record Hit(URI url, Origin origin, Inquiry.Reply reply) {
        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** @param patience longest wait for one place */
    Search(Duration patience) {
        this.patience = patience;
    }

    /** Asks a place that was not asked yet; returns at once. */
    synchronized void ask(Place place) {
        if (!closed && asked.putIfAbsent(place.key(), place) == null) {
            begin(() -> {
                String problem = answerOf(place);
                synchronized (this) {
                    silent.put(place.key(), problem);
                }
            });
        }
    }

    /** Asks places that have to be looked up first; returns at once. */
    synchronized void ask(Supplier<List<Place>> lookUp) {
        begin(() -> lookUp.get().forEach(this::ask));
    }

    private void begin(Runnable work) {
        pending++;
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                synchronized (this) {
                    pending--;
                    notifyAll();
                }
            }
        });
    }

    /** Takes note of the answer, or gives what happened instead. */
    private String answerOf(Place place) {
        long end = System.nanoTime() + patience.toNanos();
        String problem = "does not answer in time";
        try {
            InetAddress machine = InetAddress.getByName(place.host());
            for (int i = 0; i < place.urls().size(); i++) {
                URI url = place.urls().get(i);
                Duration share = Duration.ofNanos(
                        (end - System.nanoTime()) / (place.urls().size() - i));
                try {
                    note(new Hit(url, place.origin(), inTurn(machine, url, share)));
                    return null;
                } catch (IOException e) {
                    problem = e.getMessage();
                }
            }
        } catch (UnknownHostException e) {
            problem = "is not known by that name";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return problem;
    }

    /** Asks when nobody else asks the same port of the same machine, whatever names they know it by. */
    private Inquiry.Reply inTurn(InetAddress machine, URI url, Duration limit)
            throws IOException, InterruptedException {
        int usual = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        InetSocketAddress door = new InetSocketAddress(machine, url.getPort() < 0 ? usual : url.getPort());
        Semaphore turn = oneAtATime.computeIfAbsent(door, any -> new Semaphore(1));
        long end = System.nanoTime() + limit.toNanos();
        if (!turn.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException("does not answer in time");
        }
        try {
            return inquiry.ask(url, Duration.ofNanos(end - System.nanoTime()));
        } finally {
            turn.release();
        }
    }

    private synchronized void note(Hit hit) {
        hits.add(hit);
        notifyAll();
    }

    /**
     * Waits for answers.
     *
     * @param listening how long more places may become known
     * @param atMost when to give up on those that were asked
     * @param enough ends the wait at once
     */
    synchronized void await(Duration listening, Duration atMost, Predicate<FoundPvs> enough)
            throws InterruptedException {
        long begin = System.nanoTime();
        while (found().stream().noneMatch(enough)) {
            long passed = System.nanoTime() - begin;
            long left = (passed < listening.toNanos() ? listening : atMost).toNanos() - passed;
            if (left <= 0 || (pending == 0 && passed >= listening.toNanos())) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    synchronized Findings findings() {
        List<String> announcedOnly = asked.entrySet().stream()
                .filter(each -> each.getValue().origin() == Origin.ANNOUNCED)
                .filter(each -> hits.stream()
                        .noneMatch(hit ->
                                hit.url().getHost().equals(each.getValue().host())))
                .map(each -> each.getValue() + " " + silent.getOrDefault(each.getKey(), "does not answer in time"))
                .toList();
        return new Findings(
                found(),
                announcedOnly,
                asked.values().stream().map(Place::toString).toList());
    }

    /** Every box once, at its best address. */
    private List<FoundPvs> found() {
        Map<String, List<Hit>> boxes = new TreeMap<>();
        hits.stream()
                .sorted(Comparator.comparing(
                                (Hit hit) -> !"https".equalsIgnoreCase(hit.url().getScheme()))
                        .thenComparing(Hit::origin)
                        .thenComparing(hit -> hit.url().toString()))
                .forEach(hit -> boxes.computeIfAbsent(hit.reply().info().serial(), any -> new ArrayList<>())
                        .add(hit));
        return boxes.values().stream().map(Search::best).toList();
    }

    private static FoundPvs best(List<Hit> sameBox) {
        Hit best = sameBox.get(0);
        SupervisorInfo info = best.reply().info();
        return new FoundPvs(
                best.url(),
                info.serial(),
                info.model(),
                info.firmware(),
                info.build(),
                best.reply().certificateSha256(),
                sameBox.stream().skip(1).map(Hit::url).distinct().toList());
    }

    @Override
    public synchronized void close() {
        closed = true;
        threads.shutdownNow();
    }
}
