package org.pvswatch.sheet;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.PanelDay;

/**
 * A row a day and a column a panel: its energy as a share of that day's middle panel, so that a dull day is not a coloured
 * row, and a panel that is dead or silent is a coloured or grey stripe.
 */
final class PanelsTab implements Tab {
    /** A day on which the middle panel makes less is too dark to compare anything, kWh. */
    private static final double DARK_KWH = 0.05;

    private final DayReader days;
    private final List<String> serials;
    private final List<Column> columns = new ArrayList<>();

    PanelsTab(DayReader days) throws SQLException {
        this.days = days;
        this.serials = days.inverters();
        columns.add(new Column("Date", Format.DATE, 90));
        serials.forEach(serial -> columns.add(new Column(serial, Format.SHARE, 44)));
    }

    @Override
    public String id() {
        return "panels";
    }

    @Override
    public String title() {
        return "Panels";
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public List<Object> keys() {
        return serials.isEmpty() ? List.of() : days.dates();
    }

    @Override
    public void rows(Collection<?> keys, Consumer<Row> taker) throws SQLException {
        days.each(keys, day -> taker.accept(row(day)));
    }

    @Override
    public Optional<Heat> heat() {
        return Optional.of(new Heat(0.25, 0.6, 0.95));
    }

    private Row row(DayRow day) {
        Map<String, Double> kwh = new HashMap<>();
        for (PanelDay panel : day.panels()) {
            kwh.put(panel.device(), panel.energyKwh());
        }
        Double middle = middle(kwh.values());
        List<Object> cells = new ArrayList<>();
        cells.add(day.date());
        for (String serial : serials) {
            Double own = kwh.get(serial);
            cells.add(own == null || middle == null ? null : (Double) (own / middle));
        }
        return Cells.row(day.date(), columns, cells);
    }

    private static Double middle(Collection<Double> kwh) {
        double[] known = kwh.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        Arrays.sort(known);
        double middle = known.length == 0 ? 0 : (known[(known.length - 1) / 2] + known[known.length / 2]) / 2;
        return middle < DARK_KWH ? null : middle;
    }
}
