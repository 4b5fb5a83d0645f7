package org.pvswatch.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** The page for owners says of each field of a reading what the source says; what it should say lies in {@code target}. */
class ReadingReferenceTest {
    private static final Path SOURCES = Path.of("src/main/java/org/pvswatch/reading");
    private static final Pattern CONSTANT =
            Pattern.compile("/\\*\\*\\s+([^/]*?)\\s+\\*/\\s+([A-Z][A-Z0-9_]+)\\(", Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) (.*?)(?=\\* @param|\\*/)", Pattern.DOTALL);

    @Test
    void saysOfEachFieldWhatTheSourceSays() throws IOException {
        List<String> page = new ArrayList<>(List.of(
                "# A reading, field by field",
                "",
                "Made from the source by a test. In a route: `${body.device}`, and of the numbers `${body.value('power_kw')}`; in JSON the",
                "same names, the numbers under `values`. Absent is `null` or missing, never 0.",
                "",
                "| field | type | meaning |",
                "| --- | --- | --- |"));
        Map<String, String> said = said(PARAM, "Reading.java", 1, 2);
        for (RecordComponent field : Reading.class.getRecordComponents()) {
            page.add(row(field.getName(), field.getType().getSimpleName(), said.get(field.getName())));
        }
        page.addAll(List.of("", "| number | unit | meaning and sign |", "| --- | --- | --- |"));
        Map<String, String> meanings = said(CONSTANT, "Quantity.java", 2, 1);
        for (Quantity quantity : Quantity.values()) {
            String column = quantity.column();
            page.add(row(column, column.substring(column.lastIndexOf('_') + 1), meanings.get(quantity.name())));
        }
        Path made = Path.of("target/reading.md");
        Files.writeString(made, String.join("\n", page) + "\n");
        assertThat(Path.of("docs/reading.md"))
                .as("look at " + made + " and copy it")
                .hasSameTextualContentAs(made);
    }

    private static String row(String name, String type, String meaning) {
        assertThat(meaning).as(name.toLowerCase(Locale.ROOT)).isNotBlank();
        return "| `" + name + "` | " + type + " | " + meaning + " |";
    }

    private static Map<String, String> said(Pattern pattern, String source, int name, int text) throws IOException {
        Map<String, String> said = new TreeMap<>();
        Matcher matcher = pattern.matcher(Files.readString(SOURCES.resolve(source)));
        while (matcher.find()) {
            said.putIfAbsent(
                    matcher.group(name),
                    matcher.group(text)
                            .replaceAll("\\{@(?:code|value|link) ([^}]*)}", "`$1`")
                            .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                            .trim());
        }
        return said;
    }
}
