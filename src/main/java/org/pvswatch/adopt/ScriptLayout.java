package org.pvswatch.adopt;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one file spells a table of the old script. Lines are read one by one, so that a quote nobody closed spoils its own
 * line only.
 *
 * @param table which table
 * @param separator what stands between cells: a spreadsheet may have written another
 * @param header its first line, or the script's own header if the file has none
 * @param places for each cell of a line the column it belongs to, -1 for a column we do not know
 * @param headed whether the file has a header
 */
record ScriptLayout(ScriptTable table, char separator, String header, List<Integer> places, boolean headed) {
    private static final String SEPARATORS = ",;\t|";
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?");
    private static final List<String> NOTHING = List.of("", "nan", "none", "null", "inf", "-inf", "n/a");
    private static final int QUOTATION = 40;

    /** The layout of a file that begins with a line; empty when that is no table of the script. */
    static Optional<ScriptLayout> of(String firstLine) {
        char separator = ',';
        for (char each : SEPARATORS.toCharArray()) {
            if (count(firstLine, each) > count(firstLine, separator)) {
                separator = each;
            }
        }
        List<String> cells = split(firstLine, separator);
        Optional<ScriptTable> headed = ScriptTable.withHeader(cells);
        if (headed.isPresent()) {
            ScriptTable table = headed.get();
            List<Integer> places = cells.stream()
                    .map(cell -> table.names().indexOf(ScriptTable.name(cell)))
                    .toList();
            return Optional.of(new ScriptLayout(table, separator, firstLine, places, true));
        }
        String between = String.valueOf(separator);
        return ScriptTable.withRow(cells)
                .map(table -> new ScriptLayout(
                        table, between.charAt(0), String.join(between, table.columns()), inOrder(table), false));
    }

    /** Reads a line. */
    ScriptRow row(String line) throws UnreadableRowException {
        List<String> cells = split(line, separator);
        List<Integer> order = places;
        if (cells.size() > places.size() && places.equals(inOrder(table).subList(0, places.size()))) {
            order = inOrder(table); // a newer script went on under an older header
        }
        if (cells.stream().skip(order.size()).anyMatch(cell -> !cell.isBlank())) {
            throw new UnreadableRowException("has %d cells instead of %d".formatted(cells.size(), order.size()));
        }
        if (cells.size() < Math.min(table.fewestCells(), places.size())) {
            throw new UnreadableRowException("has %d cells instead of %d".formatted(cells.size(), order.size()));
        }
        String[] texts = new String[table.columns().size()];
        Double[] numbers = new Double[texts.length];
        for (int i = 0; i < Math.min(cells.size(), order.size()); i++) {
            int column = order.get(i);
            if (column >= 0) {
                texts[column] = cells.get(i).strip();
                numbers[column] = table.isText(column) ? null : number(texts[column], column);
            }
        }
        if (texts[0] == null) {
            throw new UnreadableRowException("has no time");
        }
        return new ScriptRow(table, Arrays.asList(texts), Arrays.asList(numbers));
    }

    private Double number(String text, int column) throws UnreadableRowException {
        String plain = text.toLowerCase(Locale.ROOT);
        if (NOTHING.contains(plain)) {
            return null;
        }
        String pointed = separator == ',' ? plain : plain.replace(',', '.');
        if (!NUMBER.matcher(pointed).matches()) {
            throw new UnreadableRowException("'%s' is no number for %s"
                    .formatted(quoted(text), table.columns().get(column)));
        }
        double number = Double.parseDouble(pointed);
        return Double.isFinite(number) ? number : null;
    }

    /** What may be shown of a line. */
    static String quoted(String text) {
        String line = org.pvswatch.archive.Redaction.quotable(text);
        return line.length() <= QUOTATION ? line : line.substring(0, QUOTATION) + "...";
    }

    private static List<Integer> inOrder(ScriptTable table) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            places.add(i);
        }
        return places;
    }

    private static List<String> split(String line, char separator) {
        if (line.indexOf('"') >= 0) {
            try (CsvReader<CsvRecord> csv =
                    CsvReader.builder().fieldSeparator(separator).ofCsvRecord(line)) {
                return csv.stream()
                        .findFirst()
                        .map(record -> List.copyOf(record.getFields()))
                        .orElse(List.of());
            } catch (java.io.IOException e) {
                throw new IllegalStateException("text in memory cannot fail to close", e);
            }
        }
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int end = line.indexOf(separator); end >= 0; end = line.indexOf(separator, from)) {
            cells.add(line.substring(from, end));
            from = end + 1;
        }
        cells.add(line.substring(from));
        return cells;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(each -> each == wanted).count();
    }
}
