package org.pvswatch.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Adds to a plain .xlsx what its library cannot: colour scales, charts, and moments that are always the same, so that the
 * same workbook has the same bytes.
 */
final class XlsxExtras {
    /** Before it there is no time in a zip file; 1980-02-01 in local time, which is what a zip file holds. */
    private static final java.time.LocalDateTime ALWAYS = java.time.LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final String SHEETS = "xl/worksheets/sheet";
    private static final int LINE = 64 * 1024;
    private static final String CREATED = "<dcterms:created xsi:type=\"dcterms:W3CDTF\">";

    private XlsxExtras() {}

    static void add(List<Tab> tabs, Path plain, OutputStream out) throws IOException {
        try (ZipFile parts = new ZipFile(plain.toFile());
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Enumeration<? extends ZipEntry> entries = parts.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                begin(zip, entry.getName());
                try (InputStream in = parts.getInputStream(entry)) {
                    copy(entry.getName(), tabs, in, zip);
                }
                zip.closeEntry();
            }
            for (int i = 0; i < tabs.size(); i++) {
                if (tabs.get(i).chart().isPresent()) {
                    addChart(zip, tabs.get(i), i + 1);
                }
            }
        }
    }

    private static void copy(String name, List<Tab> tabs, InputStream in, OutputStream out) throws IOException {
        if (name.startsWith(SHEETS)) {
            int number = Integer.parseInt(name.substring(SHEETS.length(), name.length() - ".xml".length()));
            copySheet(tabs.get(number - 1), in, out);
            return;
        }
        String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if ("[Content_Types].xml".equals(name)) {
            xml = xml.replace("</Types>", types(tabs) + "</Types>");
        } else if ("docProps/core.xml".equals(name)) {
            int from = xml.indexOf(CREATED) + CREATED.length();
            xml = xml.substring(0, from) + "2000-01-01T00:00:00Z" + xml.substring(xml.indexOf('<', from));
        } else if ("xl/styles.xml".equals(name)) {
            xml = withGrey(xml);
        }
        out.write(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** The rows as they are; only what follows them is held in memory. */
    private static void copySheet(Tab tab, InputStream in, OutputStream out) throws IOException {
        byte[] part = new byte[LINE];
        StringBuilder held = new StringBuilder();
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
            held.append(new String(part, 0, n, StandardCharsets.ISO_8859_1)); // bytes as they are
            int end = held.indexOf("</sheetData>");
            if (end < 0 && held.length() > LINE) {
                out.write(held.substring(0, LINE).getBytes(StandardCharsets.ISO_8859_1));
                held.delete(0, LINE);
            }
        }
        String xml = held.toString();
        if (tab.heat().isPresent() && tab.columns().size() > 1) {
            xml = xml.replace("<pageMargins", heat(tab) + "<pageMargins");
        }
        if (tab.chart().isPresent()) {
            xml = xml.replace("</worksheet>", "<drawing r:id=\"rIdChart\"/></worksheet>");
        }
        out.write(xml.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String heat(Tab tab) {
        Tab.Heat heat = tab.heat().orElseThrow();
        String range = "B2:" + letters(tab.columns().size() - 1)
                + Math.max(2, tab.keys().size() + 1);
        return "<conditionalFormatting sqref=\"" + range + "\">"
                + "<cfRule type=\"expression\" dxfId=\"0\" priority=\"1\" stopIfTrue=\"1\">"
                + "<formula>AND(NOT(ISBLANK($A2)),ISBLANK(B2))</formula></cfRule>"
                + "<cfRule type=\"colorScale\" priority=\"2\"><colorScale>"
                + point(heat.low()) + point(heat.middle()) + point(heat.high())
                + colour(Tab.Heat.LOW) + colour(Tab.Heat.MIDDLE) + colour(Tab.Heat.HIGH)
                + "</colorScale></cfRule></conditionalFormatting>";
    }

    private static String point(double value) {
        return "<cfvo type=\"num\" val=\"" + value + "\"/>";
    }

    private static String colour(String rgb) {
        return "<color rgb=\"FF" + rgb + "\"/>";
    }

    private static String withGrey(String styles) {
        String grey =
                "<dxfs count=\"1\"><dxf><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF" + Tab.Heat.NOTHING
                        + "\"/><bgColor rgb=\"FF" + Tab.Heat.NOTHING + "\"/></patternFill></fill></dxf></dxfs>";
        String without = styles.replaceFirst("<dxfs[^>]*/>|<dxfs[^>]*>.*?</dxfs>", "");
        int at = without.indexOf("</cellXfs>") + "</cellXfs>".length();
        return without.substring(0, at) + grey + without.substring(at);
    }

    private static String types(List<Tab> tabs) {
        StringBuilder types = new StringBuilder();
        for (int i = 0; i < tabs.size(); i++) {
            if (tabs.get(i).chart().isPresent()) {
                types.append("<Override PartName=\"/xl/drawings/chart-drawing")
                        .append(i + 1)
                        .append(".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawing+xml\"/>")
                        .append("<Override PartName=\"/xl/charts/chart")
                        .append(i + 1)
                        .append(".xml\" ContentType=")
                        .append("\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>");
            }
        }
        return types.toString();
    }

    private static void addChart(ZipOutputStream zip, Tab tab, int number) throws IOException {
        String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        put(
                zip,
                "xl/worksheets/_rels/sheet" + number + ".xml.rels",
                relation("rIdChart", relations + "/drawing", "../drawings/chart-drawing" + number + ".xml"));
        put(
                zip,
                "xl/drawings/_rels/chart-drawing" + number + ".xml.rels",
                relation("rId1", relations + "/chart", "../charts/chart" + number + ".xml"));
        put(zip, "xl/drawings/chart-drawing" + number + ".xml", ChartXml.drawing(tab));
        put(zip, "xl/charts/chart" + number + ".xml", ChartXml.chart(tab));
    }

    private static String relation(String id, String type, String target) {
        return ChartXml.DECLARATION
                + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + target + "\"/></Relationships>";
    }

    private static void put(ZipOutputStream zip, String name, String xml) throws IOException {
        begin(zip, name);
        zip.write(xml.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }

    /** A column as people count it: 0 is A, 26 is AA. */
    static String letters(int column) {
        List<Character> letters = new ArrayList<>();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.add(0, (char) ('A' + (rest - 1) % 26));
        }
        StringBuilder text = new StringBuilder();
        letters.forEach(text::append);
        return text.toString();
    }
}
