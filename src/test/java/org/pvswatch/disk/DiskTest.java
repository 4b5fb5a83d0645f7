package org.pvswatch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    @TempDir
    private Path folder;

    private Disk leaving(long reserveMb) {
        return new Disk(folder.toString(), reserveMb);
    }

    @Test
    void leavesTheReserveAlone() {
        long freeMb = folder.toFile().getUsableSpace() / 1_000_000;
        assertThatCode(() -> leaving(0).leaveReserve()).doesNotThrowAnyException();
        assertThatCode(() -> leaving(freeMb / 2).leaveReserve()).doesNotThrowAnyException();
        assertThatThrownBy(() -> leaving(freeMb * 2 + 10).leaveReserve())
                .isInstanceOf(NoRoomException.class)
                .hasMessageMatching(
                        "only \\d+ MB are free on the disk of .*, and the last \\d+ MB are kept for the archive");
    }

    @Test
    void tellsItsFaultsFromThoseOfARecord() {
        Disk disk = leaving(0);
        assertThat(disk.isAtFault(new IOException("No space left on device"))).isTrue();
        assertThat(disk.isAtFault(new UncheckedIOException(new IOException("Input/output error"))))
                .isTrue();
        assertThat(disk.isAtFault(new NoSuchFileException("csv"))).isTrue();
        assertThat(disk.isAtFault(new SQLException("the database system is shutting down", "57P01")))
                .isTrue();
        assertThat(disk.isAtFault(new SQLException("value too long", "22001"))).isFalse();
        assertThat(disk.isAtFault(new EOFException("half a record"))).isFalse();
        assertThat(disk.isAtFault(new IllegalArgumentException("no number"))).isFalse();
    }

    @Test
    void knowsWhatSqliteSays() throws Exception {
        Disk disk = leaving(0);
        try (Connection history = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("h.db"));
                Statement statement = history.createStatement()) {
            statement.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)");
            statement.execute("INSERT INTO t VALUES (1, NULL)");
            assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (1, NULL)"))
                    .matches(failure -> !disk.isAtFault(failure));
            statement.execute("PRAGMA max_page_count = 4");
            assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (2, zeroblob(100000))"))
                    .hasMessageContaining("SQLITE_FULL")
                    .matches(disk::isAtFault);
        }
    }
}
