package org.pvswatch.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far each letter is, and what is done with one that all have got. Not thread-safe. */
final class DeliveryNotes {
    private final MailFiles files;
    private final MailServer server;
    private final Rests rests;
    private final Map<Path, Progress> unwritten = new HashMap<>();

    DeliveryNotes(MailFiles files, MailServer server, Rests rests) {
        this.files = files;
        this.server = server;
        this.rests = rests;
    }

    Progress of(Waiting letter) throws IOException {
        Progress inMemory = unwritten.get(letter.file());
        return inMemory == null ? Progress.of(letter.file()) : inMemory;
    }

    /** Notes it durably. @throws IOException when the disk does not take it; then it counts for this process */
    void write(Waiting letter, Progress progress) throws IOException {
        unwritten.put(letter.file(), progress);
        files.write(letter.file(), progress);
        unwritten.remove(letter.file());
    }

    /** Puts away every letter that all have got. */
    void finishWhatIsDone() throws IOException {
        for (Waiting each : files.waiting()) {
            Progress progress = withoutNobody(of(each));
            if (progress.isDone(server.recipients())) {
                write(each, progress);
                finish(each);
            }
        }
    }

    /** A letter that others have got is not kept for somebody who does not exist. */
    private Progress withoutNobody(Progress progress) {
        Progress left = progress;
        for (String recipient : server.recipients()) {
            boolean open = progress.isAcceptedForSomebody() && !progress.isDoneFor(recipient);
            if (open && rests.isTroubledBy(recipient, Refusal.NOBODY_THERE)) {
                left = left.refused(recipient);
            }
        }
        return left;
    }

    /** Those it stands for first: as long as it is there itself they are not sent. */
    private void finish(Waiting done) throws IOException {
        if (done.kind().equals(OldNews.KIND)) {
            List<String> replaced = LetterFormat.head(done.file()).replaces();
            for (Waiting each : files.waiting()) {
                if (replaced.contains(each.id())) {
                    files.finish(each);
                }
            }
        }
        files.finish(done);
    }
}
