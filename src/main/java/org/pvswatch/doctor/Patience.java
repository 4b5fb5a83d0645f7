package org.pvswatch.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.pvswatch.supervisor.Etiquette;
import org.pvswatch.supervisor.Language;
import org.pvswatch.supervisor.Supervisor;

/**
 * Keeps two doctors in a row from asking a PVS more often than is good for it: when it was asked is noted outside of the data
 * folder, in which nothing is written.
 */
final class Patience {
    private Patience() {}

    /** Returns when all of these may be asked again. */
    static void beforeAsking(Installed installed, List<String> ids) throws InterruptedException {
        Duration longest = Duration.ZERO;
        for (String id : ids) {
            Duration wait = left(note(installed, id), installed.clock().instant());
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        if (!longest.isZero()) {
            System.err.printf(
                    "The PVS was asked a moment ago; it is left in peace for %d s ...%n", longest.toSeconds() + 1);
            TimeUnit.MILLISECONDS.sleep(longest.toMillis());
        }
    }

    /** It was asked just now. */
    static void asked(Installed installed, Supervisor pvs) {
        try {
            Files.writeString(
                    place(installed, pvs.id()),
                    installed.clock().instant() + " " + pvs.language().name(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            // somebody else's note; a doctor is seldom called so soon again
        }
    }

    /** How long the PVS of this note is to be left in peace. */
    static Duration left(Optional<String> note, Instant now) {
        if (note.isEmpty() || !note.get().matches("\\S+Z [A-Z]+")) {
            return Duration.ZERO;
        }
        String[] words = note.get().split(" ");
        Duration floor =
                Etiquette.floor(words[1].equals(Language.VARSERVER.name()) ? Language.VARSERVER : Language.LEGACY);
        Duration passed = Duration.between(Instant.parse(words[0]), now);
        return passed.isNegative() || passed.compareTo(floor) >= 0 ? Duration.ZERO : floor.minus(passed);
    }

    private static Optional<String> note(Installed installed, String id) {
        try {
            return Optional.of(Files.readString(place(installed, id)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path place(Installed installed, String id) {
        String pvs = installed.settings().get("pvs.url") + " " + id;
        UUID name = UUID.nameUUIDFromBytes(pvs.getBytes(StandardCharsets.UTF_8));
        return Path.of(System.getProperty("java.io.tmpdir")).resolve("pvs-watch-asked-" + name);
    }
}
