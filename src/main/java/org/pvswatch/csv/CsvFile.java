package org.pvswatch.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Writing of one file: rows at its end, which are not synced and can be rebuilt, or the whole of it in one step. */
final class CsvFile {
    private static final int LONGEST_LINE = 4096;

    private CsvFile() {}

    /** Adds rows to a file that is there; all of them or, if the disk does not take them, none. */
    static void append(Path file, List<List<String>> rows) throws IOException {
        long before = Files.size(file);
        try (CsvWriter csv = writer(Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND))) {
            rows.forEach(csv::writeRecord);
        } catch (IOException | UncheckedIOException e) {
            try (FileChannel whole = FileChannel.open(file, StandardOpenOption.WRITE)) {
                whole.truncate(before);
            } catch (IOException alsoThis) {
                e.addSuppressed(alsoThis);
            }
            throw e;
        }
    }

    /** What puts rows into a file that is written anew. */
    interface Rows {
        void writeTo(CsvWriter csv) throws IOException;
    }

    /** Replaces a file; whoever reads meanwhile, or after a power cut, sees the old or the new one whole. */
    static void replace(Path file, List<String> columns, Rows rows) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (CsvWriter csv = writer(Files.newBufferedWriter(part, StandardCharsets.UTF_8))) {
                csv.writeRecord(columns);
                rows.writeTo(csv);
            }
            try (FileChannel whole = FileChannel.open(part, StandardOpenOption.WRITE)) {
                whole.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part); // on a full disk it would be in the way of better things
        }
    }

    /** Whether a file begins with its header; a power cut may have left it empty. */
    static boolean hasHeader(Path file, List<String> columns) throws IOException {
        byte[] header = text(List.of(columns));
        try (InputStream bytes = Files.newInputStream(file)) {
            return Arrays.equals(header, bytes.readNBytes(header.length));
        }
    }

    /** Whether a file ends with these rows, byte for byte. */
    static boolean endsWith(Path file, List<List<String>> rows) throws IOException {
        byte[] tail = text(rows);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() < tail.length) {
                return false;
            }
            byte[] found = new byte[tail.length];
            bytes.seek(bytes.length() - tail.length);
            bytes.readFully(found);
            return Arrays.equals(tail, found);
        }
    }

    /** The last line of a file, whole or torn; empty when there is none. No cell of the file has a line break. */
    static String lastLine(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(bytes.length(), LONGEST_LINE)];
            bytes.seek(bytes.length() - tail.length);
            bytes.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8).stripTrailing();
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }

    private static byte[] text(List<List<String>> rows) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = writer(text)) {
            rows.forEach(csv::writeRecord);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static CsvWriter writer(Writer out) {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    }
}
