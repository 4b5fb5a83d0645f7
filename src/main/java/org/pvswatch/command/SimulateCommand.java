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
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.pvswatch.simulator.Announcement;
import org.pvswatch.simulator.Fault;
import org.pvswatch.simulator.FaultText;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;
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
            description = "Firmware to imitate: l0-2019, l0-61839, l0-pvs5 (http), v-61845, v-storage (https with"
                    + " login). Default: ${DEFAULT-VALUE}.")
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
            description = "Something that goes wrong; may be given several times. Panels (by number, 1-6, serial or"
                    + " circuit name): dead, silent, circuit, nan, duplicate, noserial. The box: 503, 403, 500,"
                    + " slow[:20s], hang, html, truncated, empty, fail, 1970."
                    + " Example: dead:7@2026-05-03T10:15 or 503@2026-05-03T12:00/10m.")
    private List<String> faults = new ArrayList<>();

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
                    .println("The simulator cannot listen on " + bind + " ports " + port + " and " + weatherPort + ": "
                            + e.getMessage() + ".");
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
            return SimulatorOptions.defaults()
                    .withProfile(Profile.named(profile))
                    .withSite(model)
                    .withPanels(panels)
                    .withSeed(seed)
                    .withPorts(port, weatherPort)
                    .withClock(clock(model))
                    .withFaults(faults(model))
                    .withAddress(InetAddress.getByName(bind));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        } catch (UnknownHostException e) {
            throw wrong("--bind '" + bind + "' is not an address of this machine");
        }
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
        out.println("Weather at " + simulator.weatherUrl());
        out.println("Simulated time " + simulator.clock().instant() + (speed == 0 ? ", standing" : ", speed " + speed));
        out.println("Stop with Ctrl-C.");
        out.flush();
    }
}
