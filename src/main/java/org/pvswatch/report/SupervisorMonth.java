package org.pvswatch.report;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pvswatch.fault.Numbers;
import org.pvswatch.history.Figures;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.report.MonthReport.PvsFigures;
import org.pvswatch.report.MonthReport.Update;

/** What each PVS said of itself over a month: starts, flash, firmware. Used for one month. */
final class SupervisorMonth {
    /** How the two languages call the version of the firmware. */
    private static final Set<String> FIRMWARE = Set.of("SWVER", "/sys/info/sw_rev");

    private static final int WEEK = 7;

    private final ZoneId zone;
    private final TreeMap<String, Course> courses = new TreeMap<>();

    SupervisorMonth(ZoneId zone) {
        this.zone = zone;
    }

    /** What is remembered of a PVS. */
    private static final class Course {
        private Double uptimeS;
        private int restarts;
        private final TreeMap<LocalDate, Double> lowestFreeKib = new TreeMap<>();
        private final TreeMap<LocalDate, Double> mostUsedPercent = new TreeMap<>();
        private Double wearBefore;
        private Double wear;
        private String firmware;
        private final List<Update> updates = new ArrayList<>();
    }

    /** Takes what was told from one moment up to and without another. */
    List<PvsFigures> read(Figures figures, String site, Instant from, Instant to) throws SQLException {
        figures.supervisors(site, from, to, this::hear);
        for (Figures.Property property : figures.properties(site, DeviceKind.SUPERVISOR, to)) {
            Course course = courses.get(property.pvs());
            if (course != null && FIRMWARE.contains(property.name())) {
                if (course.firmware != null && !property.at().isBefore(from)) {
                    course.updates.add(new Update(property.at(), course.firmware, property.value()));
                }
                course.firmware = property.value();
            }
        }
        return courses.entrySet().stream()
                .map(each -> figures(each.getKey(), each.getValue()))
                .toList();
    }

    private void hear(Figures.SupervisorAt told) {
        Course course = courses.computeIfAbsent(told.pvs(), pvs -> new Course());
        LocalDate date = told.at().atZone(zone).toLocalDate();
        Map<Quantity, Double> values = told.values();
        Double uptimeS = values.get(Quantity.UPTIME_S);
        if (uptimeS != null) {
            course.restarts += course.uptimeS != null && uptimeS < course.uptimeS ? 1 : 0;
            course.uptimeS = uptimeS;
        }
        Double freeKib = values.get(Quantity.FLASH_AVAILABLE_KIB);
        if (freeKib != null) {
            course.lowestFreeKib.merge(date, freeKib, Math::min);
        }
        Double usedPercent = values.get(Quantity.FLASH_USAGE_PERCENT);
        if (usedPercent != null) {
            course.mostUsedPercent.merge(date, usedPercent, Math::max);
        }
        Double wear = values.get(Quantity.FLASH_WEAR_PERCENT);
        if (wear != null) {
            course.wearBefore = course.wearBefore == null ? wear : course.wearBefore;
            course.wear = wear;
        }
    }

    private static PvsFigures figures(String pvs, Course course) {
        return new PvsFigures(
                pvs,
                course.restarts,
                last(course.lowestFreeKib),
                change(course.lowestFreeKib),
                last(course.mostUsedPercent),
                change(course.mostUsedPercent),
                course.wear,
                course.wearBefore,
                course.firmware,
                List.copyOf(course.updates));
    }

    private static Double last(TreeMap<LocalDate, Double> days) {
        return days.isEmpty() ? null : days.lastEntry().getValue();
    }

    /** Of the middle of the last week against that of the first: a log that is cut back now and then hides no trend. */
    private static Double change(TreeMap<LocalDate, Double> days) {
        double[] values = days.values().stream().mapToDouble(each -> each).toArray();
        return values.length < 2 * WEEK
                ? null
                : Numbers.median(Arrays.copyOfRange(values, values.length - WEEK, values.length))
                        - Numbers.median(Arrays.copyOf(values, WEEK));
    }
}
