package org.pvswatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When the box goes down and comes up again, as its faults and the seed have it. */
final class Restarts {
    private static final long DAY = 86_400;
    private static final int SHORTEST_OUTAGE = 120;
    private static final int LONGEST_OUTAGE = 720;

    /**
     * One restart.
     *
     * @param down first instant nobody listens
     * @param up first instant somebody listens again; the box's uptime counts from here
     */
    record Restart(Instant down, Instant up) {}

    private final List<Fault> faults;
    private final SeededNoise noise;

    Restarts(List<Fault> faults, long seed) {
        this.faults = faults;
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
            case RESTARTS -> daily(fault, now);
            default -> {
                boolean ends = fault.kind().lastsUntilRestart() && fault.lasts() != null;
                yield ends ? Stream.of(restart(fault.from().plus(fault.lasts()), Duration.ZERO)) : Stream.empty();
            }
        };
    }

    /** The restarts of today and yesterday, days counted from the fault's beginning. */
    private Stream<Restart> daily(Fault fault, Instant now) {
        long today = Math.floorDiv(now.getEpochSecond() - fault.from().getEpochSecond(), DAY);
        return Stream.of(today - 1, today)
                .filter(day -> day >= 0)
                .map(day -> fault.from().plusSeconds(day * DAY + (long) noise.between(day, 0, DAY - LONGEST_OUTAGE)))
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
