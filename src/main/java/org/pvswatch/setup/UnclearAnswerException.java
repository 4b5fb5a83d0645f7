package org.pvswatch.setup;

/** An answer cannot be used; the message is the one sentence that an owner reads before he is asked again. */
public final class UnclearAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param sentence what was seen and what to write instead, without a full stop */
    public UnclearAnswerException(String sentence) {
        super(sentence);
    }
}
