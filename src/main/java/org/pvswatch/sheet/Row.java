package org.pvswatch.sheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One row of a tab.
 *
 * @param key what it is found by: a {@link java.time.LocalDate}, an {@link java.time.Instant} or text
 * @param cells one for each column: a {@link Double}, text, a {@link java.time.LocalDate}, a
 *     {@link java.time.LocalDateTime}, or {@code null} for what is not known
 */
public record Row(Object key, List<Object> cells) {
    /** Copies the list. */
    public Row {
        cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }
}
