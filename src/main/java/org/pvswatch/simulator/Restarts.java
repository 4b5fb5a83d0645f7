package org.pvswatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** When the box goes down and comes up again, as its faults and the seed have it. */
final class Restarts {
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final int SHORTEST_OUTAGE = 120;
    private static final int LONGEST_OUTAGE = 720;

    /**
     * One restart.
     *
     * @param down first instant nobody listens
     * @param up first instant somebody listens again; the box's uptime counts from here
     */
    record Restart(Instant down, Instant up) {}

    private static final Set<FaultKind> RESTARTING =
            Set.of(FaultKind.RESTART, FaultKind.RESTARTS, FaultKind.LOOP, FaultKind.OUTAGE, FaultKind.UPDATE);
    private static final Duration BOOT = Duration.ofSeconds(100);

    private final List<Fault> faults;
    private final SeededNoise noise;

    Restarts(List<Fault> faults, long seed) {
        this.faults = faults.stream()
                .filter(fault ->
                        RESTARTING.contains(fault.kind()) || fault.kind().lastsUntilRestart())
                .toList();
        this.noise = new SeededNoise(seed).stream("restarts");
    }

    /** The latest restart that has begun. */
    Optional<Restart> latest(Instant now) {
        return faults.stream()
                .flatMap(fault -> of(fault, now))
                .filter(restart -> !now.isBefore(restart.down))
                .reduce((one, other) -> one.up.isAfter(other.up) ? one : other);
    }

    private Stream<Restart> of(Fault fault, Instant now) {
        return switch (fault.kind()) {
            case RESTART ->
                Stream.of(restart(fault.from(), fault.lasts() == null ? outage(fault.from()) : fault.lasts()));
            case UPDATE -> Stream.of(restart(fault.from(), fault.lasts() == null ? Duration.ZERO : fault.lasts()));
            case RESTARTS -> every(DAY, fault, now);
            case LOOP -> every(Long.parseLong(fault.subject()) * HOUR, fault, now);
            case OUTAGE ->
                fault.lasts() == null
                        ? Stream.empty()
                        : Stream.of(restart(fault.from(), fault.lasts().plus(BOOT)));
            default -> {
                boolean ends = fault.kind().lastsUntilRestart() && fault.lasts() != null;
                yield ends ? Stream.of(restart(fault.from().plus(fault.lasts()), Duration.ZERO)) : Stream.empty();
            }
        };
    }

    /** The restarts of this period and the one before, periods counted from the fault's beginning. */
    private Stream<Restart> every(long seconds, Fault fault, Instant now) {
        long period = Math.floorDiv(now.getEpochSecond() - fault.from().getEpochSecond(), seconds);
        return Stream.of(period - 1, period)
                .filter(each -> each >= 0)
                .map(each -> fault.from()
                        .plusSeconds(each * seconds + (long) noise.between(each, 0, seconds - LONGEST_OUTAGE)))
                .filter(fault::isActive)
                .map(down -> restart(down, outage(down)));
    }

    private Duration outage(Instant down) {
        return Duration.ofSeconds((long) noise.between(down.getEpochSecond(), SHORTEST_OUTAGE, LONGEST_OUTAGE));
    }

    private static Restart restart(Instant down, Duration outage) {
        return new Restart(down, down.plus(outage));
    }
}
