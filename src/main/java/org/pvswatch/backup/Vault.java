package org.pvswatch.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;

/** Where a backup is written: a folder that is brought up to date, or one file that is written whole. */
interface Vault extends AutoCloseable {
    /**
     * Puts a file there, unless it is there already.
     *
     * @param name its path in the backup, with slashes
     * @return bytes written
     * @throws java.nio.file.NoSuchFileException when it went away meanwhile; nothing of it is left then
     */
    long put(String name, Path file) throws IOException;

    /**
     * Puts a new file there.
     *
     * @param file moved or copied, and gone afterwards
     * @return bytes written
     */
    long move(String name, Path file) throws IOException;

    /**
     * Takes away what the backup had before and is not there any more.
     *
     * @param names all that belongs into it
     * @param goes whether one that does not may go
     */
    void prune(Set<String> names, Predicate<String> goes) throws IOException;

    /** A folder on the same disk for what is made on the way. */
    Path scratch();

    /** Says what it is, last: a backup that does not is not whole. */
    void finish(Label label) throws IOException;

    @Override
    void close() throws IOException;
}
