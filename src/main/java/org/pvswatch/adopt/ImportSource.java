package org.pvswatch.adopt;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whose answer rows of the old script are in the archive. The names sort as they must be read where one moment has
 * several: what is told of the site before what is told of its panels.
 */
enum ImportSource {
    /** A day of {@code daily_summary.csv}; its moment is the end of the day. */
    DAY,
    /** A run of which only {@code overview.csv} was given. */
    OVERVIEW,
    /** A run of which only {@code inverters.csv} was given. */
    PANELS,
    /** A run with rows of both. */
    RUN;

    static final String PREFIX = "import-";

    /** As it stands in the archive. */
    String source() {
        return PREFIX + name().toLowerCase(java.util.Locale.ROOT);
    }

    static Optional<ImportSource> of(String source) {
        return Arrays.stream(values())
                .filter(each -> each.source().equals(source))
                .findFirst();
    }

    boolean hasOverview() {
        return this == OVERVIEW || this == RUN;
    }

    boolean hasPanels() {
        return this == PANELS || this == RUN;
    }
}
