package org.pvswatch.letter;

import java.nio.file.Path;
import java.util.Map;
import org.pvswatch.history.History;
import org.pvswatch.mail.Mailbox;

/** Where outlets get what they are to tell. */
public final class Tellings {
    private final String site;
    private final Path marks;
    private final History history;
    private final TroubleWriter writer;
    private final Mailbox mailbox;
    private final Words words;

    /**
     * @param settings all settings in force
     * @param marks folder of the files that say how far each outlet was told
     * @param templates folder of the owner's templates, may be missing
     * @param history where notices and incidents are
     * @param mailbox whose trouble is told too
     */
    public Tellings(Map<String, String> settings, String marks, String templates, History history, Mailbox mailbox) {
        this.site = settings.get("site.id");
        this.marks = Path.of(marks);
        this.history = history;
        this.mailbox = mailbox;
        this.words = new Words(settings);
        this.writer = new TroubleWriter(history, site, new Templates(Path.of(templates), words, Asides.NONE), words);
    }

    /** The one who tells an outlet. */
    public Teller teller(String outlet) {
        return new Teller(
                site,
                marks.resolve(outlet + ".json"),
                history,
                writer,
                new MailTrouble(site, marks.resolve(outlet + ".mail-stuck"), mailbox, words));
    }
}
