package org.pvswatch.adopt;

/** A line that is no row of its table; the message says why in words for an owner. */
final class UnreadableRowException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRowException(String message) {
        super(message);
    }
}
