package org.pvswatch.sheet;

import java.sql.SQLException;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pvswatch.history.DayRow;

/** Energy made, a row a month and a column a year, with the whole year below; and a chart of it. */
final class MonthsTab implements Tab {
    private static final int MONTHS = 12;
    private static final String YEAR = "Year";

    private final Map<Integer, Double[]> years = new TreeMap<>();
    private final List<Column> columns = new ArrayList<>();

    MonthsTab(DayReader days) throws SQLException {
        days.each(days.dates(), this::add);
        columns.add(new Column("PV Production (kWh)", Format.TEXT, 150));
        years.keySet().forEach(year -> columns.add(new Column(year.toString(), Format.ONE, 80)));
    }

    private void add(DayRow day) {
        Double[] months = years.computeIfAbsent(day.date().getYear(), any -> new Double[MONTHS + 1]);
        if (day.productionKwh() != null) {
            for (int row : new int[] {day.date().getMonthValue() - 1, MONTHS}) {
                months[row] = (months[row] == null ? 0 : months[row]) + day.productionKwh();
            }
        }
    }

    @Override
    public String id() {
        return "months";
    }

    @Override
    public String title() {
        return "Months";
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public List<Object> keys() {
        List<Object> keys = new ArrayList<>();
        for (Month month : Month.values()) {
            keys.add(month.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        }
        keys.add(YEAR);
        return keys;
    }

    @Override
    public void rows(Collection<?> keys, Consumer<Row> taker) {
        List<Object> all = keys();
        for (int i = 0; i < all.size(); i++) {
            if (keys.contains(all.get(i))) {
                List<Object> cells = new ArrayList<>();
                cells.add(all.get(i));
                for (Double[] year : years.values()) {
                    cells.add(year[i]);
                }
                taker.accept(Cells.row(all.get(i), columns, cells));
            }
        }
    }

    @Override
    public Optional<Chart> chart() {
        return years.isEmpty() ? Optional.empty() : Optional.of(new Chart("PV production by month", "kWh", MONTHS));
    }
}
