package org.pvswatch.sheet;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range as people write it, such as {@code 'Jon''s'!A1:B2}, taken for a spreadsheet; its ends are numbers from 0, not with
 * it, and as far as the grid where it names none.
 */
record A1(
        EmulatedSheet sheet,
        int fromRow,
        int toRow,
        int fromColumn,
        int toColumn,
        boolean isOneCell,
        boolean isBounded) {
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')+)'(?:!(.*))?");
    private static final Pattern CELLS = Pattern.compile("([A-Za-z]{0,3})(\\d*)(?::([A-Za-z]{0,3})(\\d*))?");

    static A1 parse(EmulatedSpreadsheet book, String text) {
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            return of(book, sheet(book, quoted.group(1).replace("''", "'"), text), quoted.group(2), text);
        }
        int mark = text.indexOf('!');
        if (mark >= 0) {
            return of(book, sheet(book, text.substring(0, mark), text), text.substring(mark + 1), text);
        }
        if (text.matches("[A-Za-z]{1,3}\\d+(:.*)?|[A-Za-z]{1,3}:.*|\\d+:\\d+")) {
            return of(book, book.sheets.get(0), text, text);
        }
        return of(book, sheet(book, text, text), null, text);
    }

    private static EmulatedSheet sheet(EmulatedSpreadsheet book, String title, String text) {
        return book.sheets.stream()
                .filter(sheet -> sheet.title().equalsIgnoreCase(title))
                .findFirst()
                .orElseThrow(() -> GoogleRefusal.bad("Unable to parse range: " + text));
    }

    private static A1 of(EmulatedSpreadsheet book, EmulatedSheet sheet, String cells, String text) {
        int rows = sheet.rows.size();
        if (cells == null) {
            return new A1(sheet, 0, rows, 0, sheet.columns, false, false);
        }
        Matcher parts = CELLS.matcher(cells);
        if (cells.isEmpty() || !parts.matches()) {
            throw GoogleRefusal.bad("Unable to parse range: " + text);
        }
        boolean one = parts.group(3) == null;
        if (one && (parts.group(1).isEmpty() || parts.group(2).isEmpty())) {
            throw GoogleRefusal.bad("Unable to parse range: " + text);
        }
        Integer fromColumn = column(parts.group(1));
        Integer fromRow = row(parts.group(2));
        Integer toColumn = one ? fromColumn : column(parts.group(3));
        Integer toRow = one ? fromRow : row(parts.group(4));
        boolean bounded = toRow != null && toColumn != null;
        int r0 = fromRow == null ? 0 : fromRow;
        int r1 = toRow == null ? rows - 1 : toRow;
        int c0 = fromColumn == null ? 0 : fromColumn;
        int c1 = toColumn == null ? sheet.columns - 1 : toColumn;
        if (Math.max(fromRow == null ? 0 : fromRow, toRow == null ? 0 : toRow) >= rows
                || Math.max(fromColumn == null ? 0 : fromColumn, toColumn == null ? 0 : toColumn) >= sheet.columns) {
            throw GoogleRefusal.bad("Range (" + sheet.title() + "!" + cells + ") exceeds grid limits. Max rows: " + rows
                    + ", max columns: " + sheet.columns);
        }
        return new A1(
                sheet, Math.min(r0, r1), Math.max(r0, r1) + 1, Math.min(c0, c1), Math.max(c0, c1) + 1, one, bounded);
    }

    private static Integer row(String digits) {
        return digits.isEmpty() ? null : Integer.parseInt(digits) - 1;
    }

    private static Integer column(String letters) {
        int number = 0;
        for (char letter : letters.toUpperCase(Locale.ROOT).toCharArray()) {
            number = number * 26 + letter - 'A' + 1;
        }
        return letters.isEmpty() ? null : number - 1;
    }

    static String letters(int column) {
        String text = "";
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            text = (char) ('A' + rest % 26) + text;
        }
        return text;
    }

    /** The title as it is answered: quoted only where it must be. */
    static String name(EmulatedSheet sheet) {
        String title = sheet.title();
        boolean plain = title.matches("[A-Za-z_][A-Za-z0-9_]*") && !title.matches("[A-Za-z]{1,3}\\d+");
        return plain ? title : "'" + title.replace("'", "''") + "'";
    }

    static String text(EmulatedSheet sheet, int fromRow, int toRow, int fromColumn, int toColumn) {
        String first = letters(fromColumn) + (fromRow + 1);
        String last = letters(toColumn - 1) + toRow;
        return name(sheet) + "!" + (first.equals(last) ? first : first + ":" + last);
    }

    @Override
    public String toString() {
        return text(sheet, fromRow, toRow, fromColumn, toColumn);
    }
}
