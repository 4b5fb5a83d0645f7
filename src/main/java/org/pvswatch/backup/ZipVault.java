package org.pvswatch.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A backup in one zip file, which has its name only when it is whole. */
final class ZipVault implements Vault {
    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private boolean finished;

    ZipVault(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        this.part = this.file.resolveSibling(this.file.getFileName() + ".part");
        Files.createDirectories(part.getParent());
        Files.deleteIfExists(part);
        channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Modes.ownersAlone(part);
        zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    }

    @Override
    public long put(String name, Path from) throws IOException {
        try (InputStream bytes = Files.newInputStream(from)) { // opened first: it may have gone
            FileTime time = Files.getLastModifiedTime(from);
            return write(name, bytes, time);
        }
    }

    @Override
    public long move(String name, Path from) throws IOException {
        long written = put(name, from);
        Files.delete(from);
        return written;
    }

    private long write(String name, InputStream bytes, FileTime time) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(time);
        zip.putNextEntry(entry);
        long written = bytes.transferTo(zip);
        zip.closeEntry();
        return written;
    }

    @Override
    public void prune(Set<String> names, Predicate<String> goes) {
        // nothing was there before
    }

    @Override
    public Path scratch() {
        return part.getParent();
    }

    @Override
    public void finish(Label label) throws IOException {
        ZipEntry entry = new ZipEntry(Label.FILE);
        entry.setLastModifiedTime(FileTime.from(label.madeAt()));
        zip.putNextEntry(entry);
        ((OutputStream) zip).write(label.bytes());
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
        zip.close();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!finished) {
            Files.deleteIfExists(part);
        }
    }
}
