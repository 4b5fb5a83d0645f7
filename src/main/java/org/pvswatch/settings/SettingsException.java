package org.pvswatch.settings;

import java.util.List;

/** The settings cannot be used; carries every problem found, so that an owner mends them in one go. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems one sentence each: where, what was seen, what to do; at least one */
    public SettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, one sentence each, in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
