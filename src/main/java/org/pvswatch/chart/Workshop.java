package org.pvswatch.chart;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.pvswatch.mail.Picture;

/**
 * A process of its own in which charts are drawn: fonts and AWT, once loaded, stay, and a watch that draws a few pictures a
 * month would hold a fifth more memory for years. It is begun with the first chart and ends when nobody has asked for a while,
 * or when whoever asked has ended.
 */
final class Workshop {
    private static final int IDLE_SECONDS = 20;
    private static final int PATIENCE_SECONDS = 120;

    /** One chart to be drawn. */
    record Order(Locale locale, String name, String alt, Chart chart) implements Serializable {
        Picture drawn() throws IOException {
            return new Easel(locale).draw(name, alt, chart);
        }
    }

    /** This machine cannot draw, neither there nor here; the message says why. */
    static final class CannotDrawException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private CannotDrawException(String why) {
            super(why);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }

    private static volatile boolean drawing;

    private final List<String> command;
    private Process process;
    private ObjectOutputStream orders;
    private ObjectInputStream pictures;

    /** The same Java and the same classes as here. */
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xss512k",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Workshop.class.getName());
    }

    Workshop() {
        this(command());
    }

    Workshop(List<String> command) {
        this.command = command;
    }

    /**
     * Draws there.
     *
     * @throws IOException when there is no such process to be had
     * @throws CannotDrawException when it cannot draw
     */
    synchronized Picture draw(Order order) throws IOException {
        if (process != null && process.isAlive()) {
            try {
                return asked(order);
            } catch (IOException e) {
                end(); // it had just gone home
            }
        }
        begin();
        try {
            return asked(order);
        } catch (IOException e) {
            end();
            throw e;
        }
    }

    private void begin() throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            orders = new ObjectOutputStream(new BufferedOutputStream(process.getOutputStream()));
            orders.flush();
            pictures = null; // its head comes with the first answer
        } catch (IOException e) {
            end();
            throw e;
        }
    }

    private Picture asked(Order order) throws IOException {
        Process working = process;
        CountDownLatch done = new CountDownLatch(1);
        Thread impatient = new Thread(() -> giveUp(working, done), "chart-patience");
        impatient.setDaemon(true);
        impatient.start();
        try {
            orders.writeObject(order);
            orders.reset();
            orders.flush();
            if (pictures == null) {
                pictures = new ObjectInputStream(working.getInputStream());
            }
            Object answer = pictures.readObject();
            if (answer instanceof Picture picture) {
                return picture;
            }
            throw new CannotDrawException(String.valueOf(answer));
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        } finally {
            done.countDown();
        }
    }

    private static void giveUp(Process working, CountDownLatch done) {
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                working.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the process home; the next chart begins another. */
    synchronized void end() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }

    /** The process: draws what standard input orders, onto standard output, until it ends or is quiet for long. */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        OutputStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // nothing else gets between pictures
        Semaphore asked = new Semaphore(0);
        Thread closing = new Thread(() -> goHome(asked), "closing-time");
        closing.setDaemon(true);
        closing.start();
        ObjectOutputStream pictures = new ObjectOutputStream(new BufferedOutputStream(out));
        ObjectInputStream orders = new ObjectInputStream(System.in);
        while (true) {
            Order order = (Order) orders.readObject(); // at the end of standard input this ends the process
            drawing = true;
            Object answer;
            try {
                answer = order.drawn();
            } catch (IOException | RuntimeException | LinkageError | InternalError e) {
                answer = e.toString();
            }
            pictures.writeObject(answer);
            pictures.reset();
            pictures.flush();
            asked.release();
            drawing = false;
        }
    }

    private static void goHome(Semaphore asked) {
        try {
            boolean busy = true;
            while (busy) {
                busy = asked.tryAcquire(IDLE_SECONDS, TimeUnit.SECONDS) || drawing;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
