package org.pvswatch.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is switched on and off in a house during one local day.
 *
 * @param date the day
 * @param liveliness how busy the people are, about 1
 * @param runs the appliances' runs; one that passes midnight ends there
 */
record Appliances(LocalDate date, double liveliness, List<Run> runs) {

    /** @param fromMinute of the local day */
    record Run(int fromMinute, int minutes, double kilowatts) {}

    static Appliances of(LocalDate date, SeededNoise house) {
        var day = house.stream("day").stream(date.toEpochDay());
        var runs = new ArrayList<Run>();
        for (int cup = 0; cup < 3; cup++) {
            int from = (int) day.between(10 + cup, 6.3 * 60 + cup * 240, 9.5 * 60 + cup * 240);
            runs.add(new Run(from, 3, 1.5));
        }
        if (day.uniform(20) < 0.75) {
            runs.add(new Run((int) day.between(21, 17.2 * 60, 19.2 * 60), (int) day.between(22, 25, 55), 2.2));
        }
        if (day.uniform(30) < 0.6) {
            runs.add(new Run((int) day.between(31, 20 * 60, 22 * 60), 65, 1.1));
        }
        if (day.uniform(40) < 0.3) {
            int wash = (int) day.between(41, 9 * 60, 18 * 60);
            runs.add(new Run(wash, 40, 0.5));
            runs.add(new Run(wash + 50, 45, 2.4));
        }
        return new Appliances(date, day.between(0, 0.75, 1.3), List.copyOf(runs));
    }

    double kilowatts(int minuteOfDay) {
        double sum = 0;
        for (var run : runs) {
            if (minuteOfDay >= run.fromMinute() && minuteOfDay < run.fromMinute() + run.minutes()) {
                sum += run.kilowatts();
            }
        }
        return sum;
    }
}
