package org.pvswatch.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.pvswatch.archive.Answers;
import org.pvswatch.archive.ArchiveName;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.StoredAnswer;
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

    /** Few enough that nobody else waits long for the database. */
    private static final int TOGETHER = 100;

    private static final int TOGETHER_GENTLY = 10;
    private static final String CANNOT_BE_READ = "cannot be read: ";

    private final Watch watch;
    private final Settings settings;
    private final AnswerReader reader;
    private final Backlog backlog;
    private boolean skipsKnown;
    private boolean gently;
    private RawAnswer weatherThen;

    /**
     * @param watch a started watcher
     * @param settings its settings
     */
    public Replay(Watch watch, Settings settings) {
        this.watch = watch;
        this.settings = settings;
        this.reader = watch.word("answerReader", AnswerReader.class);
        this.backlog = watch.word("backlog", Backlog.class);
    }

    /** Passes by what history has already, so that a replay that was broken off goes on where it was. */
    public Replay skippingKnown() {
        skipsKnown = true;
        return this;
    }

    /** Rests as long as it works, so that somebody else who works on the same history hardly waits. */
    public Replay gently() {
        gently = true;
        return this;
    }

    /**
     * What became of one answer.
     *
     * @param where where it lies
     * @param devicesIn devices in the answer, 0 of a weather answer
     * @param rowsOut readings that were not in history yet
     * @param problem why it could not be replayed, {@code null} if it could
     * @param known whether it was passed by because history has it
     */
    public record Outcome(String where, int devicesIn, long rowsOut, String problem, boolean known) {
        private static Outcome failed(String where, String problem) {
            return new Outcome(where, 0, 0, problem, false);
        }
    }

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
     * @throws SQLException when history took something not; what was replayed until then is there
     */
    public void all(Answers answers, boolean counted, Consumer<Outcome> each) throws IOException, SQLException {
        int together = gently ? TOGETHER_GENTLY : TOGETHER;
        watch.history().commitEvery(together);
        try (answers) {
            int open = 0;
            long begunNs = System.nanoTime();
            for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                Outcome outcome = skipsKnown && isKnown(answer) ? passedBy(answer) : one(answer, counted);
                each.accept(outcome);
                open += outcome.known() ? 0 : 1;
                if (gently && open >= together) {
                    watch.history().commitEvery(together);
                    rest(Duration.ofNanos(System.nanoTime() - begunNs));
                    open = 0;
                    begunNs = System.nanoTime();
                }
            }
        } finally {
            watch.history().commitEvery(1);
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause.toMillis() + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isKnown(StoredAnswer stored) throws SQLException {
        ArchiveName name = ArchiveName.parse(stored.name());
        if (name.receivedAt() == null) {
            return false;
        }
        return RawAnswer.WEATHER.equals(name.source())
                || watch.history().has(settings.get("site.id"), name.source(), name.receivedAt());
    }

    /** The weather is at hand for the next answer that history lacks. */
    private Outcome passedBy(StoredAnswer stored) {
        if (RawAnswer.WEATHER.equals(ArchiveName.parse(stored.name()).source())) {
            try {
                weatherThen = TimedAnswer.ofArchive(stored);
            } catch (IOException e) {
                return Outcome.failed(stored.where(), CANNOT_BE_READ + e.getMessage());
            }
        }
        return new Outcome(stored.where(), 0, 0, null, true);
    }

    private Outcome one(StoredAnswer stored, boolean counted) throws SQLException {
        try {
            RawAnswer answer =
                    TimedAnswer.read(stored, settings.get("pvs.id").split("\\s*,")[0], settings.zone(), reader);
            if (answer.receivedAt() == null) {
                return Outcome.failed(stored.where(), nothingToTime(answer));
            }
            int devicesIn = counted && !answer.ofWeather() ? devicesIn(answer) : 0;
            long before = counted ? rows() : 0;
            if (weatherThen != null) {
                send(weatherThen);
                weatherThen = null;
            }
            send(answer);
            return new Outcome(stored.where(), devicesIn, counted ? rows() - before : 0, null, false);
        } catch (IOException e) {
            return Outcome.failed(stored.where(), CANNOT_BE_READ + e.getMessage());
        }
    }

    private void send(RawAnswer answer) throws SQLException {
        long refusals = backlog.refusals();
        watch.send(ROUTE, answer);
        if (backlog.refusals() > refusals) {
            throw new SQLException("history took nothing of " + answer.name()
                    + "; what came before is there, the same replay goes on from here");
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
