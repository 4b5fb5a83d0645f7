package org.pvswatch.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.History;

class XlsxFileTest {
    @TempDir
    Path folder;

    private Workbook workbook(History history) throws Exception {
        return Workbook.of(history, SheetHouse.settings(), false);
    }

    private Map<String, String> parts(Path file) throws Exception {
        Map<String, String> parts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                String xml = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new org.xml.sax.InputSource(new java.io.StringReader(xml)));
                parts.put(entry.getName(), xml);
            }
        }
        return parts;
    }

    @Test
    void holdsTypedValuesAColourScaleAndAChart() throws Exception {
        Path file = folder.resolve("solar.xlsx");
        try (History history = new History(folder.resolve("history.db").toString())) {
            Years.write(history, LocalDate.of(2025, 12, 20), 30, 3);
            Years.incidents(
                    history, Years.incident("home-1", "E1", "open", Instant.parse("2025-12-21T17:00:00Z"), null));
            XlsxFile.write(workbook(history), file);
        }
        Map<String, String> parts = parts(file);
        assertThat(parts.get("xl/worksheets/sheet1.xml"))
                .contains("<v>46011</v>")
                .contains("ySplit=\"1\"")
                .doesNotContain("<f>");
        assertThat(parts.get("xl/styles.xml")).contains("yyyy-mm-dd", "0%");
        assertThat(parts.get("xl/worksheets/sheet3.xml")).contains("<colorScale>", "sqref=\"B2:D31\"");
        assertThat(parts.get("xl/charts/chart2.xml"))
                .contains("'Months'!$B$2:$B$13", "'Months'!$C$2:$C$13")
                .doesNotContain("$D$");
        assertThat(parts.get("xl/sharedStrings.xml")).contains("=HYPERLINK(");
        assertThat(parts.get("xl/worksheets/sheet4.xml")).doesNotContain("<f>");
        assertThat(Files.list(folder).filter(left -> left.toString().endsWith(".part")))
                .isEmpty();
    }

    @Test
    void theSameHistoryGivesTheSameBytes() throws Exception {
        try (History history = new History(folder.resolve("history.db").toString())) {
            Years.write(history, LocalDate.of(2025, 12, 20), 30, 3);
            XlsxFile.write(workbook(history), folder.resolve("a.xlsx"));
            assertThat(XlsxFile.bytes(workbook(history))).isEqualTo(Files.readAllBytes(folder.resolve("a.xlsx")));
        }
    }

    @Test
    void anEmptyHistoryGivesAWorkbookWithoutRows() throws Exception {
        try (History history = new History(folder.resolve("history.db").toString())) {
            XlsxFile.write(workbook(history), folder.resolve("empty.xlsx"));
        }
        assertThat(parts(folder.resolve("empty.xlsx"))).containsKey("xl/worksheets/sheet4.xml");
    }

    @Test
    void columnsHaveTheNamesThatSpreadsheetsGiveThem() {
        assertThat(XlsxExtras.letters(0)).isEqualTo("A");
        assertThat(XlsxExtras.letters(25)).isEqualTo("Z");
        assertThat(XlsxExtras.letters(26)).isEqualTo("AA");
        assertThat(XlsxExtras.letters(701)).isEqualTo("ZZ");
        assertThat(XlsxExtras.letters(702)).isEqualTo("AAA");
    }
}
