package org.pvswatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns the troubles of a healthy site into what happens when: thirty years of it, as the seed has it. */
final class TroubleFaults {
    private static final int YEARS = 30;
    private static final long YEAR_SECONDS = 31_556_952;
    private static final int SILENCES_A_YEAR = 2;
    private static final int GAPS_A_YEAR = 6;
    private static final int OUTAGES_A_YEAR = 2;
    private static final int MOST_SILENT = 3;

    private final SimulatorOptions options;
    private final Instant start;
    private final SeededNoise noise;
    private final List<Fault> faults = new ArrayList<>();

    private TroubleFaults(SimulatorOptions options, Instant start) {
        this.options = options;
        this.start = start;
        this.noise = new SeededNoise(options.seed()).stream("troubles");
    }

    static List<Fault> of(SimulatorOptions options, Instant start) {
        var made = new TroubleFaults(options, start);
        for (var trouble : Trouble.values()) {
            if (options.troubles().contains(trouble)) {
                made.add(trouble);
            }
        }
        return made.faults;
    }

    private void add(Trouble trouble) {
        switch (trouble) {
            case SILENCES -> several(trouble, SILENCES_A_YEAR, FaultKind.SILENT, 3_600, 3 * 86_400);
            case GAPS -> several(trouble, GAPS_A_YEAR, FaultKind.REFUSED, 1_200, 5 * 3_600);
            case OUTAGES -> several(trouble, OUTAGES_A_YEAR, FaultKind.OUTAGE, 600, 5 * 3_600);
            case DAILYRESTART -> faults.add(new Fault(FaultKind.RESTARTS, null, start, null, null));
            case MISSING, LAG, SHUFFLE -> {
                // in the answers themselves
            }
        }
    }

    /** So many a year, each in a part of the year of its own. */
    private void several(Trouble trouble, int aYear, FaultKind kind, int shortestSeconds, int longestSeconds) {
        var own = noise.stream(trouble.name());
        for (int i = 0; i < YEARS * aYear; i++) {
            double part = YEAR_SECONDS / (double) aYear;
            var from = start.plusSeconds((long) (part * (i + own.between(4L * i, 0, 0.8))));
            var lasts = Duration.ofSeconds((long) own.between(4L * i + 1, shortestSeconds, longestSeconds));
            faults.add(new Fault(kind, kind == FaultKind.SILENT ? panels(own, i) : null, from, lasts, null));
        }
    }

    private String panels(SeededNoise own, int i) {
        int first = 1 + (int) own.between(4L * i + 2, 0, options.panels());
        int last = Math.min(options.panels(), first + (int) own.between(4L * i + 3, 0, MOST_SILENT));
        return first + "-" + last;
    }
}
