package org.pvswatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SchemaTest {
    @Test
    void versionIsThatOfTheNewestScript() throws Exception {
        Path scripts = Path.of(HistoryTest.class
                        .getResource("/org/pvswatch/history/sqlite/V1__readings_polls_and_days.sql")
                        .toURI())
                .getParent();
        try (var files = Files.list(scripts)) {
            var versions = files.map(file -> Pattern.compile("V(\\d+)__[a-z_]+\\.sql")
                            .matcher(file.getFileName().toString()))
                    .peek(name -> assertThat(name.matches()).as("%s", name).isTrue())
                    .map(name -> Integer.parseInt(name.group(1)))
                    .sorted()
                    .toList();
            assertThat(versions).last().isEqualTo(Database.SCHEMA_VERSION);
            assertThat(versions).doesNotHaveDuplicates().first().isEqualTo(1);
        }
    }
}
