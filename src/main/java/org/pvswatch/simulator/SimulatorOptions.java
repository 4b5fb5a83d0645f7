package org.pvswatch.simulator;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Everything a simulation is a function of.
 *
 * @param profile firmware to imitate
 * @param site place and roof
 * @param panels how many, 1 to 200
 * @param seed same seed, start and profile: same bytes
 * @param port of the PVS; 0 takes any free one
 * @param weatherPort of the weather service; 0 takes any free one
 * @param clock simulated time; where it stands when the simulator starts is the simulation's start
 * @param faults what goes wrong and when
 * @param address to listen on
 * @param sessionIdle how long a session lives unused, in simulated time
 */
public record SimulatorOptions(
        Profile profile,
        SiteModel site,
        int panels,
        long seed,
        int port,
        int weatherPort,
        SimulatedClock clock,
        List<Fault> faults,
        InetAddress address,
        Duration sessionIdle) {

    /** Checks ranges and copies the list. @throws IllegalArgumentException with one sentence */
    public SimulatorOptions {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(sessionIdle, "sessionIdle");
        if (panels < 1 || panels > 200) {
            throw new IllegalArgumentException("panels must be 1 to 200, not " + panels);
        }
        faults = List.copyOf(faults);
    }

    /** 24 panels in the valley behind firmware 61839, a stepped clock at noon of 2026-06-01 (UTC-7), any free ports. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                Profile.L0_61839,
                SiteModel.VALLEY,
                24,
                1,
                0,
                0,
                SimulatedClock.stepped(Instant.parse("2026-06-01T19:00:00Z")),
                List.of(),
                InetAddress.getLoopbackAddress(),
                Duration.ofSeconds(300));
    }

    /** The same with another firmware. */
    public SimulatorOptions withProfile(Profile other) {
        return new SimulatorOptions(other, site, panels, seed, port, weatherPort, clock, faults, address, sessionIdle);
    }

    /** The same at another place. */
    public SimulatorOptions withSite(SiteModel other) {
        return new SimulatorOptions(
                profile, other, panels, seed, port, weatherPort, clock, faults, address, sessionIdle);
    }

    /** The same with another number of panels. */
    public SimulatorOptions withPanels(int other) {
        return new SimulatorOptions(profile, site, other, seed, port, weatherPort, clock, faults, address, sessionIdle);
    }

    /** The same world with other dice. */
    public SimulatorOptions withSeed(long other) {
        return new SimulatorOptions(
                profile, site, panels, other, port, weatherPort, clock, faults, address, sessionIdle);
    }

    /** The same on other ports; 0 takes any free one. */
    public SimulatorOptions withPorts(int pvs, int weather) {
        return new SimulatorOptions(profile, site, panels, seed, pvs, weather, clock, faults, address, sessionIdle);
    }

    /** The same under another clock. */
    public SimulatorOptions withClock(SimulatedClock other) {
        return new SimulatorOptions(
                profile, site, panels, seed, port, weatherPort, other, faults, address, sessionIdle);
    }

    /** The same with these faults instead. */
    public SimulatorOptions withFaults(List<Fault> others) {
        return new SimulatorOptions(
                profile, site, panels, seed, port, weatherPort, clock, others, address, sessionIdle);
    }

    /** The same with these faults instead, written as on the command line. @throws IllegalArgumentException with one sentence */
    public SimulatorOptions withFaults(String... texts) {
        return withFaults(Arrays.stream(texts)
                .map(text -> FaultText.parse(text, site.zone()))
                .toList());
    }

    /** The same on another address. */
    public SimulatorOptions withAddress(InetAddress other) {
        return new SimulatorOptions(profile, site, panels, seed, port, weatherPort, clock, faults, other, sessionIdle);
    }

    /** The same with sessions that live longer or shorter unused. */
    public SimulatorOptions withSessionIdle(Duration other) {
        return new SimulatorOptions(profile, site, panels, seed, port, weatherPort, clock, faults, address, other);
    }
}
