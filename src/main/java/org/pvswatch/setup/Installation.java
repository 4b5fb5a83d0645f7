package org.pvswatch.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsText;

/**
 * The files of a configuration folder: the settings, and each secret apart in a file that only its owner may read. What is to be
 * written is collected first and written at once; a stop of the program meanwhile waits for the end of that.
 */
public final class Installation {
    /** What the former settings are called. */
    public static final String FORMER = Settings.FILE + ".bak";

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path folder;
    private final SettingsText before;
    private final Map<String, String> changes = new LinkedHashMap<>();
    private final Map<Path, byte[]> secrets = new LinkedHashMap<>();

    /**
     * @param folder of the configuration; made when it is written
     * @throws IOException when there are settings that cannot be read
     */
    public Installation(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        Path file = this.folder.resolve(Settings.FILE);
        this.before = new SettingsText(Files.exists(file) ? Files.readString(file) : Settings.shippedText());
    }

    /** Takes note of a value; one that is in force already changes nothing. */
    public void set(String key, String value) {
        Map<String, String> written = Settings.written(folder);
        String present = written.getOrDefault(key, Settings.shipped().get(key));
        changes.remove(key);
        if (!value.equals(present)) {
            changes.put(key, value);
        }
    }

    /**
     * Takes note of a secret, to lie in a file of its own.
     *
     * @param key setting that names the file
     * @param name of the file
     */
    public void setSecret(String key, String name, byte[] secret) {
        Path file = folder.resolve("secrets").resolve(name);
        secrets.put(file, secret);
        set(key, file.toString());
    }

    /** Keys that will be others, with their values. */
    public Map<String, String> changes() {
        return Map.copyOf(changes);
    }

    /** What the settings file will be. */
    public String text() {
        return before.with(changes).text();
    }

    /**
     * Writes everything: secrets first, then the settings in one step.
     *
     * @return the files written, none when there is nothing to change
     */
    public List<Path> write() throws IOException {
        Lock lock = new ReentrantLock();
        Thread stop = new Thread(() -> {
            lock.lock(); // held while something is half written
            lock.unlock();
        });
        Runtime.getRuntime().addShutdownHook(stop);
        lock.lock();
        try {
            return written();
        } finally {
            lock.unlock();
            notStopping(stop);
        }
    }

    private static void notStopping(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // it stops, and all is written
        }
    }

    private List<Path> written() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.createDirectories(folder);
        for (Map.Entry<Path, byte[]> secret : secrets.entrySet()) {
            Path inside = secret.getKey().getParent();
            if (!Files.exists(inside)) {
                Files.createDirectory(inside, only("rwx------"));
                ofTheSameOwner(inside, folder);
            }
            replace(secret.getKey(), secret.getValue(), only("rw-------"));
            files.add(secret.getKey());
        }
        Path link = folder.resolve(Settings.FILE);
        Path file = Files.exists(link) ? link.toRealPath() : link;
        if (!changes.isEmpty() || !Files.exists(file)) {
            byte[] text = text().getBytes(StandardCharsets.UTF_8);
            if (Files.exists(file)) {
                FileAttribute<?>[] rights = rightsOf(file);
                replace(file.resolveSibling(FORMER), Files.readAllBytes(file), rights);
                replace(file, text, rights);
            } else {
                replace(file, text, only("rw-r--r--"));
            }
            files.add(file);
        }
        return files;
    }

    /** In one step: there is the old file or the new one, never a part. */
    private static void replace(Path file, byte[] content, FileAttribute<?>[] rights) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            Files.createFile(part, rights);
            if (POSIX && rights.length > 0) {
                Files.setAttribute(part, "posix:permissions", rights[0].value()); // whatever the umask says
            }
            ofTheSameOwner(part, Files.exists(file) ? file : file.getParent());
            Files.write(part, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Root sets up for a user of the service: what is his stays his. */
    private static void ofTheSameOwner(Path fresh, Path model) throws IOException {
        if (POSIX && !Files.getOwner(fresh, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(model))) {
            try {
                Files.setOwner(fresh, Files.getOwner(model));
            } catch (IOException e) {
                // only root may give files away; whoever else writes here owns them
            }
        }
    }

    private static FileAttribute<?>[] rightsOf(Path file) throws IOException {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(file))}
                : new FileAttribute<?>[0];
    }

    private static FileAttribute<?>[] only(String rights) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
