package org.pvswatch.report;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;
import org.pvswatch.letter.Words;

/** What was wrong, in words for a report. */
final class IncidentWords {
    private static final List<String> COMPASS =
            List.of("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west");

    private final Words words;

    IncidentWords(Words words) {
        this.words = words;
    }

    /**
     * An incident as a report shows it.
     *
     * @param title what was wrong
     * @param detail since when, until when, what it cost, what it looks like
     */
    public record Told(String title, String detail) {}

    Told told(IncidentFigures incident) {
        return new Told(title(incident), detail(incident));
    }

    /** What is wrong, with its subject, without a full stop. */
    String title(IncidentFigures incident) {
        String panel = "panel " + words.panel(incident.subject());
        String device = incident.subject();
        String text =
                switch (incident.kind()) {
                    case NOT_PRODUCING -> panel + " makes nothing";
                    case NOT_REPORTING ->
                        incident.severity() == Severity.LOW
                                ? panel + " is silent, and produces all the same"
                                : panel + " is not heard of";
                    case UNDERPERFORMING -> panel + " makes " + share(incident);
                    case INTERMITTENT -> panel + " works on and off";
                    case CIRCUIT_OFF ->
                        "circuit %s is off (%s)"
                                .formatted(
                                        device, words.count(incident.members().size(), "panel", "panels"));
                    case SYSTEM_OFF -> "nothing is produced";
                    case SYSTEM_LOW -> "all panels together make less than the weather allows";
                    case METER_OFF -> "the meter " + device + " counts nothing";
                    case METER_WRONG -> "the meter " + device + " counts wrongly";
                    case CONSUMPTION_REVERSED -> "the consumption meter counts the wrong way round";
                    case GRID_VOLTAGE -> "the voltage of the grid was another than usual";
                    case LEG_IMBALANCE -> "the two legs of the grid differ";
                    case HOT -> "the inverter of " + panel + " runs hot" + heat(incident);
                    case PVS_RESTARTS -> device + " starts again and again";
                    case PVS_STORAGE -> "the flash of " + device + " fills up or wears out";
                    case PVS_UNREACHABLE -> device + " does not answer";
                    case SHADE_GROWTH -> "something shades " + panel + from(incident);
                    case OWN_ABSENCE -> "nobody watched";
                };
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private String share(IncidentFigures incident) {
        Double share = incident.figures().get("share_of_usual");
        return share == null ? "less than it did" : words.share(share) + " of what it did";
    }

    private String heat(IncidentFigures incident) {
        Double celsius = incident.figures().get("heatsink_c");
        return celsius == null ? "" : ", " + words.temperature(celsius);
    }

    private static String from(IncidentFigures incident) {
        Double azimuth = incident.figures().get("from_azimuth_degrees");
        return azimuth == null ? "" : " from the " + COMPASS.get((int) Math.round(azimuth / 45) % COMPASS.size());
    }

    /** A loss begins with a day of the sun, of which it bears the number; everything else with a moment. */
    String since(IncidentFigures incident) {
        boolean ofDay = incident.kind() == Kind.UNDERPERFORMING || incident.kind() == Kind.SHADE_GROWTH;
        return ofDay
                ? words.fullDay(incident.since().atZone(ZoneOffset.UTC).toLocalDate())
                : words.fullMoment(incident.since());
    }

    private String detail(IncidentFigures incident) {
        List<String> parts = new ArrayList<>();
        if (incident.until() == null) {
            parts.add("Since " + since(incident));
        } else {
            parts.add("%s to %s, %s"
                    .formatted(
                            since(incident),
                            words.fullMoment(incident.until()),
                            words.span(Duration.between(incident.since(), incident.until()))));
        }
        if (incident.openings() > 1) {
            parts.add("came back " + words.count(incident.openings() - 1L, "time", "times"));
        }
        if (incident.lostKwh() >= 0.05) {
            String so = incident.until() == null ? " so far" : "";
            Double worth = words.worth(incident.lostKwh());
            parts.add("lost " + words.energy(incident.lostKwh()) + so
                    + (worth == null ? "" : " (" + words.money(worth) + ")"));
        }
        boolean saysMore = incident.kind() != Kind.SHADE_GROWTH && incident.diagnosis() != null;
        if (saysMore && !incident.diagnosis().isBlank()) {
            parts.add(incident.diagnosis());
        }
        switch (incident.state()) {
            case "acknowledged" -> parts.add("you know of it");
            case "accepted" -> parts.add("taken for the new normal");
            case "recovering" -> parts.add("seems to be over");
            default -> {}
        }
        return String.join("; ", parts);
    }
}
