package org.pvswatch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import org.pvswatch.own.Secrets;

/** Shows a person what would have left the program. */
public final class TrialPage {
    private static final int LONGEST = 2000;
    private static final int MOST = 20;

    private final Secrets secrets;
    private final PrintStream out;

    /**
     * @param secrets that are not shown
     * @param out where it is shown
     */
    public TrialPage(Secrets secrets, PrintStream out) {
        this.secrets = secrets;
        this.out = out;
    }

    /** Prints a block for each message, what failed and a last line. */
    public void print(Trial trial) throws IOException {
        int number = 0;
        for (Leaving leaving : trial.left()) {
            if (++number <= MOST) {
                print(number, leaving);
            }
        }
        if (number > MOST) {
            out.printf("... and %d more%n%n", number - MOST);
        }
        trial.unreached()
                .forEach(id -> out.println(
                        "Nothing reached the route " + id + " here; only a case can show what it does (--cases)."));
        trial.failures().stream()
                .distinct()
                .forEach(failure -> out.println("The route failed: " + secrets.masked(failure)));
        if (number == 0 && trial.failures().isEmpty() && trial.unreached().isEmpty()) {
            out.println("It ran and let nothing out: a filter held back what it was given, or it sends nothing.");
        }
        out.println(
                number == 1
                        ? "1 message would have left; nothing left this machine."
                        : number + " messages would have left; nothing left this machine.");
    }

    private void print(int number, Leaving leaving) throws IOException {
        out.println(number + "  " + secrets.masked(leaving.to()));
        leaving.options().forEach((name, value) -> out.println("   " + name + "=" + secrets.masked(name, value)));
        leaving.headers().forEach((name, value) -> out.println("   " + name + ": " + secrets.masked(name, value)));
        String body = secrets.masked(text(leaving.body()));
        String shown = body.length() > LONGEST
                ? body.substring(0, LONGEST) + "%n... %,d characters in all".formatted(body.length())
                : body;
        shown.lines().forEach(line -> out.println("   | " + line));
        out.println();
    }

    private static String text(JsonNode body) throws IOException {
        if (body.isNull()) {
            return "";
        }
        return body.isTextual()
                ? body.asText()
                : Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(body);
    }
}
