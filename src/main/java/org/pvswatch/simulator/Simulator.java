package org.pvswatch.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
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
    /** What makes the port change. */
    private static final Set<FaultKind> PORT_FAULTS =
            Set.of(FaultKind.REFUSED, FaultKind.RESTART, FaultKind.RESTARTS, FaultKind.UPDATE, FaultKind.CERT);

    /** How often a running clock's port is compared with its box, real time. */
    private static final long LOOK_MILLIS = 20;
    /** The box itself and two meters. */
    private static final int DEVICES_BESIDE_PANELS = 3;

    private final SimulatorOptions options;
    private final PanelField field;
    private final Sessions sessions;
    private final RequestLog log = new RequestLog();
    private final RequestLog weatherLog = new RequestLog();
    private final FaultyTransport transport;
    private final ScheduledExecutorService ticks;
    private final ExecutorService threads;
    private final Runnable follower;
    private final PvsPort pvs;
    private final HttpServer weather;
    /** Null when not asked for. */
    private final TelemetryPort telemetry;

    private Simulator(SimulatorOptions options) throws IOException {
        this.options = options;
        var house = House.build(options);
        this.field = house.field();
        var faults = house.faults();
        check(options, faults);
        var life = house.life();
        var box = house.box();
        var identity = box.identity();
        this.sessions = new Sessions(identity, options.sessionIdle(), options.seed(), life, faults);
        this.transport = new FaultyTransport(faults, options.panels() + DEVICES_BESIDE_PANELS);
        var frontDoor = new PvsFrontDoor(box, options.clock(), sessions, transport, log);
        var weatherDesk = new WeatherDesk(house.sky(), options.clock(), log, weatherLog, sessions);

        this.threads = Executors.newCachedThreadPool(threadNames("simulator-"));
        this.ticks = Executors.newSingleThreadScheduledExecutor(threadNames("simulator-tick-"));
        this.pvs = new PvsPort(options, life, new Endpoint(log, frontDoor::answer, transport::hang), threads);
        this.weather = bindOrStop(options.address(), options.weatherPort(), pvs);
        weather.createContext("/", new Endpoint(weatherLog, weatherDesk::answer, () -> {}));
        weather.setExecutor(threads);
        weather.start();
        this.telemetry = telemetry(box, frontDoor);
        this.follower = () -> {
            pvs.follow();
            if (telemetry != null) {
                telemetry.follow();
            }
        };
        follower.run();
        if (telemetry != null || PORT_FAULTS.stream().anyMatch(faults::has)) {
            options.clock().onMove(follower);
            ticks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** One look that fails must not be the last. */
    private void look() {
        try {
            follower.run();
        } catch (RuntimeException e) {
            System.getLogger(Simulator.class.getName())
                    .log(System.Logger.Level.ERROR, "simulator: " + e.getMessage(), e);
        }
    }

    private TelemetryPort telemetry(Box box, PvsFrontDoor frontDoor) throws IOException {
        if (options.websocketPort().isEmpty()) {
            return null;
        }
        try {
            return new TelemetryPort(
                    options, options.websocketPort().getAsInt(), box, frontDoor::sendsTelemetry, threads);
        } catch (IOException e) {
            weather.stop(0);
            pvs.close();
            throw e;
        }
    }

    private static void check(SimulatorOptions options, FaultSchedule faults) {
        if (faults.has(FaultKind.UPDATE) && options.profile().isVarserver()) {
            throw new IllegalArgumentException("fault 'update' leads from an l0- profile to a newer one; "
                    + options.profile() + " is one already");
        }
        if (options.websocketPort().isPresent() && options.profile().isPvs5()) {
            throw new IllegalArgumentException("a PVS5 has no websocket; " + options.profile() + " is one");
        }
        if (faults.has(FaultKind.CERT) && !options.tls()) {
            throw new IllegalArgumentException("fault 'cert' needs https; " + options.profile() + " is on plain http");
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

    private static HttpServer bindOrStop(InetAddress address, int port, PvsPort other) throws IOException {
        try {
            return bind(address, port);
        } catch (IOException e) {
            other.close();
            throw e;
        }
    }

    private static ThreadFactory threadNames(String prefix) {
        var count = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@code http://127.0.0.1:PORT}, or https for the newer firmware, unless the options say otherwise. */
    public URI pvsUrl() {
        return URI.create((options.tls() ? "https://" : "http://") + host(pvs.address()));
    }

    /** {@code http://127.0.0.1:PORT/v1/forecast}. */
    public URI weatherUrl() {
        return URI.create("http://" + host(weather.getAddress()) + "/v1/forecast");
    }

    /** {@code ws://127.0.0.1:PORT/}; empty when the options ask for none. */
    public Optional<URI> websocketUrl() {
        return Optional.ofNullable(telemetry).map(port -> URI.create("ws://" + host(port.address()) + "/"));
    }

    private static String host(InetSocketAddress address) {
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

    /** The latest 1000 requests to the PVS, oldest first, as {@code METHOD target}; no headers, no bodies. */
    public List<String> requestsSeen() {
        return log.seen();
    }

    /** Logins the PVS granted. */
    public long loginCount() {
        return sessions.logins();
    }

    /** Logouts the PVS was asked for. */
    public long logoutCount() {
        return sessions.logouts();
    }

    /** Sessions that are good for a request now. */
    public int liveSessions() {
        return sessions.live(options.clock().instant());
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

    /** What the PVS told and nobody may pass on: its serial and the end of it, its hotspot's key, logins and sessions. */
    public List<String> secrets() {
        var identity = new SiteIdentity(options.profile(), options.seed());
        var secrets = new ArrayList<>(sessions.granted());
        String login = "ssm_owner:" + identity.password();
        secrets.add(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        secrets.addAll(List.of(login, identity.supervisor(), identity.password(), identity.hotspotKey()));
        return secrets;
    }

    /** Serials of the inverters, in list order. */
    public List<String> panelSerials() {
        return field.serials();
    }

    /** What the PVS shows on https now; empty on plain http. */
    public Optional<X509Certificate> certificate() {
        return pvs.certificate(options.clock().instant());
    }

    /** Ends all sessions, as a restart of the box does. */
    public void expireSessions() {
        sessions.expireAll();
    }

    /** Frees both ports and ends hanging requests without an answer. */
    @Override
    public void close() {
        options.clock().forget(follower);
        ticks.shutdownNow();
        transport.close();
        if (telemetry != null) {
            telemetry.close();
        }
        pvs.close();
        weather.stop(0);
        threads.shutdown();
    }
}
