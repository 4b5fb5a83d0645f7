package org.pvswatch.outlet;

/** A password or token is not where it should be; the message says where that is, and never what was there. */
public final class MissingSecretException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    MissingSecretException(String message) {
        super(message);
    }
}
