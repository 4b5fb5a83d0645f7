package org.pvswatch.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL server of the tests' own, from binaries that Maven fetches, or from those in {@code -Dpostgres.bin}.
 * Started once a JVM, when first needed; it asks for a password and sorts by a language, as owners' servers do.
 */
public final class PostgresServer {
    static final String USER = "pvswatch";
    private static final String PASSWORD = "correct horse";
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    /** PostgreSQL refuses to be root. */
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

    private static PostgresServer shared;

    private final Path folder;
    private final Path binaries;
    private final int port;

    private PostgresServer() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("pvs-watch-postgresql");
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
        Files.writeString(passwordFile(), PASSWORD + "\n");
        String given = System.getProperty("postgres.bin");
        binaries = given == null ? unpacked() : Path.of(given);
        if (ROOT) {
            run(List.of("chown", "-R", "nobody:nogroup", folder.toString()));
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server(
                "initdb",
                "-D",
                cluster(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile(),
                "-E",
                "UTF8",
                "--no-sync",
                "--locale=C",
                "--locale-provider=icu",
                "--icu-locale=en");
        start();
    }

    /** The one server of this JVM, running. */
    public static synchronized PostgresServer shared() throws IOException, InterruptedException {
        if (shared == null) {
            shared = new PostgresServer();
        }
        return shared;
    }

    /** Starts it, on the same port every time. */
    public void start() throws IOException, InterruptedException {
        server(
                "pg_ctl",
                "-D",
                cluster(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port
                        + " -h 127.0.0.1 -k '' -c fsync=off -c shared_buffers=16MB -c max_wal_size=64MB -c min_wal_size=32MB",
                "start");
    }

    /** Kills it: no session is ended, nothing is put in order. */
    public void kill() throws IOException, InterruptedException {
        server("pg_ctl", "-D", cluster(), "-m", "immediate", "stop");
    }

    /** Where JDBC finds a database of it. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The file with the password of its only user. */
    public Path passwordFile() {
        return folder.resolve("password");
    }

    private String cluster() {
        return folder.resolve("cluster").toString();
    }

    private Path unpacked() throws IOException, InterruptedException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
        Path unpacked = Files.createDirectory(folder.resolve("binaries"));
        Process tar = new ProcessBuilder("tar", "-x", "-C", unpacked.toString())
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (InputStream packed =
                        PostgresServer.class.getResourceAsStream("/postgres-" + system + "-" + machine + ".txz");
                OutputStream in = tar.getOutputStream()) {
            new XZInputStream(packed).transferTo(in);
        }
        if (tar.waitFor() != 0) {
            throw new IOException("tar could not unpack PostgreSQL");
        }
        return unpacked.resolve("bin");
    }

    private void server(String program, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ROOT ? AS_NOBODY : List.of());
        command.add(binaries.resolve(program).toString());
        command.addAll(Arrays.asList(words));
        run(command);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(said));
        }
    }

    private void remove() {
        try {
            kill();
        } catch (IOException e) {
            // was not running
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println(folder + " could not be deleted: " + e);
        }
    }
}
