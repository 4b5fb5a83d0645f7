package org.pvswatch.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Live telemetry of a PVS6 on a websocket, without login: one frame for each simulated second, as long as the box is
 * allowed to send. The box ends each connection after 8 to 10 min. While the box is off, connections are reset as soon as
 * they are made. Safe for several threads.
 */
final class TelemetryPort implements AutoCloseable {
    private static final int BACKLOG = 16;
    private static final int SHORTEST_SECONDS = 480;
    private static final int LONGEST_SECONDS = 600;

    private static final class Listener {
        private final Instant ends;
        private long lastSecond;

        private Listener(Instant ends) {
            this.ends = ends;
        }
    }

    private final SimulatedClock clock;
    private final Box box;
    private final Predicate<Instant> allowed;
    private final TelemetryFrame frame;
    private final SeededNoise lifetimes;
    private final ServerSocket server;
    private final Executor threads;
    private final AtomicLong accepted = new AtomicLong();
    private final Map<WebsocketConnection, Listener> listeners = new ConcurrentHashMap<>();

    /** @param allowed whether telemetry is switched on at that time */
    TelemetryPort(SimulatorOptions options, int port, Box box, Predicate<Instant> allowed, Executor threads)
            throws IOException {
        this.clock = options.clock();
        this.box = box;
        this.allowed = allowed;
        this.frame = new TelemetryFrame(box);
        this.lifetimes = new SeededNoise(options.seed()).stream("websockets");
        this.threads = threads;
        this.server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(options.address(), port), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        threads.execute(this::acceptAll);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (SocketException e) {
                // closed, which is how this ends
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var now = clock.instant();
            if (box.life().isDown(now)) {
                socket.setSoLinger(true, 0);
                return;
            }
            try (var connection = WebsocketConnection.accept(socket)) {
                talk(connection, now);
            }
        } catch (IOException e) {
            // the caller is gone, or was none
        }
    }

    private void talk(WebsocketConnection connection, Instant now) throws IOException {
        long seconds = (long) lifetimes.between(accepted.getAndIncrement(), SHORTEST_SECONDS, LONGEST_SECONDS);
        listeners.put(connection, new Listener(now.plusSeconds(seconds)));
        try {
            follow();
            connection.listen();
        } finally {
            listeners.remove(connection);
        }
    }

    /** Sends what the clock makes due. */
    synchronized void follow() {
        var now = clock.instant();
        listeners.forEach((connection, listener) -> {
            try {
                if (box.life().isDown(now) || !now.isBefore(listener.ends)) {
                    listeners.remove(connection);
                    connection.close(WebsocketConnection.GOING_AWAY);
                } else if (listener.lastSecond != now.getEpochSecond()) {
                    listener.lastSecond = now.getEpochSecond();
                    if (speaks(now)) {
                        connection.send(frame.text(now));
                    }
                }
            } catch (IOException e) {
                listeners.remove(connection);
            }
        });
    }

    private boolean speaks(Instant now) {
        return allowed.test(now) && !box.faults().isActive(FaultKind.WSSILENT, now);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var connection : listeners.keySet()) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
