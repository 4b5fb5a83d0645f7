package org.pvswatch.history;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Where the readings that a batch of polls was the first to tell lie, so that only those are read. */
record Extent(long firstAt, long lastAt, long firstSeq, long lastSeq) {
    static final Extent NONE = new Extent(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);

    Extent with(ResultSet poll) throws SQLException {
        long first = poll.getLong("first_reading_at");
        if (poll.wasNull()) {
            return this;
        }
        return new Extent(
                Math.min(firstAt, first),
                Math.max(lastAt, poll.getLong("last_reading_at")),
                Math.min(firstSeq, poll.getLong("seq")),
                Math.max(lastSeq, poll.getLong("seq")));
    }
}
