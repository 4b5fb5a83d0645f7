package org.pvswatch.archive;

import java.io.IOException;
import java.nio.file.Path;

/** A pack, or a block of it, is not what was written. */
final class DamagedPackException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedPackException(Path pack, Exception seen) {
        super(
                "%s is damaged (%s)"
                        .formatted(
                                pack.getFileName(),
                                seen.getMessage() == null ? seen.getClass().getSimpleName() : seen.getMessage()),
                seen);
    }
}
