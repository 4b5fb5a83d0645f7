package org.pvswatch.letter;

import java.util.List;
import org.pvswatch.sheet.SheetSync;

/** What every letter says at its end besides, because it is no reason for a letter of its own. Thread-safe. */
public final class Asides {
    /** For a letter that is written beside the watch. */
    public static final Asides NONE = new Asides(null);

    private final SheetSync sheet;

    /** @param sheet the owner's Google Sheet, {@code null} if nothing is known of it */
    public Asides(SheetSync sheet) {
        this.sheet = sheet;
    }

    /** Sentences, usually none. */
    List<String> now() {
        return sheet == null ? List.of() : sheet.isFailing().stream().toList();
    }
}
