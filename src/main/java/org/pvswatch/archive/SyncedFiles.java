package org.pvswatch.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that survive a power cut once they have their name, and a count of what that cost the card; the archive and the
 * mail are written by it. What could not be synced is never synced once more but written anew. Thread-safe.
 */
public final class SyncedFiles {
    private final Path root;
    private final Set<Path> known = ConcurrentHashMap.newKeySet();
    private final Set<Path> unsure = ConcurrentHashMap.newKeySet();
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();

    /** @param root folder below which every folder's name is made durable too */
    public SyncedFiles(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** A file under a name that nobody reads yet; what lay there is overwritten. */
    public Unfinished begin(Path file) throws IOException {
        makeFolders(file.toAbsolutePath().getParent());
        return new Unfinished(file);
    }

    /** Gives a file another name, in another folder perhaps; when it returns the new name lasts and the old one is gone. */
    public void move(Path from, Path to) throws IOException {
        makeFolders(to.toAbsolutePath().getParent());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(to.toAbsolutePath().getParent());
        syncFolder(from.toAbsolutePath().getParent());
    }

    /** What was written so far. */
    Written written() {
        return new Written(files.get(), bytes.get(), syncs.get());
    }

    /** A folder that is there may be one whose maker died before its name was synced; so each is synced once. */
    private void makeFolders(Path wanted) throws IOException {
        boolean there = Files.isDirectory(wanted);
        if (there && (!wanted.startsWith(root) || known.contains(wanted))) {
            return;
        }
        Path parent = wanted.getParent();
        makeFolders(parent);
        if (!there) {
            Files.createDirectory(wanted);
        }
        syncFolder(parent);
        known.add(wanted);
    }

    /** After a sync that failed, a second alone would say nothing: what the folder holds is written once more before it. */
    private void syncFolder(Path wanted) throws IOException {
        if (unsure.contains(wanted)) {
            Files.delete(Files.createTempFile(wanted, null, ArchiveDay.PART));
        }
        try (FileChannel channel = FileChannel.open(wanted, StandardOpenOption.READ)) {
            channel.force(true);
            syncs.incrementAndGet();
            unsure.remove(wanted);
        } catch (IOException e) {
            unsure.add(wanted);
            throw e;
        }
    }

    /** A file being written; closed before it is {@link #finish finished} it is gone again. */
    public final class Unfinished extends OutputStream {
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
        public void sync() throws IOException {
            channel.force(true);
            syncs.incrementAndGet();
        }

        /**
         * Gives the synced file its name, in place of what has it.
         *
         * @throws IOException when the name could not be made durable; it may then stand or not
         */
        public void finish() throws IOException {
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
