package org.pvswatch.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.pvswatch.mail.Letter;
import org.pvswatch.settings.Invocation;

/** The letter that says that a route file of the owner was left out. */
public final class LeftOut {
    private static final String CHECK = Invocation.of("check");

    private static final int ENOUGH = 12;

    private LeftOut() {}

    /** The letter; its id is made of the file's name and content, so that it is sent once and again after a change. */
    public static Letter letter(String site, Problem problem, Instant at) throws IOException {
        String name = problem.file().getFileName().toString();
        String id = site + ".own-route."
                + name.replace(RouteFile.ENDING, "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-") + "."
                + digest(problem.file());
        String text = """
                Hello,

                your route file %s is left out, because of this:

                    %s

                All the rest goes on as usual. Mend the file, try it with %s, and start PVS Watch again.
                This is told once, and once more when the file has changed and is still wrong.
                """.formatted(name, problem, CHECK);
        String html = """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>A route file is left out</title></head>
                <body><p>Hello,</p><p>your route file <b>%s</b> is left out, because of this:</p><p><code>%s</code></p>
                <p>All the rest goes on as usual. Mend the file, try it with <code>%s</code>, and start PVS Watch
                again. This is told once, and once more when the file has changed and is still wrong.</p></body></html>
                """.formatted(escaped(name), escaped(problem.toString()), CHECK);
        String subject = "Solar: your route file " + name + " is left out";
        return new Letter(id, at, null, false, subject, text, html, List.of(), List.of());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String digest(Path file) throws IOException {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(sum).substring(0, ENOUGH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
