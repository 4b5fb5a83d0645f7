package org.pvswatch.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pvswatch.archive.SyncedFiles;

/**
 * How far the delivery of a letter is: a small file beside it with a line for each step, synced before the next is done.
 *
 * @param lines such as {@code begun me@example.org}, {@code accepted me@example.org}, {@code refused me@example.org}
 */
record Progress(List<String> lines) {
    static final String SUFFIX = ".to";
    private static final String BEGUN = "begun ";
    private static final String ACCEPTED = "accepted ";
    private static final String REFUSED = "refused ";

    Progress {
        lines = List.copyOf(lines);
    }

    static Path file(Path letter) {
        return letter.resolveSibling(letter.getFileName() + SUFFIX);
    }

    static Progress of(Path letter) throws IOException {
        Path file = file(letter);
        return new Progress(Files.exists(file) ? Files.readAllLines(file) : List.of());
    }

    /** Whether the server may have it, to be sure or not. */
    boolean hasBegun() {
        return !lines.isEmpty();
    }

    boolean isAcceptedForSomebody() {
        return lines.stream().anyMatch(line -> line.startsWith(ACCEPTED));
    }

    boolean isDoneFor(String recipient) {
        return lines.contains(ACCEPTED + recipient) || lines.contains(REFUSED + recipient);
    }

    /** Somebody has it, and nobody has to get it still. */
    boolean isDone(List<String> recipients) {
        return isAcceptedForSomebody() && recipients.stream().allMatch(this::isDoneFor);
    }

    Progress begun(String recipient) {
        return with(BEGUN + recipient);
    }

    Progress accepted(String recipient) {
        return with(ACCEPTED + recipient);
    }

    Progress refused(String recipient) {
        return with(REFUSED + recipient);
    }

    private Progress with(String line) {
        if (lines.contains(line)) {
            return this;
        }
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new Progress(more);
    }

    void write(SyncedFiles files, Path letter) throws IOException {
        if (equals(of(letter))) {
            return;
        }
        try (SyncedFiles.Unfinished out = files.begin(file(letter))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            out.sync();
            out.finish();
        }
    }
}
