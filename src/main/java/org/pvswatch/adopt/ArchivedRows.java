package org.pvswatch.adopt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of the old script as one archived answer: for each table its header and its lines, exactly as they stood in the
 * owner's file, and an empty line before the next table.
 */
final class ArchivedRows {
    private static final int LAYOUTS_HELD = 20;

    private final Map<String, ScriptLayout> layouts = new HashMap<>();

    /** Puts lines under their headers. */
    static String text(Map<ScriptLayout, List<String>> tables) {
        StringBuilder text = new StringBuilder();
        tables.forEach((layout, lines) -> {
            text.append(text.isEmpty() ? "" : "\n").append(layout.header()).append('\n');
            lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }

    /**
     * The rows of an archived answer.
     *
     * @throws UnreadableRowException when it is none, or was damaged
     */
    List<ScriptRow> rows(String text) throws UnreadableRowException {
        List<ScriptRow> rows = new ArrayList<>();
        ScriptLayout layout = null;
        for (String line : text.split("\n")) {
            if (line.isEmpty()) {
                layout = null;
            } else if (layout == null) {
                layout = layout(line);
            } else {
                rows.add(layout.row(line));
            }
        }
        return rows;
    }

    private ScriptLayout layout(String header) throws UnreadableRowException {
        ScriptLayout known = layouts.get(header);
        if (known == null) {
            known = ScriptLayout.of(header)
                    .orElseThrow(() -> new UnreadableRowException(
                            "'%s' is no header of the old script".formatted(ScriptLayout.quoted(header))));
            if (layouts.size() == LAYOUTS_HELD) {
                layouts.clear();
            }
            layouts.put(header, known);
        }
        return known;
    }
}
