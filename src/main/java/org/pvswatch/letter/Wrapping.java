package org.pvswatch.letter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Breaks long lines of plain text at spaces; what follows stands below the text, not below its bullet or number; lines to type stay whole. */
final class Wrapping {
    private static final int WIDTH = 78;
    private static final String TO_TYPE = "    ";
    private static final Pattern BULLET = Pattern.compile(" *([0-9]+\\. +|- +)?");

    private Wrapping() {}

    static String wrapped(String text) {
        return text.lines().map(Wrapping::line).collect(Collectors.joining("\n"));
    }

    private static String line(String line) {
        if (line.length() <= WIDTH || line.startsWith(TO_TYPE)) {
            return line;
        }
        Matcher bullet = BULLET.matcher(line);
        int start = bullet.lookingAt() ? bullet.end() : 0;
        String indent = " ".repeat(start);
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
