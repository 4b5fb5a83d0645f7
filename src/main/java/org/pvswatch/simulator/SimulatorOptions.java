package org.pvswatch.simulator;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Everything a simulation is a function of. Not changed once made: each {@code with} gives another one. */
public final class SimulatorOptions {
    private static final int MOST_PANELS = 200;

    private Profile profile = Profile.L0_61839;
    private SiteModel site = SiteModel.VALLEY;
    private int panels = 24;
    private long seed = 1;
    private int port;
    private int weatherPort;
    private OptionalInt websocketPort = OptionalInt.empty();
    private SimulatedClock clock;
    private List<Fault> faults = List.of();
    private InetAddress address = InetAddress.getLoopbackAddress();
    private Duration sessionIdle = Duration.ofSeconds(300);
    private double obstacleShare = 0.35;
    private double gainSpread = 0.015;
    private double meterGainError = 0.004;
    private Set<Trouble> troubles = Set.of();
    /** Null: as the profile has it. */
    private Boolean tls;

    private SimulatorOptions(SimulatedClock clock) {
        this.clock = clock;
    }

    private SimulatorOptions(SimulatorOptions other) {
        profile = other.profile;
        site = other.site;
        panels = other.panels;
        seed = other.seed;
        port = other.port;
        weatherPort = other.weatherPort;
        websocketPort = other.websocketPort;
        clock = other.clock;
        faults = other.faults;
        address = other.address;
        sessionIdle = other.sessionIdle;
        tls = other.tls;
        obstacleShare = other.obstacleShare;
        gainSpread = other.gainSpread;
        meterGainError = other.meterGainError;
        troubles = other.troubles;
    }

    /** 24 panels in the valley behind firmware 61839, a stepped clock at noon of 2026-06-01 (UTC-7), any free ports. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(SimulatedClock.stepped(Instant.parse("2026-06-01T19:00:00Z")));
    }

    private SimulatorOptions with(Consumer<SimulatorOptions> change) {
        var changed = new SimulatorOptions(this);
        change.accept(changed);
        return changed;
    }

    /** The same with another firmware. */
    public SimulatorOptions withProfile(Profile other) {
        Objects.requireNonNull(other, "profile");
        return with(changed -> changed.profile = other);
    }

    /** The same at another place. */
    public SimulatorOptions withSite(SiteModel other) {
        Objects.requireNonNull(other, "site");
        return with(changed -> changed.site = other);
    }

    /** The same with another number of panels. @throws IllegalArgumentException with one sentence */
    public SimulatorOptions withPanels(int other) {
        if (other < 1 || other > MOST_PANELS) {
            throw new IllegalArgumentException("panels must be 1 to " + MOST_PANELS + ", not " + other);
        }
        return with(changed -> changed.panels = other);
    }

    /** The same world with other dice. */
    public SimulatorOptions withSeed(long other) {
        return with(changed -> changed.seed = other);
    }

    /** The same on other ports; 0 takes any free one. */
    public SimulatorOptions withPorts(int pvs, int weather) {
        return with(changed -> {
            changed.port = pvs;
            changed.weatherPort = weather;
        });
    }

    /** The same with live telemetry on a port of its own; 0 takes any free one. */
    public SimulatorOptions withWebsocketPort(int other) {
        return with(changed -> changed.websocketPort = OptionalInt.of(other));
    }

    /** The same under another clock. */
    public SimulatorOptions withClock(SimulatedClock other) {
        Objects.requireNonNull(other, "clock");
        return with(changed -> changed.clock = other);
    }

    /** The same with these faults instead. */
    public SimulatorOptions withFaults(List<Fault> others) {
        var copy = List.copyOf(others);
        return with(changed -> changed.faults = copy);
    }

    /** The same with these faults instead, written as on the command line. @throws IllegalArgumentException with one sentence */
    public SimulatorOptions withFaults(String... texts) {
        return withFaults(Arrays.stream(texts)
                .map(text -> FaultText.parse(text, site.zone()))
                .toList());
    }

    /** The same on another address. */
    public SimulatorOptions withAddress(InetAddress other) {
        Objects.requireNonNull(other, "address");
        return with(changed -> changed.address = other);
    }

    /** The same with sessions that live longer or shorter unused, in simulated time. */
    public SimulatorOptions withSessionIdle(Duration other) {
        Objects.requireNonNull(other, "sessionIdle");
        return with(changed -> changed.sessionIdle = other);
    }

    /** The same over https (true) or plain http (false), whatever its firmware does by itself. */
    public SimulatorOptions withTls(boolean other) {
        return with(changed -> changed.tls = other);
    }

    /** The same with another part of the panels behind an obstacle, 0 to 1. */
    public SimulatorOptions withObstacleShare(double other) {
        return with(changed -> changed.obstacleShare = inRange("obstacle share", other, 1));
    }

    /** The same with panels that differ more or less: standard deviation of their yield, 0 to 0.2. */
    public SimulatorOptions withGainSpread(double other) {
        return with(changed -> changed.gainSpread = inRange("gain spread", other, 0.2));
    }

    /** The same with a better or worse production meter: standard deviation of its gain, 0 to 0.2. */
    public SimulatorOptions withMeterGainError(double other) {
        return with(changed -> changed.meterGainError = inRange("meter gain error", other, 0.2));
    }

    private static double inRange(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(name + " must be 0 to " + most + ", not " + value);
        }
        return value;
    }

    /** The same with these everyday troubles. */
    public SimulatorOptions withTroubles(Set<Trouble> others) {
        var copy = Set.copyOf(others);
        return with(changed -> changed.troubles = copy);
    }

    /** Part of the panels behind an obstacle, 0 to 1. */
    public double obstacleShare() {
        return obstacleShare;
    }

    /** Standard deviation of the panels' yield. */
    public double gainSpread() {
        return gainSpread;
    }

    /** Standard deviation of the production meter's gain. */
    public double meterGainError() {
        return meterGainError;
    }

    /** What does not go smoothly every day. */
    public Set<Trouble> troubles() {
        return troubles;
    }

    /** Firmware to imitate. */
    public Profile profile() {
        return profile;
    }

    /** Place and roof. */
    public SiteModel site() {
        return site;
    }

    /** How many, 1 to 200. */
    public int panels() {
        return panels;
    }

    /** Same seed, start and profile: same bytes. */
    public long seed() {
        return seed;
    }

    /** Of the PVS; 0 takes any free one. */
    public int port() {
        return port;
    }

    /** Of the weather service; 0 takes any free one. */
    public int weatherPort() {
        return weatherPort;
    }

    /** Of live telemetry; 0 takes any free one, empty: there is none. */
    public OptionalInt websocketPort() {
        return websocketPort;
    }

    /** Simulated time; where it stands when the simulator starts is the simulation's start. */
    public SimulatedClock clock() {
        return clock;
    }

    /** What goes wrong and when. */
    public List<Fault> faults() {
        return faults;
    }

    /** To listen on. */
    public InetAddress address() {
        return address;
    }

    /** How long a session lives unused, in simulated time. */
    public Duration sessionIdle() {
        return sessionIdle;
    }

    /** True: https. */
    public boolean tls() {
        return tls == null ? profile.isVarserver() : tls;
    }
}
