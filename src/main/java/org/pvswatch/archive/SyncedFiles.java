package org.pvswatch.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one place where the archive writes: files that survive a power cut once they have their name, and a count of what
 * that cost the card. Thread-safe.
 */
final class SyncedFiles {
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();

    /** A file under a name that nobody reads yet; what lay there is overwritten. */
    Unfinished begin(Path file) throws IOException {
        makeFolders(file.toAbsolutePath().getParent());
        return new Unfinished(file);
    }

    /** What was written so far. */
    Written written() {
        return new Written(files.get(), bytes.get(), syncs.get());
    }

    private void makeFolders(Path wanted) throws IOException {
        if (Files.isDirectory(wanted)) {
            return;
        }
        Path parent = wanted.getParent();
        makeFolders(parent);
        Files.createDirectory(wanted);
        syncFolder(parent);
    }

    private void syncFolder(Path wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(wanted, StandardOpenOption.READ)) {
            channel.force(true);
            syncs.incrementAndGet();
        }
    }

    /** A file being written; closed before it is {@link #finish finished} it is gone again. */
    final class Unfinished extends OutputStream {
        private final Path file;
        private final Path part;
        private final FileChannel channel;
        private boolean finished;

        private Unfinished(Path file) throws IOException {
            this.file = file;
            this.part = file.resolveSibling(file.getFileName() + ArchiveDay.PART);
            this.channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        }

        /** Where the bytes are until it is finished. */
        Path part() {
            return part;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(from, offset, length);
            while (buffer.hasRemaining()) {
                bytes.addAndGet(channel.write(buffer));
            }
        }

        /** Puts the bytes on the card. */
        void sync() throws IOException {
            channel.force(true);
            syncs.incrementAndGet();
        }

        /**
         * Gives the synced file its name, in place of what has it.
         *
         * @throws IOException when the name could not be made durable; it may then stand or not
         */
        void finish() throws IOException {
            channel.close();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            finished = true;
            syncFolder(file.toAbsolutePath().getParent());
            files.incrementAndGet();
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (!finished) {
                Files.deleteIfExists(part);
            }
        }
    }
}
