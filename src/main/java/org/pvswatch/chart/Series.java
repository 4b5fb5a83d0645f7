package org.pvswatch.chart;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Numbers of one thing, one for each place of a chart's axis.
 *
 * @param name as the legend shows it
 * @param values {@code null} where not known; nothing is drawn there
 */
public record Series(String name, List<Double> values) implements Serializable {
    /** Copies the values. */
    public Series {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
