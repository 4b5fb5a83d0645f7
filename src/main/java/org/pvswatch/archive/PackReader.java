package org.pvswatch.archive;

import java.io.IOException;
import java.nio.file.Path;
import org.tukaani.xz.SeekableFileInputStream;
import org.tukaani.xz.SeekableXZInputStream;

/**
 * Gives the answers of a pack, one after another. A block is decompressed whole and held against its checksum before
 * anything of it is given, so what comes out is what went in; of a damaged pack the other blocks are still read. Takes
 * any {@code .tar.xz} whose blocks are not larger than 24 MiB. Not thread-safe.
 */
final class PackReader implements AutoCloseable {
    private static final int MEMORY_KIB = 16 * 1024;
    private static final int LARGEST_BLOCK = 24 * 1024 * 1024;

    private final Path pack;
    private SeekableXZInputStream xz;
    private byte[] block = {};
    private int at;
    private int blocksRead;
    private boolean ended;

    /** @throws IOException when it is no xz file or its index is damaged */
    PackReader(Path pack) throws IOException {
        this.pack = pack;
        this.xz = open(pack);
    }

    private static SeekableXZInputStream open(Path pack) throws IOException {
        SeekableFileInputStream file = new SeekableFileInputStream(pack.toFile());
        try {
            return new SeekableXZInputStream(file, MEMORY_KIB);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw new DamagedPackException(pack, e);
        }
    }

    /**
     * The next answer.
     *
     * @return {@code null} after the last; for a damaged block an answer whose bytes cannot be had
     */
    StoredAnswer next() throws IOException {
        while (!ended) {
            try {
                if (at == block.length && blocksRead == xz.getBlockCount()) {
                    throw new IOException("its end is missing");
                }
                TarHeader header = TarHeader.read(take(TarHeader.BLOCK));
                if (header == null) {
                    readToTheEnd();
                    return null;
                }
                if (header.size() > LARGEST_BLOCK) {
                    throw new IOException("an answer of " + header.size() + " bytes");
                }
                byte[] body = take((int) header.size());
                take(TarHeader.padding(header.size()));
                if (header.file()) {
                    return new Packed(header.name().substring(header.name().lastIndexOf('/') + 1), pack, body);
                }
            } catch (IOException e) {
                return damaged(e);
            }
        }
        return null;
    }

    /** How much of the pack was read, 0 to 1. */
    double share() {
        return ended ? 1 : (double) blocksRead / Math.max(1, xz.getBlockCount());
    }

    private void readToTheEnd() throws IOException {
        while (blocksRead < xz.getBlockCount()) {
            readBlock();
        }
        ended = true;
    }

    private byte[] take(int count) throws IOException {
        byte[] taken = new byte[count];
        int have = 0;
        while (have < count) {
            if (at == block.length) {
                readBlock();
            }
            int more = Math.min(count - have, block.length - at);
            System.arraycopy(block, at, taken, have, more);
            at += more;
            have += more;
        }
        return taken;
    }

    private void readBlock() throws IOException {
        block = new byte[0];
        at = 0;
        if (blocksRead == xz.getBlockCount()) {
            throw new IOException("its end is missing");
        }
        int number = blocksRead++;
        long size = xz.getBlockSize(number);
        if (size > LARGEST_BLOCK) {
            throw new IOException("a block of " + size + " bytes, which is more than fits");
        }
        xz.seekToBlock(number);
        byte[] whole = new byte[(int) size];
        int have = 0;
        while (have < whole.length) {
            int more = xz.read(whole, have, whole.length - have);
            if (more < 0) {
                throw new IOException("its end is missing");
            }
            have += more;
        }
        block = whole;
    }

    /** Goes on behind what is damaged. */
    private StoredAnswer damaged(IOException failure) throws IOException {
        block = new byte[0];
        at = 0;
        ended = blocksRead == xz.getBlockCount();
        if (!ended) {
            xz.close();
            xz = open(pack);
        }
        return new DamagedAnswer(pack, new DamagedPackException(pack, failure));
    }

    @Override
    public void close() throws IOException {
        xz.close();
    }

    private record Packed(String name, Path pack, byte[] bytes) implements StoredAnswer {
        @Override
        public String where() {
            return pack + "/" + name;
        }
    }
}
