package org.pvswatch.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsText;

/** Makes a data folder, and the settings if asked, of a backup. */
public final class Restore {
    /** In a data folder that is not whole yet; no watch begins in it. */
    public static final String UNFINISHED = ".restoring";

    private static final String KEPT = ".before-restore";

    private final Path from;

    /** @param from folder or zip file of a backup */
    public Restore(Path from) {
        this.from = from;
    }

    /**
     * What was put back.
     *
     * @param label what the backup says of itself
     * @param files files written
     * @param settings files of the owner among them
     */
    public record Done(Label label, int files, int settings) {
        /** When the backup was made. */
        public Instant madeAt() {
            return label.madeAt();
        }

        /** Whose it is. */
        public String site() {
            return label.site();
        }
    }

    /**
     * Puts it back.
     *
     * @param data data folder, empty or not there
     * @param config folder of the settings, {@code null} to leave those alone; what differs there is kept beside
     */
    public Done into(Path data, Path config) throws IOException {
        if (Files.isDirectory(from)) {
            try (Stream<Path> all = Files.walk(from)) {
                List<String> names = all.filter(Files::isRegularFile)
                        .map(file -> from.relativize(file).toString().replace('\\', '/'))
                        .sorted()
                        .toList();
                return into(data, config, names, name -> Files.newInputStream(from.resolve(name)));
            }
        }
        try (ZipFile zip = new ZipFile(from.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).sorted().toList();
            return into(data, config, names, name -> zip.getInputStream(zip.getEntry(name)));
        } catch (NoSuchFileException e) {
            throw new IOException(from + " is not there; name the folder or the file of a backup", e);
        } catch (ZipException e) {
            throw new IOException(from + " is no backup, or not whole (" + e.getMessage() + ")", e);
        }
    }

    /** Reads a file of the backup. */
    private interface Source {
        InputStream open(String name) throws IOException;
    }

    private Done into(Path data, Path config, List<String> names, Source source) throws IOException {
        if (!names.contains(Label.FILE)) {
            throw new IOException(from + " is no whole backup (it has no " + Label.FILE
                    + "); let the backup be finished, or take another");
        }
        Label label;
        try (InputStream bytes = source.open(Label.FILE)) {
            label = Label.of(bytes.readAllBytes());
        }
        Path unfinished = begun(data);
        int files = 0;
        int settings = 0;
        for (String name : names) {
            if (name.startsWith(Backup.DATA + "/")) {
                write(source, name, within(data, name), label);
                files++;
            } else if (config != null && name.startsWith(Backup.CONFIG + "/")) {
                Path target = within(config, name);
                if (!isSame(source, name, target)) {
                    keep(target);
                }
                write(source, name, target, label);
                settings++;
            }
        }
        if (config != null) {
            moved(label.config(), config);
        }
        Files.delete(unfinished);
        return new Done(label, files + settings, settings);
    }

    /** Settings that name a file of their former folder name that of the new one. */
    private static void moved(String former, Path config) throws IOException {
        Path file = config.resolve(Settings.FILE);
        String now = config.toAbsolutePath().normalize().toString();
        if (former.isEmpty() || former.equals(now) || !Files.exists(file)) {
            return;
        }
        Map<String, String> changes = new TreeMap<>();
        Settings.written(config).forEach((key, value) -> {
            if (value.startsWith(former + "/")) {
                changes.put(key, now + value.substring(former.length()));
            }
        });
        if (!changes.isEmpty()) {
            Files.writeString(
                    file, new SettingsText(Files.readString(file)).with(changes).text());
        }
    }

    private static boolean isSame(Source source, String name, Path target) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        try (InputStream bytes = source.open(name)) {
            return Arrays.equals(bytes.readAllBytes(), Files.readAllBytes(target));
        }
    }

    private static Path begun(Path data) throws IOException {
        Files.createDirectories(data);
        Path unfinished = data.resolve(UNFINISHED);
        if (!Files.exists(unfinished)) {
            try (Stream<Path> there = Files.list(data)) {
                if (there.findAny().isPresent()) {
                    throw new IOException(
                            data + " is not empty, and nothing in it is overwritten; move it away, or name"
                                    + " another folder with --data");
                }
            }
            Files.createFile(unfinished);
        }
        return unfinished;
    }

    private static void keep(Path target) throws IOException {
        Path kept = target.resolveSibling(target.getFileName() + KEPT);
        if (Files.exists(target) && !Files.exists(kept)) {
            Files.move(target, kept);
        }
    }

    private static void write(Source source, String name, Path target, Label label) throws IOException {
        boolean secret = label.secrets().contains(name);
        boolean fresh = !Files.exists(target.getParent());
        Files.createDirectories(target.getParent());
        if (secret && fresh && name.startsWith(Backup.CONFIG + "/")) {
            Modes.ownersAlone(target.getParent());
        }
        Files.deleteIfExists(target);
        if (secret) {
            Files.createFile(target);
            Modes.ownersAlone(target);
        }
        try (InputStream bytes = source.open(name)) {
            if (secret) {
                try (var out = Files.newOutputStream(target)) {
                    bytes.transferTo(out);
                }
            } else {
                Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A name in a file that somebody sent may lead anywhere. */
    private static Path within(Path root, String name) throws IOException {
        Path target = root.resolve(name.substring(name.indexOf('/') + 1)).normalize();
        if (!target.startsWith(root.normalize()) || target.equals(root.normalize())) {
            throw new IOException("'" + name + "' in the backup leads out of the folder; it is none of ours");
        }
        return target;
    }
}
