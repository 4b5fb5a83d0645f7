package org.pvswatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked after each poll, and for each day, looks things up; it walks through neither polls nor days nor readings. */
class PlansTest {
    @TempDir
    static Path folder;

    private static TestDatabase sqlite;
    private static TestDatabase postgresql;

    /** Plans of PostgreSQL depend on how much there is: a week of 25 devices. */
    @BeforeAll
    static void fill() throws Exception {
        sqlite = DatabaseKind.SQLITE.empty(folder.resolve("history.db"));
        try (History history = sqlite.history()) {
            history.span();
        }
        postgresql = DatabaseKind.POSTGRESQL.empty(folder);
        try (Connection connection = postgresql.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO device (id, site, serial, kind, pvs)"
                    + " SELECT id, 'home', 'E' || id, 'inverter', 'pvs1' FROM generate_series(1, 25) AS id");
            statement.execute("INSERT INTO poll (seq, site, pvs, polled_at, device_count, production_source)"
                    + " SELECT seq, 'home', 'pvs1', seq * 300000, 20, 'NONE' FROM generate_series(1, 2000) AS seq");
            statement.execute("INSERT INTO reading (at, device_id, poll_seq, measured)"
                    + " SELECT polled_at, id, seq, 1 FROM poll CROSS JOIN device");
            statement.execute("ANALYZE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Days.REVISION,
                Days.CHANGED,
                Days.CHANGED_AFTER,
                Days.BETWEEN,
                Days.PANELS,
                Days.FIRST,
                Days.LAST,
                Days.FIRST_OF,
                DayQueries.NEW_POLLS,
                DayQueries.BEFORE,
                DayQueries.FROM,
                DayQueries.PVS,
                DayQueries.POLLS,
                DayQueries.EXTENT
            })
    void areAlongTheIndexesOfBoth(String sql) throws Exception {
        assertThat(ofSqlite(sql)).isNotEmpty().allSatisfy(step -> assertThat(step)
                .matches("SEARCH (poll|day|day_inverter) .*|USE TEMP B-TREE FOR (DISTINCT|(LAST TERM OF )?ORDER BY)"
                        + "|SCAN day USING COVERING INDEX day_by_date"));
        assertThat(ofPostgresql(sql))
                .noneMatch(step -> step.contains("Seq Scan"))
                .anyMatch(step -> step.contains("Index "));
    }

    @Test
    void findTheReadingsOfADayAlongTheirOwnTree() throws Exception {
        assertThat(ofSqlite(DayQueries.READINGS))
                .containsExactly(
                        "SEARCH reading USING PRIMARY KEY (at>? AND at<?)",
                        "SEARCH poll USING INTEGER PRIMARY KEY (rowid=?)",
                        "SEARCH device USING INTEGER PRIMARY KEY (rowid=?)",
                        "USE TEMP B-TREE FOR ORDER BY");
        assertThat(ofPostgresql(DayQueries.READINGS))
                .containsSubsequence(
                        "Sort", "Index Scan using reading_pkey on reading", "Index Scan using poll_pkey on poll");
    }

    @Test
    void goBackAlongOneDeviceAndStopWhereTheyLike() throws Exception {
        assertThat(ofSqlite(DeviceMemories.READINGS))
                .containsExactly(
                        "SEARCH reading USING PRIMARY KEY (at>? AND at<?)",
                        "SEARCH poll USING INTEGER PRIMARY KEY (rowid=?)");
        assertThat(ofPostgresql(DeviceMemories.READINGS))
                .containsExactly(
                        "Nested Loop",
                        "Index Scan Backward using reading_pkey on reading",
                        "Index Scan using poll_pkey on poll");
    }

    private List<String> ofSqlite(String sql) throws Exception {
        try (Connection connection = sqlite.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            List<String> steps = new ArrayList<>();
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
            return steps;
        }
    }

    /** The steps without costs and conditions, for whatever the parameters are, as history's own connection plans them. */
    private List<String> ofPostgresql(String sql) throws Exception {
        try (Connection connection = Store.of(postgresql.url(), postgresql.user(), postgresql.passwordFile(), "")
                        .open();
                Statement statement = connection.createStatement()) {
            int[] parameters = {0};
            String numbered = Pattern.compile("\\?").matcher(sql).replaceAll(each -> "\\$" + ++parameters[0]);
            statement.execute("SET plan_cache_mode = force_generic_plan; PREPARE asked AS " + numbered);
            String values = parameters[0] == 0 ? "" : "(NULL" + ", NULL".repeat(parameters[0] - 1) + ")";
            List<String> steps = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("EXPLAIN (COSTS OFF) EXECUTE asked" + values)) {
                while (row.next()) {
                    String step = row.getString(1).strip().replaceFirst("^-> +", "");
                    if (!step.matches("(Index Cond|Filter|Sort Key|Join Filter|Group Key|Presorted Key): .*")) {
                        steps.add(step);
                    }
                }
            }
            return steps;
        }
    }
}
