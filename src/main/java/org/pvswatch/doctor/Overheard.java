package org.pvswatch.doctor;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Listens to the log for a while: what the routes say of a trial is what an owner should read of it, in its place and not between
 * other lines. One at a time in a process.
 */
public final class Overheard implements AutoCloseable {
    private static final Pattern TROUBLE = Pattern.compile("\\S+ \\S+ (?:WARN|ERROR) \\S+ - (.*)");
    private static final String ROUTINE = "nothing taken, the next try is on schedule: ";

    private final PrintStream console = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** Listens from now on. */
    public Overheard() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    /** Does something of which the log is of no interest. */
    static <T> T silently(Callable<T> work) throws Exception {
        Overheard log = new Overheard();
        try {
            return work.call();
        } finally {
            log.close();
        }
    }

    /** Warnings and errors so far, each once, without what only tells of the schedule. */
    public List<String> troubles() {
        Stream<String> lines = said.toString(StandardCharsets.UTF_8).lines();
        return lines.map(TROUBLE::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1).replace(ROUTINE, ""))
                .distinct()
                .toList();
    }

    /** What comes next is another matter. */
    void forget() {
        said.reset();
    }

    @Override
    public void close() {
        System.setErr(console);
    }
}
