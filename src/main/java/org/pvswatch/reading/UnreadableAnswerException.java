package org.pvswatch.reading;

/** A whole answer holds no readings; the message says what was seen, for the owner, without secrets. */
public final class UnreadableAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what was seen */
    public UnreadableAnswerException(String message) {
        super(message);
    }
}
