package org.pvswatch.archive;

import java.io.IOException;

/** One answer as it lies on disk, in a file of its own or in a pack. */
public interface StoredAnswer {
    /** File name without {@code .gz}, see {@link ArchiveName}. */
    String name();

    /** Where it lies, for people. */
    String where();

    /**
     * The bytes received, decompressed and checked.
     *
     * @throws IOException when they cannot be read or are not what was written
     */
    byte[] bytes() throws IOException;
}
