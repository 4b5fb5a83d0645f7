package org.pvswatch.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * Writes a pack: a tar archive of answers, compressed by xz in blocks of about 32 answers that can be read by
 * themselves, each with its SHA-256. The same answers give the same bytes. Needs about 10 MB while it works.
 */
final class PackWriter {
    /** As far back as alike bytes are looked for; 40 answers of 24 panels. */
    private static final int DICTIONARY_BYTES = 1024 * 1024;

    private static final int NICE_LENGTH = 64;
    private static final int BLOCK_ANSWERS = 32;
    private static final int BLOCK_BYTES = 4 * 1024 * 1024;

    private final XZOutputStream out;
    private int answers;
    private long bytes;

    /** @param to gets the bytes; is not closed */
    PackWriter(OutputStream to) throws IOException {
        LZMA2Options options = new LZMA2Options();
        options.setDictSize(DICTIONARY_BYTES);
        options.setMode(LZMA2Options.MODE_NORMAL);
        options.setMatchFinder(LZMA2Options.MF_HC4);
        options.setNiceLen(NICE_LENGTH);
        out = new XZOutputStream(to, options, XZ.CHECK_SHA256, new BasicArrayCache());
    }

    /**
     * Writes one answer.
     *
     * @param name its {@link ArchiveName} without {@code .gz}
     * @param body the bytes received
     */
    void add(String name, byte[] body) throws IOException {
        if (answers == BLOCK_ANSWERS || bytes > 0 && bytes + body.length > BLOCK_BYTES) {
            out.endBlock();
            answers = 0;
            bytes = 0;
        }
        Instant at = Optional.ofNullable(ArchiveName.parse(name).receivedAt()).orElse(Instant.EPOCH);
        out.write(TarHeader.of(name, body.length, at));
        out.write(body);
        out.write(new byte[TarHeader.padding(body.length)]);
        answers++;
        bytes += body.length;
    }

    /** Ends the archive. */
    void finish() throws IOException {
        out.write(new byte[2 * TarHeader.BLOCK]);
        out.finish();
    }
}
