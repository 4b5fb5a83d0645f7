package org.pvswatch.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;

/**
 * The workbook as an .xlsx file, without any account. The same history gives the same bytes. Rows go to disk as they come,
 * so it needs little memory for many years; what the library cannot draw, {@link XlsxExtras} adds.
 */
public final class XlsxFile {
    /** Its type in mails. */
    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String HEADER_FILL = "E8EAED";
    private static final int ROWS_TOGETHER = 200;
    private static final double PIXELS_A_CHARACTER = 7.0;

    private XlsxFile() {}

    /** The whole file in memory, for a mail. */
    public static byte[] bytes(Workbook workbook) throws IOException, SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path plain = Files.createTempFile("workbook", ".xlsx");
        try {
            write(workbook, plain, bytes);
        } finally {
            Files.deleteIfExists(plain);
        }
        return bytes.toByteArray();
    }

    /** Writes the file; whoever looks meanwhile sees the old one or the new one, whole. */
    public static void write(Workbook workbook, Path file) throws IOException, SQLException {
        Path plain = file.resolveSibling(file.getFileName() + ".plain.part");
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                write(workbook, plain, out);
            }
            try (FileChannel whole = FileChannel.open(part, StandardOpenOption.WRITE)) {
                whole.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(plain);
            Files.deleteIfExists(part);
        }
    }

    private static void write(Workbook workbook, Path plain, OutputStream out) throws IOException, SQLException {
        try (OutputStream rows = Files.newOutputStream(plain);
                org.dhatim.fastexcel.Workbook book = new org.dhatim.fastexcel.Workbook(rows, "PVS Watch", null)) {
            for (Tab tab : workbook.tabs()) {
                write(tab, book.newWorksheet(tab.title()));
            }
        }
        XlsxExtras.add(workbook.tabs(), plain, out);
    }

    private static void write(Tab tab, Worksheet sheet) throws IOException, SQLException {
        List<Column> columns = tab.columns();
        boolean narrow = tab.heat().isPresent();
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            sheet.width(c, column.widthPx() / PIXELS_A_CHARACTER);
            sheet.value(0, c, column.title());
            var style = sheet.style(0, c).bold().fillColor(HEADER_FILL).verticalAlignment("bottom");
            if (narrow && c > 0) {
                style.rotation(90).set();
            } else {
                style.wrapText(true)
                        .horizontalAlignment(column.format() == Format.TEXT ? "left" : "right")
                        .set();
            }
        }
        sheet.rowHeight(0, narrow ? 125 : 48);
        sheet.freezePane(1, 1);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) (tab.chart().isPresent() ? 1 : 0));
        sheet.repeatRows(0);
        int[] row = {1};
        try {
            tab.rows(tab.keys(), each -> write(each, columns, row[0]++, sheet));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        sheet.finish();
    }

    private static void write(Row row, List<Column> columns, int r, Worksheet sheet) {
        for (int c = 0; c < columns.size(); c++) {
            Object cell = row.cells().get(c);
            if (cell == null) {
                continue;
            }
            if (cell instanceof LocalDate || cell instanceof LocalDateTime || cell instanceof java.time.Instant) {
                sheet.value(r, c, shortest((Double) Serial.of(cell)));
            } else if (cell instanceof Double number) {
                sheet.value(r, c, shortest(number));
            } else {
                sheet.value(r, c, cell.toString());
            }
            if (columns.get(c).format() != Format.TEXT) {
                sheet.style(r, c).format(columns.get(c).format().pattern()).set();
            }
        }
        if (r % ROWS_TOGETHER == 0) {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** 5 and not 5.0. */
    private static Number shortest(double number) {
        if (number == Math.rint(number)) {
            return (long) number;
        }
        return number;
    }
}
