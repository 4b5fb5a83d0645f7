package org.pvswatch.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Listens to what a command says while a test runs; it may not ask anything it is not answered. */
final class Console implements BeforeEachCallback, AfterEachCallback {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @Override
    public void beforeEach(ExtensionContext context) {
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        System.setIn(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("no command may read standard input");
            }
        });
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.setOut(out);
        System.setErr(err);
        System.setIn(in);
    }

    /** Standard output so far. */
    String words() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /** Standard error so far. */
    String complaints() {
        return complained.toString(StandardCharsets.UTF_8);
    }

    /** What is answered to the questions of a command, one line each; then no more comes. */
    void answers(String... lines) {
        System.setIn(new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** What comes next is another matter. */
    void forget() {
        said.reset();
        complained.reset();
    }
}
