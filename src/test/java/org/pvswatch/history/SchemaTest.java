package org.pvswatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"sqlite, 1", "postgresql, 3"})
    void versionIsThatOfTheNewestScript(String store, int first) throws Exception {
        Path scripts = Path.of(
                HistoryTest.class.getResource("/org/pvswatch/history/" + store).toURI());
        try (var files = Files.list(scripts)) {
            List<Integer> versions = files.map(file -> Pattern.compile("V(\\d+)__[a-z_]+\\.sql")
                            .matcher(file.getFileName().toString()))
                    .peek(name -> assertThat(name.matches()).as("%s", name).isTrue())
                    .map((Matcher name) -> Integer.parseInt(name.group(1)))
                    .sorted()
                    .toList();
            assertThat(versions).last().isEqualTo(Database.SCHEMA_VERSION);
            assertThat(versions).doesNotHaveDuplicates().first().isEqualTo(first);
        }
    }

    @Test
    void isTheSameInBoth() throws Exception {
        assertThat(columns(DatabaseKind.POSTGRESQL))
                .isEqualTo(columns(DatabaseKind.SQLITE))
                .hasSizeGreaterThan(100);
    }

    /** Table, column and kind of value. */
    private TreeSet<String> columns(DatabaseKind kind) throws Exception {
        TestDatabase database = kind.empty(folder.resolve("history.db"));
        try (History history = database.history()) {
            history.span();
        }
        TreeSet<String> columns = new TreeSet<>();
        String schema = kind == DatabaseKind.SQLITE ? null : PostgresStore.SCHEMA;
        try (Connection connection = database.connect();
                ResultSet row = connection.getMetaData().getColumns(null, schema, "%", "%")) {
            while (row.next()) {
                String table = row.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (!table.startsWith("flyway") && !table.startsWith("sqlite")) {
                    String type = row.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
                    columns.add("%s %s %s"
                            .formatted(
                                    table,
                                    row.getString("COLUMN_NAME"),
                                    type.startsWith("int")
                                            ? "whole"
                                            : type.matches("real|float8") ? "number" : "text"));
                }
            }
        }
        return columns;
    }
}
