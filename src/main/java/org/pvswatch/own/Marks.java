package org.pvswatch.own;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.NoticeRow;
import org.pvswatch.history.StoredPoll;

/**
 * How far each sink of the owner has come, and what history has beyond that; word of own routes that must not lose
 * anything. A sink asks for what it lacks, hands it on, and says that it is done; what was not done is given again. The
 * marks are small files, a line each. Thread-safe.
 */
public final class Marks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final TypeReference<List<Notice.Item>> ITEMS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final String site;
    private final History history;
    private final Map<String, String> given = new HashMap<>();

    /**
     * @param folder of the marks, made when first needed
     * @param site id of the site
     * @param history what sinks are fed from
     */
    public Marks(String folder, String site, History history) {
        this.folder = Path.of(folder);
        this.site = site;
        this.history = history;
    }

    /**
     * Polls a sink has not taken, in the order of storing; a new sink begins with the first poll there is.
     *
     * @param sink its name
     * @param most at most so many
     */
    public synchronized List<StoredPoll> polls(String sink, int most) throws IOException, SQLException {
        List<StoredPoll> polls = history.pollsAfter(seq(read(sink)), most);
        if (!polls.isEmpty()) {
            given.put(sink, String.valueOf(polls.get(polls.size() - 1).seq()));
        }
        return polls;
    }

    /** Has a sink that has no mark yet begin after a poll. */
    public synchronized void begin(String sink, long seq) throws IOException {
        if (read(sink).isEmpty()) {
            write(sink, String.valueOf(seq));
        }
    }

    /** Whether a sink has no mark yet. */
    public synchronized boolean isNew(String sink) throws IOException {
        return read(sink).isEmpty();
    }

    /**
     * What the owner should be told and a sink has not taken, in the order of time; a new sink begins with what comes
     * from now on.
     */
    public synchronized List<Notice> notices(String sink) throws IOException, SQLException {
        Instant until = moment(read(sink));
        if (until == null) {
            write(sink, history.span().map(span -> span.last().toString()).orElse(Instant.EPOCH.toString()));
            return List.of();
        }
        List<Notice> notices = new ArrayList<>();
        for (NoticeRow row : history.judgements().notices(site, until)) {
            notices.add(new Notice(row.at(), JSON.readValue(row.items(), ITEMS)));
            given.put(sink, row.at().toString());
        }
        return notices;
    }

    /** All that a sink was given last is where it should be. */
    public synchronized void done(String sink) throws IOException {
        String mark = given.remove(sink);
        if (mark != null) {
            write(sink, mark);
        }
    }

    private static long seq(String mark) {
        try {
            return Long.parseLong(mark);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Instant moment(String mark) {
        try {
            return Instant.parse(mark);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private String read(String sink) throws IOException {
        Path file = file(sink);
        return Files.exists(file) ? Files.readString(file).trim() : "";
    }

    private void write(String sink, String mark) throws IOException {
        Files.createDirectories(folder);
        Path part = folder.resolve(sink + ".part");
        Files.writeString(part, mark + "\n");
        Files.move(part, file(sink), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String sink) {
        if (!NAME.matcher(sink).matches()) {
            throw new IllegalArgumentException("'" + sink + "' is no name of a sink; use letters, digits and dashes");
        }
        return folder.resolve(sink + ".mark");
    }
}
