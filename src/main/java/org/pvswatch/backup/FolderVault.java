package org.pvswatch.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A backup in a folder; only what changed since the last time is copied. */
final class FolderVault implements Vault {
    /** Cards and sticks keep times to two seconds. */
    private static final long SAME_TIME_MS = 2000;

    private static final String PART = ".part";

    private final Path folder;

    /** @param folder made when it is not there; from now on it is no whole backup until {@link #finish} */
    FolderVault(Path folder) throws IOException {
        this.folder = folder;
        Path label = folder.resolve(Label.FILE);
        Files.createDirectories(folder);
        Modes.ownersAlone(folder);
        if (!Files.exists(label)) {
            try (Stream<Path> there = Files.list(folder)) {
                if (there.anyMatch(path -> !isOurs(path))) {
                    throw new IOException(
                            folder + " holds other things and no backup; name a folder of its own for the backup");
                }
            }
        }
        Files.deleteIfExists(label);
        sync(folder);
    }

    private static boolean isOurs(Path path) {
        return List.of(Backup.DATA, Backup.CONFIG).contains(path.getFileName().toString());
    }

    @Override
    public long put(String name, Path file) throws IOException {
        Path target = folder.resolve(name);
        BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
        if (Files.exists(target) && isSame(of, Files.readAttributes(target, BasicFileAttributes.class))) {
            return 0;
        }
        Path part = part(target);
        try {
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.setLastModifiedTime(part, of.lastModifiedTime());
        return settle(part, target);
    }

    @Override
    public long move(String name, Path file) throws IOException {
        Path target = folder.resolve(name);
        part(target);
        return settle(file, target);
    }

    private static Path part(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        return target.resolveSibling(target.getFileName() + PART);
    }

    private static long settle(Path part, Path target) throws IOException {
        sync(part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return Files.size(target);
    }

    private static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
        return one.size() == other.size()
                && Math.abs(one.lastModifiedTime().toMillis()
                                - other.lastModifiedTime().toMillis())
                        <= SAME_TIME_MS;
    }

    @Override
    public void prune(Set<String> names, Predicate<String> goes) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (!names.contains(name) && goes.test(name)) {
                Files.delete(file);
            }
        }
    }

    @Override
    public Path scratch() {
        return folder;
    }

    @Override
    public void finish(Label label) throws IOException {
        Path part = part(folder.resolve(Label.FILE));
        Files.write(part, label.bytes());
        Files.setLastModifiedTime(part, FileTime.from(label.madeAt()));
        settle(part, folder.resolve(Label.FILE));
        sync(folder);
    }

    @Override
    public void close() {
        // what is there is there, and without a label it is known to be unfinished
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
