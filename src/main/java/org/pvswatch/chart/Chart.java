package org.pvswatch.chart;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a picture shows. All are shown 560 px wide. */
public sealed interface Chart extends Serializable {
    /**
     * A bar a day.
     *
     * @param unit of all numbers, such as {@code kWh}
     * @param days of the bars, oldest first
     * @param bars what matters
     * @param beside a paler bar beside each, or {@code null}
     * @param line a mark across each bar, such as what the weather allowed, or {@code null}
     */
    record DayBars(String unit, List<LocalDate> days, Series bars, Series beside, Series line) implements Chart {
        /** Copies the days. */
        public DayBars {
            days = List.copyOf(days);
        }
    }

    /**
     * A field a panel and day: pale where it did its part, strong where it was weak, grey where nothing is known.
     *
     * @param panels names, from above
     * @param days from the left
     * @param shares by panel, then by day: 1 is what its neighbours made, {@code null} is not known
     * @param known what the shares are of, for the legend, such as {@code of its neighbours}
     * @param unknown how the legend names what is not known, such as {@code not known}
     */
    record HeatMap(List<String> panels, List<LocalDate> days, List<List<Double>> shares, String known, String unknown)
            implements Chart {
        /** Copies the lists. */
        public HeatMap {
            panels = List.copyOf(panels);
            days = List.copyOf(days);
            shares = shares.stream()
                    .map(row -> Collections.unmodifiableList(new ArrayList<>(row)))
                    .toList();
        }
    }

    /**
     * Lines over time, of a day or of many; a gap where a number is missing.
     *
     * @param unit of all numbers, such as {@code W}
     * @param at the moments, local time, rising
     * @param lines the first is what matters, the others what it is held against
     * @param fromZero whether the axis begins at 0
     */
    record Lines(String unit, List<LocalDateTime> at, List<Series> lines, boolean fromZero) implements Chart {
        /** Copies the lists. */
        public Lines {
            at = List.copyOf(at);
            lines = List.copyOf(lines);
        }
    }

    /**
     * Groups of bars, such as a group a month with a bar a year.
     *
     * @param unit of all numbers, such as {@code kWh}
     * @param groups names below the axis
     * @param bars one in each group, the last is what matters
     */
    record GroupedBars(String unit, List<String> groups, List<Series> bars) implements Chart {
        /** Copies the lists. */
        public GroupedBars {
            groups = List.copyOf(groups);
            bars = List.copyOf(bars);
        }
    }
}
