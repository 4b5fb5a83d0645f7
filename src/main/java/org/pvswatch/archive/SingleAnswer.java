package org.pvswatch.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * An answer in a file of its own: ours, the old script's, or anybody's. Ours is gzip as its name says, else a power cut
 * emptied it; others are plain or gzip, whatever their names say.
 *
 * @param path the file, read when its bytes are asked for
 */
record SingleAnswer(Path path) implements StoredAnswer {
    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int GZIP_SECOND_BYTE = 0x8b;

    @Override
    public String name() {
        return ArchiveName.plain(path.getFileName().toString());
    }

    @Override
    public String where() {
        return path.toString();
    }

    @Override
    public byte[] bytes() throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
            bytes.mark(2);
            boolean packed = bytes.read() == GZIP_FIRST_BYTE && bytes.read() == GZIP_SECOND_BYTE;
            bytes.reset();
            if (!packed && isOurs()) {
                throw new IOException("not gzip");
            }
            try (InputStream plain = packed ? new GZIPInputStream(bytes, 16 * 1024) : bytes) {
                return plain.readAllBytes();
            }
        }
    }

    private boolean isOurs() {
        String fileName = path.getFileName().toString();
        return fileName.endsWith(ArchiveName.GZIP)
                && ArchiveName.parse(fileName).receivedAt() != null;
    }
}
