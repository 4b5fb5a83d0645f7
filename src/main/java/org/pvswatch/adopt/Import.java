package org.pvswatch.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pvswatch.archive.AnswerReceiver;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.ArchiveName;
import org.pvswatch.history.DayRow;
import org.pvswatch.reading.AnswerReader;

/**
 * Takes what the old script left into the archive: its JSON files as answers of the PVS, the rows of its tables as answers of
 * {@code import-...}. Everything else, history too, is then made from the archive. Importing again takes nothing twice.
 */
public final class Import {
    private final ZoneId zone;
    private final AnswerImport answers;
    private final RowImport rows;
    private final Taking taking;
    private final List<Path> answerFiles = new ArrayList<>();
    private final List<String> leftAlone = new ArrayList<>();
    private long others;

    /**
     * @param archive where all goes
     * @param receiver takes secrets out, as from live answers
     * @param reader tells when an answer was given
     * @param pvs id of the PVS that the script watched
     * @param zone zone of the local times
     * @param now nothing can be much later
     * @param staging folder for rows on their way
     */
    public Import(
            Archive archive,
            AnswerReceiver receiver,
            AnswerReader reader,
            String pvs,
            ZoneId zone,
            Instant now,
            Path staging)
            throws IOException {
        this.zone = zone;
        this.taking = new Taking(archive, receiver);
        this.answers = new AnswerImport(taking, reader, pvs, zone, now);
        this.rows = new RowImport(taking, new StagedRows(staging), zone, now);
    }

    /** Finds what there is in files and folders, and reads the tables; nothing is archived yet. */
    public void read(List<Path> paths) throws IOException {
        Map<Path, Path> found = new LinkedHashMap<>();
        for (Path path : paths) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    found.putIfAbsent(file.toRealPath(), file);
                }
            }
        }
        for (Path file : found.values()) {
            String name = file.getFileName().toString();
            if (ArchiveName.parse(name).source() != null) {
                leftAlone.add(file.toString());
            } else if (name.matches("(?i).*\\.json(\\.gz)?") || (paths.contains(file) && beginsAsJson(file))) {
                answerFiles.add(file);
            } else if (name.matches("(?i).*\\.csv(\\.gz)?") || paths.contains(file)) {
                rows.read(file);
            } else {
                others++;
            }
        }
    }

    private static boolean beginsAsJson(Path file) {
        try (InputStream bytes = ScriptLines.opened(file)) {
            int first = bytes.read();
            return first == '{' || first == '[';
        } catch (IOException e) {
            return false; // whoever reads it says so
        }
    }

    /** How many answers {@link #takeAnswers} will go through. */
    public long answerCount() {
        return answerFiles.size();
    }

    /** How many rows {@link #takeRows} will go through. */
    public long rowCount() {
        return rows.count();
    }

    /** Archives the answers; before the rows, because they say more. */
    public void takeAnswers(Consumer<String> each) throws IOException {
        for (Path file : answerFiles) {
            answers.take(file);
            each.accept(file.getFileName().toString());
        }
    }

    /** Archives the rows of which no answer of the PVS is there. */
    public void takeRows(Consumer<String> each) throws IOException {
        rows.archive(each);
    }

    /** How many answers were added to the archive. */
    public long archived() {
        return taking.count();
    }

    /** Whether something was archived that a history which goes up to a moment has passed by. */
    public boolean isBehind(Instant historyEnds) {
        return taking.count() > 0
                && taking.earliest().minus(ArchivedMoments.SAME_TIME).isBefore(historyEnds);
    }

    /** Whether a file could not be read at all. */
    public boolean refused() {
        return answers.refused() || rows.refused();
    }

    /** What became of everything, for people, line by line. */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        answers.reports().forEach(report -> lines.addAll(report.lines(zone)));
        rows.reports().forEach(report -> lines.addAll(report.lines(zone)));
        if (!leftAlone.isEmpty()) {
            lines.add("%s of an archive of PVS Watch, the first %s: left alone, replay reads them"
                    .formatted(FileReport.number(leftAlone.size(), "files"), leftAlone.get(0)));
        }
        if (others > 0) {
            lines.add(FileReport.number(others, "other files") + ": left alone");
        }
        return lines;
    }

    /** How the days of the summary compare with ours, for people, line by line. */
    public List<String> compare(List<DayRow> days) {
        if (rows.days().isEmpty()) {
            return List.of();
        }
        Map<LocalDate, DayRow> ours = days.stream()
                .filter(day -> day.polls() > 0)
                .collect(Collectors.toMap(DayRow::date, day -> day, (one, other) -> one));
        return DayComparison.of(rows.days(), ours);
    }
}
