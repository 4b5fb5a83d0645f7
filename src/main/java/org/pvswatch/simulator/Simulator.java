package org.pvswatch.simulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A solar roof, the PVS in front of it and the weather above it, reachable over HTTP. Every answer is a function of the
 * options and of the simulated instant.
 */
public final class Simulator implements AutoCloseable {
    static {
        // without it each answer on a kept connection waits 40 ms for the caller's delayed acknowledgement;
        // read once, when the server's classes are loaded
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final int BACKLOG = 64;

    private final SimulatorOptions options;
    private final PanelField field;
    private final Sessions sessions;
    private final RequestLog log = new RequestLog();
    private final RequestLog weatherLog = new RequestLog();
    private final FaultyTransport transport;
    private final X509Certificate certificate;
    private final ExecutorService threads;
    private final HttpServer pvs;
    private final HttpServer weather;

    private Simulator(SimulatorOptions options) throws IOException {
        this.options = options;
        var start = options.clock().instant();
        var sky = new Sky(options.site(), options.seed());
        this.field =
                PanelField.build(options, start.atZone(options.site().zone()).toLocalDate());
        var faults = new FaultSchedule(options.faults(), field.panels());
        var plant = new Plant(options, sky, field, faults, start);
        var identity = new SiteIdentity(options.profile(), options.seed());
        this.sessions = new Sessions(identity, options.sessionIdle(), options.seed());
        this.transport = new FaultyTransport(faults);
        var varserver = new Varserver(new VariableSource(options, identity, plant, faults, start), faults);
        var dlCgi = new DlCgi(options, identity, plant, faults, start);
        var frontDoor =
                new PvsFrontDoor(options.profile(), options.clock(), dlCgi, sessions, varserver, transport, log);
        var weatherDesk = new WeatherDesk(sky, options.clock(), log, weatherLog);

        boolean secure = options.profile().isVarserver();
        var tls = secure ? SelfSignedIdentity.of(options.address()) : null;
        this.certificate = secure ? tls.certificate() : null;
        this.pvs = secure ? secured(tls) : bind(options.address(), options.port());
        this.weather = bindOrStop(options.address(), options.weatherPort(), pvs);
        this.threads = Executors.newCachedThreadPool(threadNames());
        pvs.createContext("/", new Endpoint(log, frontDoor::answer));
        weather.createContext("/", new Endpoint(weatherLog, weatherDesk::answer));
        for (var server : List.of(pvs, weather)) {
            server.setExecutor(threads);
            server.start();
        }
    }

    /**
     * Starts both servers and returns when they listen.
     *
     * @throws IOException when a port is taken
     * @throws IllegalArgumentException with one sentence when a fault's subject is not of this site
     */
    public static Simulator start(SimulatorOptions options) throws IOException {
        return new Simulator(options);
    }

    private static HttpServer bind(InetAddress address, int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
    }

    private static HttpServer bindOrStop(InetAddress address, int port, HttpServer other) throws IOException {
        try {
            return bind(address, port);
        } catch (IOException e) {
            other.stop(0);
            throw e;
        }
    }

    private HttpServer secured(SelfSignedIdentity tls) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress(options.address(), options.port()), BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        return server;
    }

    private static ThreadFactory threadNames() {
        var count = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, "simulator-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@code http://127.0.0.1:PORT}, or https for the newer firmware. */
    public URI pvsUrl() {
        return URI.create((options.profile().isVarserver() ? "https://" : "http://") + host(pvs));
    }

    /** {@code http://127.0.0.1:PORT/v1/forecast}. */
    public URI weatherUrl() {
        return URI.create("http://" + host(weather) + "/v1/forecast");
    }

    private static String host(HttpServer server) {
        var address = server.getAddress();
        String host = address.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** The clock of the options. */
    public SimulatedClock clock() {
        return options.clock();
    }

    /** Every request to the PVS that wanted to change something, as {@code METHOD target body}. */
    public List<String> writeAttempts() {
        return log.writeAttempts();
    }

    /** Requests to the PVS, answered or not. */
    public long requestCount() {
        return log.count();
    }

    /** Most requests to the PVS at one time. */
    public int peakRequestsInFlight() {
        return log.peak();
    }

    /** The PVS's serial without its last five characters, which are its password. */
    public String maskedSerial() {
        return new SiteIdentity(options.profile(), options.seed()).masked();
    }

    /** Serials of the inverters, in list order. */
    public List<String> panelSerials() {
        return field.serials();
    }

    /** What the PVS shows on https; empty on plain http. */
    public Optional<X509Certificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    /** Ends all sessions, as a restart of the box does. */
    public void expireSessions() {
        sessions.expireAll();
    }

    /** Frees both ports and ends hanging requests without an answer. */
    @Override
    public void close() {
        transport.close();
        pvs.stop(0);
        weather.stop(0);
        threads.shutdown();
    }
}
