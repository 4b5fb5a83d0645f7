package org.pvswatch.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.pvswatch.simulator.Announcement;
import org.pvswatch.simulator.Fault;
import org.pvswatch.simulator.FaultText;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;
import org.pvswatch.simulator.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a simulated PVS and weather service until it is stopped. */
@Command(
        name = "simulate",
        description = "Run a simulated PVS and weather service, for trying things out without a roof.",
        sortOptions = false)
public final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "l0-61839",
            description = "Firmware to imitate. Open, http: l0-2019, l0-pvs5, l0-2024, l0-61839, l0-61839-ess (with a"
                    + " battery). With login, https: v-61840, v-61845, v-61846, v-storage and v-61846-storage (with a"
                    + " battery), v-pvs5. Default: ${DEFAULT-VALUE}.")
    private String profile;

    @Option(
            names = "--site",
            paramLabel = "NAME",
            defaultValue = "valley",
            description = "Place and roof: north, valley or marine. Default: ${DEFAULT-VALUE}.")
    private String site;

    @Option(
            names = "--panels",
            paramLabel = "N",
            defaultValue = "24",
            description = "Number of panels, 1 to 200. Default: ${DEFAULT-VALUE}.")
    private int panels;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Same seed, same start: same weather, same house, same bytes. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Simulated time to begin at, such as 2026-05-03T10:15 (the site's own time) or"
                    + " 2026-05-03T17:15Z. Default: now.")
    private String at;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Simulated seconds for each second; 0 stands still until a caller asks"
                    + " /simulator/clock?to=INSTANT on the weather port. Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--fault",
            paramLabel = "KIND[:SUBJECT]@FROM[/DURATION]",
            description = {
                "Something that goes wrong; may be given several times. Without a duration it stays so.",
                "Panels (by number, 1-6, serial or circuit name): dead (neither power nor contact), stopped (answers and"
                        + " makes nothing), hot (cuts out in heat), diode, shade (a tree grows), replaced (another"
                        + " inverter), reset (its counter); by some percent weak, drift (a year), dirt (a month)."
                        + " Example: weak:7=15@2026-05-03",
                "More panels: silent, circuit, nan, duplicate, noserial,"
                        + " naserial (the serial reads n/a), zero (the lifetime counter reads 0, for 5 min; without"
                        + " panels those of both meters). Example: dead:7@2026-05-03T10:15",
                "The house: off (the breaker of all panels), outage (of the grid), limit[:1500] (watts that may leave the"
                        + " house); its meters: ctreversed, cthalf, ctgain[:8], ctdead, loadreversed."
                        + " Example: off@2026-05-02/2d",
                "What the lists lack: noinverters, nometers (until a restart), empty."
                        + " Example: nometers@2026-05-03T12:00",
                "Answers: html, truncated, fail, 1970 (the clock), slow[:20s], latency[:250ms] (for each device),"
                        + " hang[:VARIABLE] (all, or only requests that read this variable); 403, 500 and 503 until a"
                        + " restart, which is also the end of their duration."
                        + " Example: hang:/sys/pvs/flashwear_type_b@2026-05-03T12:00/2h",
                "Login: 401 (it helps nothing), expire[:2] (a session dies after so many requests), notloggedin (only"
                        + " the open variables show). Example: expire:3@2026-05-03T12:00/1h",
                "The box itself: refused (nobody listens), restart (for the duration or 2 to 12 min; uptime, sessions"
                        + " and sleeping inverters are gone), restarts (one each day), loop[:3] (one every so many hours),"
                        + " flash[:60] (it is full after so many days), update (an l0- profile turns"
                        + " into the newer firmware, on the same port and scheme), cert (https shows another"
                        + " certificate), wssilent (websockets say nothing). Example: restarts@2026-05-03/30d"
            })
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--trouble",
            paramLabel = "WORD",
            split = ",",
            description = "What does not go smoothly at a healthy site: missing, silences, gaps, outages, lag, shuffle,"
                    + " dailyrestart. Default: none. Example: --trouble=silences,gaps")
    private List<String> troubles = new ArrayList<>();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the PVS; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--weather-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port of the weather service; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int weatherPort;

    @Option(
            names = "--websocket-port",
            paramLabel = "PORT",
            description = "Port of live telemetry (9002 on the real box), PVS6 only; 0 takes a free one. It speaks when"
                    + " /sys/telemetryws/enable is 1. Default: none. Example: --websocket-port=9002")
    private Integer websocketPort;

    @Option(names = "--tls", description = "Serve any profile over https. Example: --profile=l0-61839 --tls")
    private boolean tls;

    @Option(names = "--plain", description = "Serve any profile over plain http. Example: --profile=v-61845 --plain")
    private boolean plain;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 lets others in. Default: ${DEFAULT-VALUE}.")
    private String bind;

    @Option(names = "--announce", description = "Announce the PVS on the network, so that pvs-watch find hears of it.")
    private boolean announce;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    /** 0 after a stop, 1 when it cannot listen, 2 (by picocli) on wrong usage. */
    @Override
    public Integer call() {
        SimulatorOptions options = options();
        try (var simulator = start(options);
                var announcement = new Announcement()) {
            if (announce) {
                announcement.begin(simulator, options);
            }
            announce(simulator, options, spec.commandLine().getOut());
            awaitStop();
            return 0;
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("The simulator cannot listen on " + bind + " ports " + port
                            + (websocketPort == null ? "" : ", " + websocketPort) + " and " + weatherPort + ": "
                            + e.getMessage() + "; name others with --port and --weather-port.");
            return 1;
        }
    }

    /** Returns on a signal to the process or an interrupt of this thread. */
    private static void awaitStop() {
        var stopped = new CountDownLatch(1);
        var hook = new Thread(stopped::countDown, "simulate-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(hook);
            Thread.currentThread().interrupt();
        }
    }

    private Simulator start(SimulatorOptions options) throws IOException {
        try {
            return Simulator.start(options);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private SimulatorOptions options() {
        try {
            var model = siteModel();
            checkRange("--port", port);
            checkRange("--weather-port", weatherPort);
            var options = SimulatorOptions.defaults()
                    .withProfile(Profile.named(profile))
                    .withSite(model)
                    .withPanels(panels)
                    .withSeed(seed)
                    .withPorts(port, weatherPort)
                    .withClock(clock(model))
                    .withFaults(faults(model))
                    .withTroubles(troubles())
                    .withAddress(InetAddress.getByName(bind));
            return withTransport(options);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        } catch (UnknownHostException e) {
            throw wrong("--bind '" + bind + "' is not an address of this machine");
        }
    }

    private Set<Trouble> troubles() {
        Set<Trouble> named = EnumSet.noneOf(Trouble.class);
        for (String word : troubles) {
            named.add(Arrays.stream(Trouble.values())
                    .filter(trouble -> trouble.toString().equals(word))
                    .findFirst()
                    .orElseThrow(() -> wrong("--trouble '" + word + "' is not known; known are "
                            + Arrays.stream(Trouble.values())
                                    .map(Trouble::toString)
                                    .collect(Collectors.joining(", ")))));
        }
        return named;
    }

    private SimulatorOptions withTransport(SimulatorOptions options) {
        if (tls && plain) {
            throw wrong("--tls and --plain exclude each other");
        }
        var transported = tls || plain ? options.withTls(tls) : options;
        if (websocketPort == null) {
            return transported;
        }
        checkRange("--websocket-port", websocketPort);
        return transported.withWebsocketPort(websocketPort);
    }

    private SiteModel siteModel() {
        for (var model : SiteModel.values()) {
            if (model.toString().equals(site.toLowerCase(Locale.ROOT))) {
                return model;
            }
        }
        throw wrong("'" + site + "' is not a site; known are north, valley, marine");
    }

    private void checkRange(String option, int value) {
        if (value < 0 || value > 65_535) {
            throw wrong(option + " must be 0 to 65535, not " + value);
        }
    }

    private List<Fault> faults(SiteModel model) {
        return faults.stream().map(text -> FaultText.parse(text, model.zone())).toList();
    }

    private SimulatedClock clock(SiteModel model) {
        Instant start = begin(model);
        if (!(speed >= 0) || speed > 1_000_000) {
            throw wrong("--speed must be 0 to 1000000, not " + speed);
        }
        return speed == 0 ? SimulatedClock.stepped(start) : SimulatedClock.running(start, speed);
    }

    private Instant begin(SiteModel model) {
        if (at == null) {
            return Instant.now().truncatedTo(ChronoUnit.SECONDS);
        }
        try {
            return at.endsWith("Z") || at.matches(".*T.*[+-].*")
                    ? OffsetDateTime.parse(at).toInstant()
                    : LocalDateTime.parse(at).atZone(model.zone()).toInstant();
        } catch (DateTimeException e) {
            throw wrong("--at '" + at + "' is not a time; understood are 2026-05-03T10:15 and 2026-05-03T17:15Z");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** The password is the end of the serial, so the serial is shown without it. */
    private void announce(Simulator simulator, SimulatorOptions options, PrintWriter out) {
        out.println("Simulated PVS " + simulator.maskedSerial() + " (" + options.profile() + ", " + options.site()
                + ", " + options.panels() + " panels) at " + simulator.pvsUrl());
        simulator.websocketUrl().ifPresent(url -> out.println("Live telemetry at " + url));
        out.println("Weather at " + simulator.weatherUrl());
        out.println("Simulated time " + simulator.clock().instant() + (speed == 0 ? ", standing" : ", speed " + speed));
        out.println("Stop with Ctrl-C.");
        out.flush();
    }
}
