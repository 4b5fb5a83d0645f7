package org.pvswatch.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/** Greps what was said and written for what nobody may pass on. */
final class Leaks {
    private Leaks() {}

    /**
     * Where a secret stands.
     *
     * @param data a data folder; its remembered serials are the owner's alone and are left out
     * @param said everything that went to the log
     * @param secrets what must not be found
     */
    static List<String> in(Path data, String said, List<String> secrets) throws IOException {
        List<String> leaks = new ArrayList<>();
        look("the log", said, secrets, leaks);
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!data.relativize(file).startsWith("supervisors")) {
                        look(file.toString(), text(file), secrets, leaks);
                    }
                }
            }
        }
        return leaks;
    }

    private static void look(String where, String text, List<String> secrets, List<String> leaks) {
        for (String secret : secrets) {
            int at = text.indexOf(secret);
            if (at >= 0) {
                leaks.add(where + ": ..." + text.substring(Math.max(0, at - 30), at) + "<secret>");
            }
        }
    }

    private static String text(Path file) throws IOException {
        if (file.toString().endsWith(".xz")) {
            try (XZInputStream plain = new XZInputStream(Files.newInputStream(file))) {
                return new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
        return file.toString().endsWith(".gz") ? House.text(file) : Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
