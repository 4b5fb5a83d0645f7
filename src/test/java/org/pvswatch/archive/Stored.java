package org.pvswatch.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads all answers that a sequence gives. */
final class Stored {
    private Stored() {}

    static List<String> names(Answers answers) throws IOException {
        List<String> names = new ArrayList<>();
        try (answers) {
            for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                names.add(answer.name());
            }
        }
        return names;
    }

    /** Text by name, in the order given; an {@link AssertionError} when a name comes twice. */
    static Map<String, String> texts(Answers answers) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (answers) {
            for (StoredAnswer answer = answers.next(); answer != null; answer = answers.next()) {
                String text = new String(answer.bytes(), StandardCharsets.UTF_8);
                if (texts.put(answer.name(), text) != null) {
                    throw new AssertionError(answer.name() + " came twice");
                }
            }
        }
        return texts;
    }
}
