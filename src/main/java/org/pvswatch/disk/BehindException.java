package org.pvswatch.disk;

import java.io.IOException;

/** History lacks an earlier answer and takes no later one before it. */
public final class BehindException extends IOException {
    private static final long serialVersionUID = 1;

    BehindException(String message) {
        super(message);
    }
}
