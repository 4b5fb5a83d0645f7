package org.pvswatch.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.pvswatch.setup.UnclearAnswerException;

/** Asks questions: on a terminal, or of a file or pipe that answers line by line, where an empty line or its end takes what is offered. */
final class Dialogue {
    private static final boolean COLOUR =
            Boolean.getBoolean("pvswatch.terminal.out") && System.getenv("NO_COLOR") == null;
    private static final int TRIES = 3;

    private final PrintStream out = System.out;
    private final Console console;
    private final BufferedReader lines;
    private int asked;

    /** Of the terminal if there is one, else of standard input. */
    Dialogue() {
        boolean terminal = Boolean.getBoolean("pvswatch.terminal.in") && Boolean.getBoolean("pvswatch.terminal.out");
        this.console = terminal ? System.console() : null;
        this.lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    /** Whether a person sits there. */
    boolean isTerminal() {
        return console != null;
    }

    /** What an answer means. */
    interface Meaning<T> {
        T of(String answer) throws UnclearAnswerException;
    }

    /** Says something. */
    void say(String line) {
        out.println("   " + line);
        out.flush();
    }

    /** Says what comes next, and why it is asked. */
    void title(String title, String... why) {
        out.println();
        out.println((COLOUR ? "\u001b[1m" : "") + ++asked + ". " + title + (COLOUR ? "\u001b[0m" : ""));
        for (String line : why) {
            say(line);
        }
    }

    /**
     * Asks until an answer can be used; three times when no person sits there.
     *
     * @param offered what an empty answer takes, as it is shown; empty for nothing
     * @param kept what it then means; {@code null} when there must be an answer
     * @throws IOException when no answer could be used
     */
    <T> T ask(String question, String offered, T kept, Meaning<T> meaning) throws IOException {
        String problem = "";
        for (int i = 0; console != null || i < TRIES; i++) {
            String answer = line("   " + question + (offered.isEmpty() ? "" : " [" + offered + "]") + ": ", true);
            try {
                return answer.isEmpty() && kept != null ? kept : meaning.of(answer);
            } catch (UnclearAnswerException e) {
                problem = e.getMessage();
                say(problem + ".");
            }
        }
        throw new IOException(problem + "; nothing was changed");
    }

    /** Asks for a secret, which is not shown; empty for what is there. */
    String askSecret(String question, String offered) throws IOException {
        return line("   " + question + (offered.isEmpty() ? "" : " [" + offered + "]") + ": ", false);
    }

    private String line(String prompt, boolean shown) throws IOException {
        if (console == null) {
            out.print(prompt);
            String line = lines.readLine();
            String answer = line == null ? "" : line.strip();
            out.println(shown ? answer : answer.isEmpty() ? "" : "(not shown)");
            out.flush();
            return answer;
        }
        char[] secret = shown ? null : console.readPassword("%s", prompt);
        String line = shown ? console.readLine("%s", prompt) : secret == null ? null : new String(secret);
        if (line == null) {
            out.println();
            throw new IOException("no more answers; nothing was changed");
        }
        return line.strip();
    }
}
