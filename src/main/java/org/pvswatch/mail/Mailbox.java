package org.pvswatch.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps letters in a folder, one folder each. Thread-safe. */
public final class Mailbox {
    private final Path folder;

    /** @param folder may be missing */
    public Mailbox(String folder) {
        this.folder = Path.of(folder);
    }

    /**
     * Keeps a letter.
     *
     * @return whether it was new; one with the same id is not taken again
     */
    public synchronized boolean put(Letter letter) throws IOException {
        Path place = folder.resolve(letter.id());
        if (Files.exists(place)) {
            return false;
        }
        Path part = folder.resolve(letter.id() + ".part");
        Files.createDirectories(part);
        String thread = letter.thread() == null ? "" : "Thread: " + letter.thread() + "\n";
        Files.writeString(
                part.resolve("letter.txt"), "Subject: " + letter.subject() + "\n" + thread + "\n" + letter.text());
        Files.writeString(part.resolve("letter.html"), letter.html());
        for (Picture picture : letter.pictures()) {
            Files.write(part.resolve(picture.name() + ".png"), picture.png());
        }
        for (Attachment attachment : letter.attachments()) {
            Files.write(part.resolve(attachment.name()), attachment.bytes());
        }
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
