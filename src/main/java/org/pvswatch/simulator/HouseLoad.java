package org.pvswatch.simulator;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the house draws, kW: a base, a refrigerator that comes and goes, morning and evening, kettle, oven, dishwasher,
 * dryer, and cooling on hot afternoons. People live by local time; the answer is a function of the instant.
 */
final class HouseLoad {
    private static final int MINUTES = 1440;

    private final Sky sky;
    private final SeededNoise noise;
    private final Map<Long, double[]> days = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, double[]> eldest) {
            return size() > 8;
        }
    };

    HouseLoad(Sky sky, long seed) {
        this.sky = sky;
        this.noise = new SeededNoise(seed).stream("house");
    }

    /** kW, straight lines between whole minutes. Not safe for several threads: the plant asks it under its lock. */
    double kilowatts(long epochSecond) {
        long minute = Math.floorDiv(epochSecond, 60);
        double part = Math.floorMod(epochSecond, 60L) / 60.0;
        double here = minuteKw(minute);
        return part == 0 ? here : here + (minuteKw(minute + 1) - here) * part;
    }

    private double minuteKw(long minute) {
        long day = Math.floorDiv(minute, MINUTES);
        return days.computeIfAbsent(day, this::compute)[(int) (minute - day * MINUTES)];
    }

    private double[] compute(long epochDay) {
        var load = new double[MINUTES];
        var zone = sky.site().zone();
        int offsetSeconds = 0;
        Appliances today = null;
        for (int i = 0; i < MINUTES; i++) {
            long minute = epochDay * MINUTES + i;
            if (i % 60 == 0) {
                offsetSeconds = zone.getRules()
                        .getOffset(Instant.ofEpochSecond(minute * 60))
                        .getTotalSeconds();
            }
            long localMinute = minute + offsetSeconds / 60;
            var localDate = LocalDate.ofEpochDay(Math.floorDiv(localMinute, MINUTES));
            if (today == null || !today.date().equals(localDate)) {
                today = Appliances.of(localDate, noise);
            }
            int minuteOfDay = (int) Math.floorMod(localMinute, (long) MINUTES);
            double ambient = sky.at(minute / 5).ambientTempC();
            load[i] = kilowatts(today, minuteOfDay, minute, ambient);
        }
        return load;
    }

    private double kilowatts(Appliances today, int minuteOfDay, long minute, double ambientTempC) {
        double hour = minuteOfDay / 60.0;
        boolean weekend = today.date().getDayOfWeek() == DayOfWeek.SATURDAY
                || today.date().getDayOfWeek() == DayOfWeek.SUNDAY;
        double people = 0.35 * hump(hour, 7.3, 1.2) + 0.75 * hump(hour, 19.6, 2.0) + (weekend ? 0.25 : 0.08);
        double fridge = Math.floorMod(minute + 13, 51) < 19 ? 0.125 : 0.004;
        double base = 0.16 + people * today.liveliness() * awake(hour) + fridge;
        double flicker = 1 + 0.03 * noise.bell(minute);
        return base * flicker + today.kilowatts(minuteOfDay) + cooling(minute, ambientTempC);
    }

    /** A compressor of 2.1 kW that runs a larger part of each twenty minutes the hotter it is. */
    private static double cooling(long minute, double ambientTempC) {
        double duty = Math.max(0, Math.min(1, (ambientTempC - 26.5) / 14));
        return duty > 0.1 && Math.floorMod(minute + 7, 20) < duty * 20 ? 2.1 : 0;
    }

    private static double hump(double hour, double middle, double width) {
        double off = (hour - middle) / width;
        return Math.exp(-off * off / 2);
    }

    private static double awake(double hour) {
        return hour < 5.5 || hour > 23.5 ? 0.25 : 1;
    }
}
