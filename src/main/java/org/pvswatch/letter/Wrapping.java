package org.pvswatch.letter;

import java.util.stream.Collectors;

/** Breaks long lines of plain text at spaces; what follows stands below the text, not below its bullet or number. */
final class Wrapping {
    private static final int WIDTH = 78;

    private Wrapping() {}

    static String wrapped(String text) {
        return text.lines().map(Wrapping::line).collect(Collectors.joining("\n"));
    }

    private static String line(String line) {
        if (line.length() <= WIDTH) {
            return line;
        }
        int start = 0;
        while (start < line.length() && " 0123456789.-".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        String indent = " ".repeat(start > 6 ? 0 : start);
        StringBuilder out = new StringBuilder(line.substring(0, start));
        int column = start;
        boolean first = true;
        for (String word : line.substring(start).split(" ")) {
            if (!first && column + 1 + word.length() > WIDTH) {
                out.append('\n').append(indent);
                column = indent.length();
            } else if (!first) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
            first = false;
        }
        return out.toString();
    }
}
