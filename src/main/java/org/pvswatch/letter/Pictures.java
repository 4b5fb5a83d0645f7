package org.pvswatch.letter;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.pvswatch.chart.Chart;
import org.pvswatch.chart.Charts;
import org.pvswatch.history.History;
import org.pvswatch.mail.Picture;
import org.pvswatch.reading.DeviceKind;

/** The picture that goes with an incident: the days around its beginning, or its last week. */
final class Pictures {
    private final History history;
    private final String site;
    private final Words words;
    private final Charts charts;

    Pictures(History history, String site, Words words) {
        this.history = history;
        this.site = site;
        this.words = words;
        this.charts = new Charts(words.locale());
    }

    /** @param name of the part @return nothing for a kind that has no course, or where history lacks it */
    Optional<Picture> of(Trouble trouble, Week week, String name, Instant at) throws SQLException {
        String panel = trouble.isOfOnePanel() ? words.shortPanel(trouble.subject()) : "";
        Set<String> meant = new HashSet<>(trouble.members());
        meant.add(trouble.subject());
        boolean begins = trouble.event().equals("open") || trouble.event().equals("worse");
        return switch (trouble.kind()) {
            case "not-producing", "not-reporting", "intermittent" -> {
                Course course = begins ? course(EnumSet.of(DeviceKind.INVERTER), trouble, at) : null;
                yield course == null || course.isEmpty()
                        ? week(trouble, week, name, panel)
                        : charts.draw(
                                name,
                                "Power of this panel and of the middle of the others, %s to %s"
                                        .formatted(words.moment(beginning(trouble, at)), words.moment(at)),
                                course.middles(meant::contains, panel, "middle of the others", words));
            }
            case "circuit-off" -> {
                Course course = course(EnumSet.of(DeviceKind.INVERTER), trouble, at);
                boolean hasOthers = !course.isEmpty();
                yield hasOthers
                        ? charts.draw(
                                name,
                                "Power of the middle panel of this circuit and of the middle one elsewhere",
                                course.middles(meant::contains, "this circuit, middle panel", "elsewhere", words))
                        : Optional.empty();
            }
            case "meter-off", "meter-wrong" -> {
                Course course = course(EnumSet.of(DeviceKind.INVERTER, DeviceKind.PRODUCTION_METER), trouble, at);
                yield course.isEmpty() || trouble.subject().endsWith("c")
                        ? Optional.empty()
                        : charts.draw(
                                name,
                                "Power by the production meter and by the sum of the panels",
                                course.against(meant::contains, "production meter", "sum of the panels", words));
            }
            case "system-off" -> {
                Course course = course(EnumSet.of(DeviceKind.INVERTER), trouble, at);
                yield course.isEmpty()
                        ? Optional.empty()
                        : charts.draw(name, "Power of all panels together", course.sum("all panels", words));
            }
            case "underperforming", "shade-growth" -> week(trouble, week, name, panel);
            default -> Optional.empty();
        };
    }

    private Optional<Picture> week(Trouble trouble, Week week, String name, String panel) {
        if (week.isEmpty()) {
            return Optional.empty();
        }
        Chart chart = week.chart(panel);
        LocalDate first = LocalDate.parse(week.days().get(0).date());
        LocalDate last = LocalDate.parse(week.days().get(week.days().size() - 1).date());
        return charts.draw(
                name,
                "Energy a day of %s and of the middle of the others, %s to %s; the numbers are in the table"
                        .formatted(words.panel(trouble.subject()), words.day(first), words.day(last)),
                chart);
    }

    /** Two days, with the beginning of the trouble among them unless that is long ago. */
    private Instant beginning(Trouble trouble, Instant at) {
        Instant before = trouble.since().isBefore(at.minus(Duration.ofDays(2))) ? at : trouble.since();
        return words.dayOf(before).minusDays(1).atStartOfDay(words.zone()).toInstant();
    }

    private Course course(Set<DeviceKind> kinds, Trouble trouble, Instant at) throws SQLException {
        return new Course(history, site, kinds, beginning(trouble, at), at);
    }
}
