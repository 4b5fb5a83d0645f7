package org.pvswatch.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.history.History;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.reading.AnswerReader;
import org.pvswatch.reading.UnreadableAnswerException;
import org.pvswatch.settings.Settings;

/**
 * Feeds archived answers through the same routes as live ones. Time comes from the record, so both give the same rows.
 */
public final class Replay {
    private static final String ROUTE = "direct:replay-answer";

    private final Watch watch;
    private final Settings settings;
    private final AnswerReader reader;

    /**
     * @param watch a started watcher
     * @param settings its settings
     */
    public Replay(Watch watch, Settings settings) {
        this.watch = watch;
        this.settings = settings;
        this.reader = watch.word("answerReader", AnswerReader.class);
    }

    /**
     * What became of one file.
     *
     * @param file the file
     * @param devicesIn devices in the answer, 0 of a weather answer
     * @param rowsOut readings that were not in history yet
     * @param problem why it could not be replayed, {@code null} if it could
     */
    public record Outcome(Path file, int devicesIn, long rowsOut, String problem) {}

    /** The answer files in a folder, or the one file, in the order in which {@link #all} wants them. */
    public static List<Path> answersIn(Path start) throws IOException {
        return AnswerFile.below(start).stream().map(AnswerFile::path).toList();
    }

    /**
     * Replays answer files in the order given; what cannot be read is reported and left out.
     *
     * @param counted whether devices and rows are counted for each file, which takes longer
     * @param each told of each file when it is done
     */
    public void all(List<Path> files, boolean counted, Consumer<Outcome> each) throws SQLException {
        for (Path file : files) {
            each.accept(one(new AnswerFile(file), counted));
        }
    }

    /**
     * After a start: takes into history what the archive has beyond it, because the process died between the two; and
     * remembers the weather last heard.
     *
     * @return how many answers were taken
     */
    public static int catchUp(Watch watch, Settings settings) throws IOException, SQLException {
        Archive archive = watch.word("archive", Archive.class);
        Instant last = watch.history().span().map(History.Span::last).orElse(Instant.MIN);
        List<AnswerFile> behind = AnswerFile.inOrder(archive.after(last));
        Instant first = behind.isEmpty() ? Instant.MAX : behind.get(0).archivedAt();
        Replay replay = new Replay(watch, settings);
        Optional<Path> weather = archive.newest(RawAnswer.WEATHER, first);
        if (weather.isPresent()) {
            replay.one(new AnswerFile(weather.get()), false);
        }
        for (AnswerFile file : behind) {
            replay.one(file, false);
        }
        return behind.size();
    }

    private Outcome one(AnswerFile file, boolean counted) throws SQLException {
        try {
            RawAnswer answer = file.read(settings.get("pvs.id").split("\\s*,")[0], settings.zone(), reader);
            if (answer.receivedAt() == null) {
                return new Outcome(file.path(), 0, 0, nothingToTime(answer));
            }
            int devicesIn = counted && !answer.ofWeather() ? devicesIn(answer) : 0;
            long before = counted ? rows() : 0;
            watch.send(ROUTE, answer);
            return new Outcome(file.path(), devicesIn, counted ? rows() - before : 0, null);
        } catch (IOException e) {
            return new Outcome(file.path(), 0, 0, "cannot be read: " + e.getMessage());
        }
    }

    private String nothingToTime(RawAnswer answer) {
        try {
            reader.read(answer.receivedAt(Instant.EPOCH));
            return "neither the answer nor its name says when it was given";
        } catch (UnreadableAnswerException e) {
            return e.getMessage();
        }
    }

    private int devicesIn(RawAnswer answer) {
        try {
            return reader.read(answer).devices().size();
        } catch (UnreadableAnswerException e) {
            return 0; // the route says what is wrong with it
        }
    }

    private long rows() throws SQLException {
        return watch.history().count(History.Table.READING);
    }
}
