package org.pvswatch.pipeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP servers of the JDK, one for each address that a route asks for, open as long as one does; several routes may share
 * an address. An address that cannot be had, because another program has it or the network is not up yet, is tried again
 * every minute. Thread-safe.
 */
public final class HttpServers {
    private static final Logger LOG = LoggerFactory.getLogger("http-server");
    private static final int AT_ONCE = 4;
    private static final int WAITING = 64;
    private static final int IDLE_SECONDS = 30;
    private static final int AGAIN_SECONDS = 60;
    private static final int NOT_FOUND = 404;
    private static final int LARGEST_PORT = 65_535;

    static { // read by the JDK when its first server is made
        setUnlessSet("sun.net.httpserver.maxReqTime", "10"); // a caller that dawdles holds a thread no longer, seconds
        setUnlessSet("sun.net.httpserver.nodelay", "true");
    }

    private final Map<String, Server> servers = new ConcurrentHashMap<>();
    private ScheduledExecutorService later;

    /** Answers a request. */
    @FunctionalInterface
    interface Responder {
        void respond(HttpExchange request) throws IOException;
    }

    /**
     * Has requests answered from now on.
     *
     * @param listen {@code 9464} for this machine only, {@code 192.168.1.5:9464}, {@code 0.0.0.0:9464} or {@code [::]:9464}
     * @param path a whole path, or the beginning of one if it ends with {@code *}
     */
    synchronized void open(String listen, String path, Responder responder) {
        Server server = servers.computeIfAbsent(listen, Server::new);
        server.responders.put(path, responder);
        bind(server);
    }

    /** Ends that; the last one to go closes the port. */
    synchronized void close(String listen, String path) {
        Server server = servers.get(listen);
        if (server == null || server.responders.remove(path) == null || !server.responders.isEmpty()) {
            return;
        }
        servers.remove(listen);
        server.stop();
        if (servers.isEmpty() && later != null) {
            later.shutdownNow();
            later = null;
        }
    }

    /** The port in use at an address, 0 while there is none. */
    synchronized int port(String listen) {
        Server server = servers.get(listen);
        return server == null || server.http == null
                ? 0
                : server.http.getAddress().getPort();
    }

    /** The address that a setting names. */
    static InetSocketAddress address(String listen) {
        int colon = listen.lastIndexOf(':');
        int port = Integer.parseInt(listen.substring(colon + 1));
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("no port: " + listen);
        }
        return colon < 0
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(listen.substring(0, colon).replaceAll("[\\[\\]]", ""), port);
    }

    private synchronized void bind(Server server) {
        if (server.http != null || servers.get(server.listen) != server) {
            return;
        }
        try {
            server.start();
            if (server.refused) {
                LOG.info("{} is open now", server.listen);
            }
        } catch (IOException | UncheckedIOException e) {
            if (!server.refused) {
                server.refused = true;
                LOG.warn(
                        "{} cannot be opened ({}); it is tried again every minute, or name another port or address",
                        server.listen,
                        e instanceof BindException && e.getMessage().contains("in use")
                                ? "another program has it"
                                : "this machine has no such address, or not yet");
            }
            if (later == null) {
                later = Executors.newSingleThreadScheduledExecutor(named("http-again"));
            }
            later.schedule(() -> bind(server), AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static ThreadFactory named(String name) {
        return job -> {
            Thread thread = new Thread(job, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** What listens at one address, or will. */
    private static final class Server {
        private final String listen;
        private final Map<String, Responder> responders = new ConcurrentHashMap<>();
        private ThreadPoolExecutor workers;
        private HttpServer http;
        private boolean refused;

        Server(String listen) {
            this.listen = listen;
        }

        void start() throws IOException {
            InetSocketAddress address = address(listen);
            if (address.isUnresolved()) {
                throw new IOException("unknown");
            }
            http = HttpServer.create(address, 0);
            workers = new ThreadPoolExecutor(
                    AT_ONCE,
                    AT_ONCE,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(WAITING),
                    named("http"));
            workers.allowCoreThreadTimeOut(true);
            http.setExecutor(workers);
            http.createContext("/", this::respond);
            http.start();
        }

        void stop() {
            if (http != null) {
                http.stop(0);
                workers.shutdown();
            }
        }

        private void respond(HttpExchange request) throws IOException {
            try (request) {
                Responder responder = responder(request.getRequestURI().getPath());
                if (responder == null) {
                    byte[] nothing = "nothing is served under this path\n".getBytes(StandardCharsets.UTF_8);
                    request.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                    boolean head = "HEAD".equals(request.getRequestMethod());
                    request.sendResponseHeaders(NOT_FOUND, head ? -1 : nothing.length);
                    if (!head) {
                        request.getResponseBody().write(nothing);
                    }
                } else {
                    responder.respond(request);
                }
            }
        }

        /** That of the path itself, else that of its longest beginning. */
        private Responder responder(String path) {
            Responder exact = path == null ? null : responders.get(path);
            if (exact != null || path == null) {
                return exact;
            }
            return responders.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("*"))
                    .filter(entry -> path.startsWith(
                            entry.getKey().substring(0, entry.getKey().length() - 1)))
                    .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                    .map(Map.Entry::getValue)
                    .orElse(null);
        }
    }
}
