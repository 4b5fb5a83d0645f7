package org.pvswatch.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.pvswatch.archive.Answers;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.ArchiveName;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.StoredAnswer;
import org.pvswatch.disk.Disk;
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
     * What became of one answer.
     *
     * @param where where it lies
     * @param devicesIn devices in the answer, 0 of a weather answer
     * @param rowsOut readings that were not in history yet
     * @param problem why it could not be replayed, {@code null} if it could
     */
    public record Outcome(String where, int devicesIn, long rowsOut, String problem) {}

    /**
     * The answers in a folder, or in the one file, packed or not, in the order of their time; {@link #all} reads them.
     */
    public static Answers answersIn(Path start) throws IOException {
        return Answers.below(start);
    }

    /**
     * Replays answers in the order given; what cannot be read is reported and left out.
     *
     * @param answers closed afterwards
     * @param counted whether devices and rows are counted for each answer, which takes longer
     * @param each told of each answer when it is done
     */
    public void all(Answers answers, boolean counted, Consumer<Outcome> each) throws IOException, SQLException {
        try (answers) {
            for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                each.accept(one(answer, counted));
            }
        }
    }

    /**
     * After a start: takes into history what the archive has beyond it, because the process died between the two; and
     * remembers the weather last heard. A disk that fails ends it and not the program: the archive can go on without history.
     *
     * @return how many answers were taken
     */
    public static int catchUp(Watch watch, Settings settings) throws IOException, SQLException {
        Disk disk = watch.word("disk", Disk.class);
        try {
            return catchUp(watch, settings, disk);
        } catch (IOException | SQLException e) {
            if (!disk.isAtFault(e)) {
                throw e;
            }
            disk.fails("catch-up", e.getMessage());
            return 0;
        }
    }

    private static int catchUp(Watch watch, Settings settings, Disk disk) throws IOException, SQLException {
        Archive archive = watch.word("archive", Archive.class);
        Instant last = watch.history().span().map(History.Span::last).orElse(Instant.MIN);
        Replay replay = new Replay(watch, settings);
        int taken = 0;
        try (Answers behind = archive.after(last)) {
            StoredAnswer answer = behind.next();
            replay.rememberWeather(archive, answer);
            disk.catchesUp();
            for (; answer != null && !disk.isBehind(); answer = behind.next()) {
                replay.one(answer, false);
                taken++;
            }
        }
        return taken;
    }

    /** The weather last heard before an answer, or before now; older than its validity it is of no use. */
    private void rememberWeather(Archive archive, StoredAnswer before) throws IOException, SQLException {
        Instant now = watch.word("clock", Clock.class).instant();
        Instant first = before == null ? null : ArchiveName.parse(before.name()).receivedAt();
        Duration valid = Duration.ofHours(Long.parseLong(settings.get("weather.valid-hours")));
        Instant from = (first == null ? now : first).minus(valid);
        Optional<StoredAnswer> weather = archive.newest(RawAnswer.WEATHER, from, first == null ? Instant.MAX : first);
        if (weather.isPresent()) {
            one(weather.get(), false);
        }
    }

    private Outcome one(StoredAnswer stored, boolean counted) throws SQLException {
        try {
            RawAnswer answer =
                    TimedAnswer.read(stored, settings.get("pvs.id").split("\\s*,")[0], settings.zone(), reader);
            if (answer.receivedAt() == null) {
                return new Outcome(stored.where(), 0, 0, nothingToTime(answer));
            }
            int devicesIn = counted && !answer.ofWeather() ? devicesIn(answer) : 0;
            long before = counted ? rows() : 0;
            watch.send(ROUTE, answer);
            return new Outcome(stored.where(), devicesIn, counted ? rows() - before : 0, null);
        } catch (IOException e) {
            return new Outcome(stored.where(), 0, 0, "cannot be read: " + e.getMessage());
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
