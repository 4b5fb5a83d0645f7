package org.pvswatch.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's mosquitto on a free port, which can die and come back there. */
public final class Mosquitto implements AutoCloseable {
    private static final long PATIENCE_MS = 10_000;

    private final int port;
    private final Path configuration;
    private Process process;

    /** @param more lines of its configuration; anybody may come in unless they say otherwise */
    public Mosquitto(Path folder, String... more) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String text = "user root\npersistence false\nlistener " + port + " 127.0.0.1\n"
                + (String.join("\n", more).contains("allow_anonymous") ? "" : "allow_anonymous true\n")
                + String.join("\n", more)
                + "\n";
        configuration = Files.writeString(folder.resolve("mosquitto.conf"), text);
        start();
    }

    public int port() {
        return port;
    }

    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Begins, and returns when it takes connections. */
    public void start() throws IOException {
        process = new ProcessBuilder("/usr/sbin/mosquitto", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(configuration.resolveSibling("mosquitto.log").toFile())
                .start();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IOException(
                        "mosquitto does not start: " + Files.readString(configuration.resolveSibling("mosquitto.log")));
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Dies at once, without a word. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
