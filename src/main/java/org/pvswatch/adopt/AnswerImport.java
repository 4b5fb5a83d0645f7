package org.pvswatch.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pvswatch.archive.ArchiveName;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.reading.AnswerReader;
import org.pvswatch.reading.UnreadableAnswerException;

/** Takes the old script's JSON files into the archive, each at its own moment. Not thread-safe. */
final class AnswerImport {
    /** Nearer answers are one and the same, or tell the same; a script that ran every minute stays whole. */
    private static final Duration SAME_ANSWER = Duration.ofSeconds(45);

    /** Two right clocks differ by no more, whatever zone the name was written in. */
    private static final Duration LARGEST_OFFSET = Duration.ofHours(26);

    private final Taking taking;
    private final AnswerReader reader;
    private final String pvs;
    private final ZoneId zone;
    private final Instant now;
    private final Map<Path, FileReport> reports = new LinkedHashMap<>();
    private Instant clockBefore;
    private boolean refused;

    AnswerImport(Taking taking, AnswerReader reader, String pvs, ZoneId zone, Instant now) {
        this.taking = taking;
        this.reader = reader;
        this.pvs = pvs;
        this.zone = zone;
        this.now = now;
    }

    /** One report a folder. */
    Collection<FileReport> reports() {
        return reports.values();
    }

    /** Whether a file could not be read at all. */
    boolean refused() {
        return refused;
    }

    /** Takes one file; those of a folder are to come in the order of their names. */
    void take(Path file) throws IOException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        FileReport report = reports.computeIfAbsent(
                folder,
                any -> new FileReport(
                        file.getParent() == null ? "." : file.getParent().toString(), "answers"));
        String name = file.getFileName().toString();
        String text;
        try (InputStream bytes = ScriptLines.opened(file)) {
            text = taking.answers().text(bytes);
        } catch (IOException | java.io.UncheckedIOException e) {
            refuse(report, name, e.getMessage());
            return;
        }
        if (text.contains('"' + ScriptTable.SAMPLE_SERIAL + '"')) {
            report.count(Outcome.SAMPLE, name);
            return;
        }
        RawAnswer answer = taking.answers().received(text, pvs, RawAnswer.OK);
        Instant moment;
        try {
            reader.read(answer);
            moment = moment(answer, ArchiveName.parse(name).moment(zone).orElse(null));
        } catch (UnreadableAnswerException e) {
            refuse(report, name, e.getMessage());
            return;
        }
        if (moment == null || moment.isAfter(now.plus(1, ChronoUnit.DAYS))) {
            refuse(report, name, "neither the answer nor its name says when it was given");
            return;
        }
        report.span(moment);
        if (taking.moments().answeredNear(moment, SAME_ANSWER)) {
            report.count(Outcome.THERE);
            return;
        }
        taking.keep(text, pvs, moment);
        report.count(Outcome.TAKEN);
    }

    /** By the answer's own clocks; by its name where they stand still, or are wrong beyond any difference of zones. */
    private Instant moment(RawAnswer answer, Instant named) {
        Instant clock = reader.momentOf(answer);
        boolean standsStill = clock != null && clock.equals(clockBefore);
        clockBefore = clock;
        if (clock == null || named == null) {
            return clock == null ? named : clock;
        }
        boolean wrong = Duration.between(clock, named).abs().compareTo(LARGEST_OFFSET) > 0;
        return standsStill || wrong ? named : clock;
    }

    private void refuse(FileReport report, String name, String why) {
        report.count(Outcome.UNREADABLE, name + ": " + why);
        refused = true;
    }
}
