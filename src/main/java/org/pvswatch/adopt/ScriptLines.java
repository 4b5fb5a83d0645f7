package org.pvswatch.adopt;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The lines of a file, plain or gzip, whatever ends them and whatever mark stands before them. */
final class ScriptLines implements AutoCloseable {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int GZIP_SECOND_BYTE = 0x8b;

    private final Reader reader;
    private long number;
    private int ahead = -2;

    /**
     * One line.
     *
     * @param number counted from 1
     * @param text without its end
     * @param ended whether it has an end; the last line of a file may have none, and may be half of one
     */
    record Line(long number, String text, boolean ended) {}

    ScriptLines(Path file) throws IOException {
        InputStream bytes = opened(file);
        try {
            reader = new BufferedReader(new InputStreamReader(bytes, charset(bytes)));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** The bytes of a file, unpacked where it is packed. */
    static InputStream opened(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            bytes.mark(2);
            boolean packed = bytes.read() == GZIP_FIRST_BYTE && bytes.read() == GZIP_SECOND_BYTE;
            bytes.reset();
            return packed ? new BufferedInputStream(new GZIPInputStream(bytes)) : bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** The next line, {@code null} at the end. */
    Line next() throws IOException {
        StringBuilder text = new StringBuilder();
        int c = ahead == -2 ? reader.read() : ahead;
        ahead = -2;
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n' && c != '\r') {
            if (text.length() < LONGEST_LINE) {
                text.append((char) c);
            }
            c = reader.read();
        }
        if (c == '\r') {
            int next = reader.read();
            ahead = next == '\n' ? -2 : next;
        }
        number++;
        return new Line(number, text.toString(), c >= 0);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** By the mark at the beginning, which is taken away. */
    private static Charset charset(InputStream bytes) throws IOException {
        bytes.mark(3);
        int first = bytes.read();
        int second = bytes.read();
        int third = bytes.read();
        bytes.reset();
        if (first == 0xef && second == 0xbb && third == 0xbf) {
            bytes.skipNBytes(3);
        } else if (first == 0xff && second == 0xfe) {
            bytes.skipNBytes(2);
            return StandardCharsets.UTF_16LE;
        } else if (first == 0xfe && second == 0xff) {
            bytes.skipNBytes(2);
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }
}
