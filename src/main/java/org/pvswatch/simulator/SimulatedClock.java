package org.pvswatch.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The simulator's only time. Stepped, it stands still until told; running, it goes from an instant at a speed. Safe for
 * several threads.
 */
public final class SimulatedClock extends Clock {
    private final ZoneId zone;
    private final State state;

    private SimulatedClock(ZoneId zone, State state) {
        this.zone = zone;
        this.state = state;
    }

    /** A clock that stands at {@code start} until {@link #stepTo} moves it. */
    public static SimulatedClock stepped(Instant start) {
        return new SimulatedClock(ZoneOffset.UTC, new State(start));
    }

    /** A clock that goes on from {@code start}. @param speed simulated seconds for each second, above 0 */
    public static SimulatedClock running(Instant start, double speed) {
        var clock = stepped(start);
        clock.runFrom(start, speed);
        return clock;
    }

    /** Stands at {@code instant} from now on, be it later or earlier; a running clock stops running. */
    public void stepTo(Instant instant) {
        state.move(new Motion(instant, 0, 0));
    }

    /** Goes on from {@code start} from now on. @param speed simulated seconds for each second, above 0 */
    public void runFrom(Instant start, double speed) {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed must be above 0, not " + speed);
        }
        state.move(new Motion(start, System.nanoTime(), speed));
    }

    /** Has {@code work} done by whoever moves the clock, before the mover goes on. A running clock's going is no move. */
    void onMove(Runnable work) {
        state.onMove.add(work);
    }

    void forget(Runnable work) {
        state.onMove.remove(work);
    }

    /** True while the clock stands still until told. */
    public boolean isStepped() {
        return state.motion.speed == 0;
    }

    @Override
    public Instant instant() {
        var motion = state.motion;
        if (motion.speed == 0) {
            return motion.from;
        }
        return motion.from.plusNanos((long) ((System.nanoTime() - motion.sinceNanos) * motion.speed));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock seen from another zone: both move together. */
    @Override
    public SimulatedClock withZone(ZoneId other) {
        return new SimulatedClock(other, state);
    }

    private record Motion(Instant from, long sinceNanos, double speed) {}

    private static final class State {
        private final List<Runnable> onMove = new CopyOnWriteArrayList<>();
        private volatile Motion motion;

        private State(Instant start) {
            motion = new Motion(start, 0, 0);
        }

        private void move(Motion next) {
            motion = next;
            onMove.forEach(Runnable::run);
        }
    }
}
