package org.pvswatch.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.JDBC;

/**
 * Copies data and settings while the watch runs. The history is copied first, as it is at one moment; then the archive,
 * which has all of that and perhaps more; then how far each was told. So a copy lacks nothing that it cannot make of its
 * own archive, and nobody is told twice what it makes.
 */
public final class Backup {
    /** Folder of what the watch wrote. */
    static final String DATA = "data";

    /** Folder of what the owner wrote. */
    static final String CONFIG = "config";

    private static final String HISTORY = "history.db";

    /** Made anew of history at the next start, or of no use elsewhere. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("(csv/.*|\\.lock|history\\.db.*|.*\\.part|mail/\\.lock|" + Restore.UNFINISHED + ")");

    private static final Pattern SINGLE = Pattern.compile("(data/archive/(\\d{4}/\\d\\d)/)(\\d\\d)/[^/]+");

    /** The watch packs a day while it is copied; once more finds the pack. */
    private static final int MOST_ROUNDS = 5;

    private final Path data;
    private final Path config;
    private final Clock clock;
    private final Set<String> names = new HashSet<>();
    private final Set<String> secrets = new TreeSet<>();
    private long bytes;

    /**
     * What to copy.
     *
     * @param data data folder
     * @param config folder of the settings, left out if it is not there
     * @param clock says when the backup was made
     */
    public Backup(Path data, Path config, Clock clock) {
        this.data = data;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What a backup is.
     *
     * @param files files in it
     * @param bytes bytes that were written this time
     * @param withHistory whether history is in it, as a file
     */
    public record Done(int files, long bytes, boolean withHistory) {}

    /** Brings a folder up to date. */
    public Done into(Path folder, String site) throws IOException, SQLException {
        for (Path own : List.of(data, config)) {
            if (folder.toAbsolutePath()
                    .normalize()
                    .startsWith(own.toAbsolutePath().normalize())) {
                throw new IOException(folder + " lies in " + own + ", which is to be copied; name another place");
            }
        }
        try (Vault vault = new FolderVault(folder)) {
            return make(vault, site);
        }
    }

    /** Writes one zip file. */
    public Done asFile(Path file, String site) throws IOException, SQLException {
        try (Vault vault = new ZipVault(file)) {
            return make(vault, site);
        }
    }

    private Done make(Vault vault, String site) throws IOException, SQLException {
        boolean withHistory = Files.exists(data.resolve(HISTORY));
        if (withHistory) {
            snapshot(vault);
        }
        copyArchive(vault);
        for (Path file : files(data)) {
            String name = name(data, file);
            if (!name.startsWith("archive/") && !LEFT_OUT.matcher(name).matches()) {
                copy(vault, DATA, data, file);
            }
        }
        if (Files.isDirectory(config)) {
            for (Path file : files(config)) {
                if (!file.toString().endsWith(".part")) {
                    copy(vault, CONFIG, config, file);
                }
            }
        }
        vault.prune(names, this::mayGo);
        vault.finish(new Label(
                site,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                secrets,
                config.toAbsolutePath().normalize().toString()));
        return new Done(names.size(), bytes, withHistory);
    }

    /** One moment of the database, also while somebody writes into it. */
    private void snapshot(Vault vault) throws IOException, SQLException {
        Path copy = vault.scratch().resolve(HISTORY + ".part");
        Files.deleteIfExists(copy);
        try {
            try (Connection open = JDBC.createConnection(
                            JDBC.PREFIX + data.resolve(HISTORY) + "?busy_timeout=10000", new Properties());
                    PreparedStatement whole = open.prepareStatement("VACUUM INTO ?")) {
                whole.setString(1, copy.toString());
                whole.execute();
            }
            String name = DATA + "/" + HISTORY;
            bytes += vault.move(name, copy);
            names.add(name);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void copyArchive(Vault vault) throws IOException {
        Path archive = data.resolve("archive");
        boolean all = !Files.isDirectory(archive);
        for (int round = 0; !all && round < MOST_ROUNDS; round++) {
            all = true;
            for (Path file : files(archive)) {
                String name = name(data, file);
                if (!names.contains(DATA + "/" + name)
                        && !LEFT_OUT.matcher(name).matches()) {
                    all &= copy(vault, DATA, data, file);
                }
            }
        }
        if (!all) {
            throw new IOException("the archive changed faster than it could be copied; begin again later");
        }
    }

    /** @return whether it was still there */
    private boolean copy(Vault vault, String top, Path root, Path file) throws IOException {
        String name = top + "/" + name(root, file);
        try {
            boolean secret = Modes.isOwnersAlone(file);
            bytes += vault.put(name, file);
            names.add(name);
            if (secret) {
                secrets.add(name);
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** An answer of the archive goes only when the pack of its day has come. */
    private boolean mayGo(String name) {
        Matcher single = SINGLE.matcher(name);
        if (single.matches()) {
            String day = single.group(2).replace('/', '-') + "-" + single.group(3);
            return names.contains(single.group(1) + day + ".tar.xz");
        }
        return !name.startsWith("data/archive/") || name.endsWith(".part");
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
