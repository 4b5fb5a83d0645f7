package org.pvswatch.archive;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What stands for the answers of a pack, or of a block of it, that is damaged.
 *
 * @param pack the file
 * @param failure what asking for the bytes gives
 */
record DamagedAnswer(Path pack, IOException failure) implements StoredAnswer {
    @Override
    public String name() {
        return "";
    }

    @Override
    public String where() {
        return pack.toString();
    }

    @Override
    public byte[] bytes() throws IOException {
        throw failure;
    }
}
