package org.pvswatch.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** Says in ten lines what the demo did and where it lies. */
final class DemoSummary {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private final History history;
    private final Path data;
    private final ZoneId zone;
    private final String deadPanel;
    private final Instant death;

    DemoSummary(History history, Path data, ZoneId zone, String deadPanel, Instant death) {
        this.history = history;
        this.data = data;
        this.zone = zone;
        this.deadPanel = deadPanel;
        this.death = death;
    }

    void print(PrintStream out, Terminal progress) throws SQLException, IOException {
        History.Span span = history.span().orElseThrow();
        List<DayRow> days = history.days().all();
        double producedKwh = days.stream()
                .mapToDouble(day -> day.productionKwh() == null ? 0 : day.productionKwh())
                .sum();
        out.printf(
                "%s to %s: %,d polls over HTTP in %.0f s, %.0f a second.%n",
                DAY.format(span.first().atZone(zone)),
                DAY.format(span.last().atZone(zone)),
                history.count(History.Table.POLL),
                progress.seconds(),
                progress.rate());
        out.printf("  Archive  %s: every answer as it came, %s%n", data.resolve("archive"), sizeOf("archive"));
        out.printf(
                "  History  %s: %,d readings of %d devices, %s%n",
                data.resolve("history.db"),
                history.count(History.Table.READING),
                history.count(History.Table.DEVICE),
                sizeOf("history.db"));
        out.printf("  CSV      %s: overview, inverters, daily; %s%n", data.resolve("csv"), sizeOf("csv"));
        days.stream()
                .filter(day -> day.productionKwh() != null)
                .max(Comparator.comparing(DayRow::productionKwh))
                .ifPresent(best -> out.printf(
                        "The house made %,.0f kWh on %d finished days, most on %s: %.1f kWh.%n",
                        producedKwh, days.size(), DAY.format(best.date()), best.productionKwh()));
        if (death.isAfter(span.first())) {
            out.printf(
                    "Panel %s died on %s; since then it made %.1f kWh less than its neighbours.%n",
                    deadPanel, MOMENT.format(death.atZone(zone)), lostKwh(span));
        }
        incidents(out);
        out.println("Mail     " + data.resolve("mail") + ": what was told, to be opened with any mail program");
        out.println("Report   " + data.resolve("reports") + ": the month before, a page for any browser");
    }

    private void incidents(PrintStream out) throws SQLException {
        for (IncidentRow incident : history.judgements().incidents("demo")) {
            if (incident.openedAt() != null && !"info".equals(incident.severity())) {
                out.printf(
                        "Found: %s of %s, %s since %s, known %s; %.1f kWh lost.%n",
                        incident.kind(),
                        incident.subject(),
                        incident.state(),
                        MOMENT.format(incident.since().atZone(zone)),
                        MOMENT.format(incident.openedAt().atZone(zone)),
                        incident.lostKwh());
            }
        }
    }

    /** What the middle one of the other panels made since the death, minus what the dead one made. */
    private double lostKwh(History.Span span) throws SQLException {
        Map<String, Double> atDeath = lifetimeEnergyKwh(death.minus(Duration.ofDays(1)), death);
        Map<String, Double> atEnd = lifetimeEnergyKwh(span.last().minus(Duration.ofDays(1)), span.last());
        List<Double> made = atDeath.keySet().stream()
                .filter(panel -> !panel.equals(deadPanel) && atEnd.containsKey(panel))
                .map(panel -> atEnd.get(panel) - atDeath.get(panel))
                .sorted()
                .toList();
        return made.isEmpty() ? 0 : made.get(made.size() / 2);
    }

    private Map<String, Double> lifetimeEnergyKwh(Instant from, Instant to) throws SQLException {
        Map<String, Double> latest = new HashMap<>();
        for (StoredPoll poll : history.pollsBetween(from, to)) {
            for (Reading inverter : poll.inverters()) {
                Double energyKwh = inverter.value(Quantity.LIFETIME_ENERGY_KWH);
                if (energyKwh != null) {
                    latest.put(inverter.device(), energyKwh);
                }
            }
        }
        return latest;
    }

    private String sizeOf(String name) throws IOException {
        try (Stream<Path> paths = Files.walk(data.resolve(name))) {
            long bytes = 0;
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(path);
            }
            return "%.1f MB".formatted(bytes / 1e6);
        }
    }
}
