package org.pvswatch.disk;

import java.io.IOException;

/** The rest of the disk is kept for the archive. */
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1;

    NoRoomException(String message) {
        super(message);
    }
}
