package org.pvswatch.letter;

import org.pvswatch.history.Judgements.IncidentRow;

/** What is wrong in a few words, the same in alerts and reports: those of {@code kinds.ftl}. Thread-safe. */
public final class TroubleTitles {
    private final Templates templates;
    private final Words words;

    /**
     * @param templates that say it
     * @param words of the owner
     */
    public TroubleTitles(Templates templates, Words words) {
        this.templates = templates;
        this.words = words;
    }

    /** Such as {@code Panel E00123 not producing}; once it is over, {@code Panel E00123 is back}. */
    public String title(IncidentRow incident, boolean over) {
        Saying saying = Saying.of(Trouble.of(incident, "open"), templates, words);
        String title = over ? saying.over() : saying.title();
        return title.substring(0, 1).toUpperCase(words.locale()) + title.substring(1);
    }
}
