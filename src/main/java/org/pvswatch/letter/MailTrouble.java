package org.pvswatch.letter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pvswatch.archive.Redaction;
import org.pvswatch.archive.SyncedFiles;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.settings.Invocation;

/**
 * Letters that nobody takes, as news for an outlet: mail cannot tell that mail is broken. Told once when it has lasted for
 * hours, and once when it is over; a file says that it was told. Thread-safe by its caller.
 */
final class MailTrouble {
    private static final String HIGH = "high";

    private final String site;
    private final Path mark;
    private final Mailbox mailbox;
    private final Words words;

    /** @param mark file that is there from when trouble was told until its end was */
    MailTrouble(String site, Path mark, Mailbox mailbox, Words words) {
        this.site = site;
        this.mark = mark;
        this.mailbox = mailbox;
        this.words = words;
    }

    /** What to tell now, {@code null} when there is nothing new. */
    Telling next() throws IOException {
        Optional<Instant> stuckSince = mailbox.stuckSince();
        boolean told = Files.exists(mark);
        if (told && !mailbox.hasServer()) {
            Files.delete(mark); // the owner did without; nothing was mended
            return null;
        }
        if (stuckSince.isPresent() == told) {
            return null;
        }
        return told ? over(Instant.parse(Files.readString(mark).strip())) : begun(stuckSince.orElseThrow());
    }

    /** It was told, or never will be. */
    void taken(Telling telling) throws IOException {
        if (telling.over()) {
            Files.deleteIfExists(mark);
            return;
        }
        try (SyncedFiles.Unfinished file = new SyncedFiles(mark.getParent()).begin(mark)) {
            file.write(telling.at().toString().getBytes(StandardCharsets.US_ASCII));
            file.sync();
            file.finish();
        }
    }

    private Telling begun(Instant since) {
        String why = String.join("; ", mailbox.troubles());
        return telling(
                since,
                false,
                "Solar: mail cannot be sent since " + words.moment(since),
                "Letters wait and none is lost, but until this is mended you learn of trouble here alone."
                        + (why.isEmpty() ? "" : "\n" + Redaction.safe(why))
                        + "\nTo do: " + Invocation.of("mail --test"));
    }

    private Telling over(Instant since) {
        return telling(
                since,
                true,
                "Solar: mail is sent again",
                "It was not since " + words.moment(since) + ". Nothing needs to be done; what waited has gone out.");
    }

    private Telling telling(Instant since, boolean over, String title, String text) {
        String id = site + ".mail-stuck." + since.getEpochSecond() + (over ? ".over" : "");
        return new Telling(id, site, since, HIGH, over, title, text, List.of());
    }
}
