package org.pvswatch.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** The PVS itself: whether it starts again and again, whether its flash fills up or wears out. */
final class PvsHealth implements Detector {
    private static final int MINIMA = 7;
    private static final int MONTH = 30;
    private static final double WORN_PERCENT = 100;

    private final transient int restartsADay;
    private final transient int restartsAWeek;
    private final transient double daysToEmpty;
    private final transient double ofUsual;
    private final transient int lowDays;

    private TreeMap<String, Memory> memories = new TreeMap<>();

    /** What is remembered of a PVS. */
    static final class Memory {
        double uptimeS = Double.NaN;
        List<Long> restarts = new ArrayList<>();
        double lowestKib = Double.NaN;
        List<Double> minima = new ArrayList<>();
        List<Double> firstMonth = new ArrayList<>();
        int filling;
        boolean worn;
    }

    PvsHealth(FaultSettings settings) {
        restartsADay = settings.count("pvs.restarts-a-day");
        restartsAWeek = settings.count("pvs.restarts-a-week");
        daysToEmpty = settings.number("pvs.flash-days");
        ofUsual = settings.number("pvs.flash-of-usual");
        lowDays = settings.count("pvs.flash-low-days");
    }

    @Override
    public void hear(Heard heard, Incidents incidents) {
        for (Reading reading : heard.measured()) {
            if (reading.kind() == DeviceKind.SUPERVISOR) {
                Memory memory = memories.computeIfAbsent(heard.pvs(), pvs -> new Memory());
                restarts(heard.pvs(), memory, reading, heard.at(), incidents);
                Double flash = reading.value(Quantity.FLASH_AVAILABLE_KIB);
                if (flash != null) {
                    memory.lowestKib = Double.isNaN(memory.lowestKib) ? flash : Math.min(memory.lowestKib, flash);
                }
                Double wear = reading.value(Quantity.FLASH_WEAR_PERCENT);
                memory.worn |= wear != null && wear >= WORN_PERCENT;
            }
        }
    }

    private void restarts(String pvs, Memory memory, Reading reading, Instant at, Incidents incidents) {
        Double uptimeS = reading.value(Quantity.UPTIME_S);
        if (uptimeS == null) {
            return;
        }
        long now = at.getEpochSecond();
        if (uptimeS < memory.uptimeS) {
            memory.restarts.add(now);
        }
        memory.uptimeS = uptimeS;
        memory.restarts.removeIf(restart -> restart < now - Duration.ofDays(7).toSeconds());
        long today = memory.restarts.stream()
                .filter(restart -> restart > now - Duration.ofDays(1).toSeconds())
                .count();
        if (today >= restartsADay || memory.restarts.size() >= restartsAWeek) {
            incidents.open(
                    Kind.PVS_RESTARTS,
                    pvs,
                    Severity.NORMAL,
                    Instant.ofEpochSecond(memory.restarts.get(0)),
                    () -> Evidence.of(
                            Map.of("restarts_in_a_day", (double) today, "restarts_in_a_week", (double)
                                    memory.restarts.size()),
                            null));
        } else if (today == 0) {
            incidents.clear(Kind.PVS_RESTARTS, pvs);
        }
    }

    @Override
    public void endOfDay(Day last, Incidents incidents) {
        memories.forEach((pvs, memory) -> {
            if (!Double.isNaN(memory.lowestKib)) {
                flash(pvs, memory, last, incidents);
            }
            if (memory.worn) {
                open(pvs, last, Map.of("flash_wear_percent", WORN_PERCENT), "its flash is worn out", incidents);
            }
        });
    }

    private void flash(String pvs, Memory memory, Day last, Incidents incidents) {
        double lowest = memory.lowestKib;
        memory.lowestKib = Double.NaN;
        memory.minima.add(lowest);
        if (memory.minima.size() > MINIMA) {
            memory.minima.remove(0);
        }
        if (memory.firstMonth.size() < MONTH) {
            memory.firstMonth.add(lowest);
        }
        if (memory.minima.size() < MINIMA) {
            return;
        }
        double usual = Numbers.median(
                memory.firstMonth.stream().mapToDouble(each -> each).toArray());
        double slope = slope(memory.minima);
        boolean filling = slope < 0 && lowest / -slope < daysToEmpty && lowest < 0.5 * usual;
        boolean low = lowest < ofUsual * usual;
        memory.filling = filling || low ? memory.filling + 1 : 0;
        if (memory.filling >= lowDays) {
            open(
                    pvs,
                    last,
                    Map.of("flash_available_kib", lowest, "change_kib_per_day", slope),
                    "a longer time between polls makes it write less",
                    incidents);
        } else if (memory.filling == 0 && lowest > 0.5 * usual && !memory.worn) {
            incidents.clear(Kind.PVS_STORAGE, pvs);
        }
    }

    private static void open(String pvs, Day last, Map<String, Double> figures, String diagnosis, Incidents incidents) {
        incidents.open(Kind.PVS_STORAGE, pvs, Severity.NORMAL, last.start(), () -> Evidence.of(figures, diagnosis));
    }

    /** Theil's slope, the middle one of all pairs: one jump back of the log does not hide the trend. */
    static double slope(List<Double> values) {
        List<Double> slopes = new ArrayList<>();
        for (int a = 0; a < values.size(); a++) {
            for (int b = a + 1; b < values.size(); b++) {
                slopes.add((values.get(b) - values.get(a)) / (b - a));
            }
        }
        return Numbers.median(slopes.stream().mapToDouble(each -> each).toArray());
    }
}
