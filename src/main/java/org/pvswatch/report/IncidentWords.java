package org.pvswatch.report;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;
import org.pvswatch.letter.Templates;
import org.pvswatch.letter.TroubleTitles;
import org.pvswatch.letter.Words;

/** What was wrong, in words for a report. */
final class IncidentWords {
    private static final List<String> COMPASS =
            List.of("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west");

    private final Words words;
    private final TroubleTitles titles;

    IncidentWords(Words words, Templates templates) {
        this.words = words;
        this.titles = new TroubleTitles(templates, words);
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
        String title = titles.title(incident.row(), false);
        return switch (incident.kind()) {
            case UNDERPERFORMING ->
                title + figure(incident, "share_of_usual", share -> " (" + words.share(share) + " of it)");
            case HOT -> title + figure(incident, "heatsink_c", celsius -> ", " + words.temperature(celsius));
            case SHADE_GROWTH -> title + figure(incident, "from_azimuth_degrees", IncidentWords::from);
            case NOT_REPORTING -> title + (incident.severity() == Severity.LOW ? ", and produces all the same" : "");
            default -> title;
        };
    }

    private static String figure(IncidentFigures incident, String name, Function<Double, String> spelt) {
        Double value = incident.figures().get(name);
        return value == null ? "" : spelt.apply(value);
    }

    private static String from(double azimuthDegrees) {
        return ", from the " + COMPASS.get((int) Math.round(azimuthDegrees / 45) % COMPASS.size());
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
