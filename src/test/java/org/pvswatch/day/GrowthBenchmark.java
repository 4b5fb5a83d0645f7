package org.pvswatch.day;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.pvswatch.csv.CsvFiles;
import org.pvswatch.history.History;
import org.pvswatch.history.Polls;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.Sun;

/**
 * Prints what one poll and the close of a day cost after a month, a year and ten years of history, 96 polls a day of 24
 * panels and two meters; no test. Argument: an empty folder.
 */
final class GrowthBenchmark {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final Instant BEGIN =
            ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZONE).toInstant();
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int A_DAY = 96;
    private static final int MEASURED_DAYS = 10;

    private GrowthBenchmark() {}

    /** Fills history up to each age, then measures ten days of polls. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        int polls = 0;
        double first = 0;
        for (int days : new int[] {30, 365, 3650}) {
            try (History history = new History(data.resolve("history.db").toString())) {
                DayCloser closer = new DayCloser("home", ZONE.getId(), new Sun("38.6", "-121.5"), 0.4, history);
                history.commitEvery(500);
                for (; polls < days * A_DAY; polls++) {
                    history.store(poll(polls));
                    if (polls % (30 * A_DAY) == 0) {
                        closer.catchUp();
                    }
                }
                closer.catchUp();
                history.commitEvery(1);
                CsvFiles csv = new CsvFiles(data.resolve("csv").toString(), ZONE.getId(), history);
                catchUp(csv, history);
                double[] cost = new double[2];
                for (int until = polls + MEASURED_DAYS * A_DAY; polls < until; polls++) {
                    long before = cpuNs();
                    history.store(poll(polls));
                    closer.catchUp();
                    catchUp(csv, history);
                    cost[polls % A_DAY == 0 ? 1 : 0] += (cpuNs() - before) / 1e6;
                }
                double aPoll = cost[0] / MEASURED_DAYS / (A_DAY - 1);
                double aDay = cost[1] / MEASURED_DAYS;
                first = first == 0 ? aPoll : first;
                System.out.printf(
                        "after %,d days: a poll %.2f CPU ms (%.2f of the first), the one that closes a day %.1f CPU ms%n",
                        days, aPoll, aPoll / first, aDay);
            }
        }
    }

    private static void catchUp(CsvFiles csv, History history) throws Exception {
        List<StoredPoll> polls = history.pollsAfter(csv.takenUpTo(), 500);
        while (!polls.isEmpty()) {
            polls = history.pollsAfter(csv.add(polls), 500);
        }
        csv.writeDays();
    }

    private static List<Reading> poll(int number) {
        Instant at = BEGIN.plus(QUARTER.multipliedBy(number));
        double sun = Math.max(0, Math.sin(2 * Math.PI * ((number % A_DAY) / (double) A_DAY - 0.25)));
        Polls poll =
                Polls.at(at).productionMeter(sun * 7, number * 0.6).gridMeter(1 - sun * 7, number * 0.2, number * 0.3);
        for (int panel = 0; panel < 24; panel++) {
            poll.inverter("E001221073052%02d".formatted(panel), sun * 0.3, number * 0.025 + panel);
        }
        return poll.readings();
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
