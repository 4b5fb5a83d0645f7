package org.pvswatch.letter;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in words; the first column is a name, the others are numbers.
 *
 * @param header names of the columns
 * @param rows as many words each as the header has
 */
public record Table(List<String> header, List<List<String>> rows) {
    private static final String GAP = "   ";

    /** Copies the lists. */
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The same for plain text, a row a line, each indented by two spaces. */
    public String text() {
        List<List<String>> all = new ArrayList<>();
        all.add(header);
        all.addAll(rows);
        int[] widths = new int[header.size()];
        all.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            text.append("  ")
                    .append(row.get(0))
                    .append(" ".repeat(widths[0] - row.get(0).length()));
            for (int i = 1; i < widths.length; i++) {
                text.append(GAP)
                        .append(" ".repeat(widths[i] - row.get(i).length()))
                        .append(row.get(i));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
