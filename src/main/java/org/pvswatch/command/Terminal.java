package org.pvswatch.command;

import java.io.PrintStream;
import java.time.Duration;

/** Progress on standard error: a bar that moves on a terminal, else a plain line now and then. */
final class Terminal {
    private static final boolean INTERACTIVE = Boolean.getBoolean("pvswatch.terminal");
    private static final int WIDTH = 30;
    private static final Duration BAR_EVERY = Duration.ofMillis(200);
    private static final Duration LINE_EVERY = Duration.ofSeconds(10);

    private final PrintStream out = System.err;
    private final String what;
    private final long total;
    private final long begunNs = System.nanoTime();
    private long shownNs = begunNs;
    private long done;

    /**
     * @param what what is counted, such as {@code answers}
     * @param total how many there will be, 0 when nobody knows
     */
    Terminal(String what, long total) {
        this.what = what;
        this.total = total;
    }

    /** One more of a known number is done. */
    void step(String at) {
        step(at, total == 0 ? 1 : (done + 1.0) / total);
    }

    /**
     * One more is done.
     *
     * @param share how much of all that is, 0 to 1
     */
    void step(String at, double share) {
        done++;
        long now = System.nanoTime();
        Duration pause = INTERACTIVE ? BAR_EVERY : LINE_EVERY;
        if (now - shownNs < pause.toNanos()) {
            return;
        }
        shownNs = now;
        long percent = (long) (100 * share);
        String of = total == 0 ? "" : " of %,d".formatted(total);
        if (INTERACTIVE) {
            int filled = (int) (WIDTH * percent / 100);
            out.printf(
                    "\r%s%s %3d %%  %,d%s %s, %s  %s ",
                    "\u2588".repeat(filled), "\u2591".repeat(WIDTH - filled), percent, done, of, what, pace(), at);
        } else {
            out.printf("%d %%: %,d%s %s, %s, %s%n", percent, done, of, what, pace(), at);
        }
        out.flush();
    }

    /** Takes the bar away. */
    void end() {
        if (INTERACTIVE) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    /** How many a second, so far. */
    double rate() {
        return done / Math.max(1e-3, seconds());
    }

    private String pace() {
        return rate() < 1 ? "%,.1f a minute".formatted(60 * rate()) : "%,.0f a second".formatted(rate());
    }

    /** Time since the first, seconds. */
    double seconds() {
        return (System.nanoTime() - begunNs) / 1e9;
    }
}
