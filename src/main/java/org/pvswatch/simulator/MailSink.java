package org.pvswatch.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server on this machine that takes every letter and keeps none. */
public final class MailSink implements AutoCloseable {
    private static final int BACKLOG = 16;

    private final ServerSocket server;
    private final AtomicInteger letters = new AtomicInteger();

    private MailSink(ServerSocket server) {
        this.server = server;
    }

    /** Starts one on a free port. */
    public static MailSink start() throws IOException {
        MailSink sink = new MailSink(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(sink::serve, "mail-sink");
        thread.setDaemon(true);
        thread.start();
        return sink;
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many letters it took. */
    public int letters() {
        return letters.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket caller = server.accept()) {
                converse(
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1)),
                        caller.getOutputStream());
            } catch (IOException e) {
                continue; // that caller is gone; or we are closed
            }
        }
    }

    private void converse(BufferedReader in, OutputStream out) throws IOException {
        say(out, "220 sink");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String word = line.toUpperCase(Locale.ROOT);
            if (word.startsWith("DATA")) {
                say(out, "354 go on");
                while (!".".equals(line)) {
                    line = in.readLine();
                    if (line == null) {
                        return;
                    }
                }
                letters.incrementAndGet();
            }
            say(out, word.startsWith("QUIT") ? "221 bye" : "250 ok");
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
