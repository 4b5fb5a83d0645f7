package org.pvswatch.sheet;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.pvswatch.fault.Sides;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.PanelDay;

/**
 * A row a day and a column a panel: its energy as a share of that day's middle panel on its side of the roof, so that a dull
 * day is not a coloured row; a panel that is dead is a dark stripe, also when nobody hears it, and one that is silent a grey one.
 */
final class PanelsTab implements Tab {
    private final DayReader days;
    private final Sides sides;
    private final IncidentsTab incidents;
    private final List<String> serials;
    private final List<Column> columns = new ArrayList<>();

    /** @param sides which panels are compared */
    PanelsTab(DayReader days, Sides sides, IncidentsTab incidents) throws SQLException {
        this.days = days;
        this.sides = sides;
        this.incidents = incidents;
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
            if (panel.energyKwh() != null) {
                kwh.put(panel.device(), panel.energyKwh());
            }
        }
        incidents.deadAllOf(day.date()).forEach(serial -> kwh.putIfAbsent(serial, 0.0));
        Map<String, Double> middles = sides.middlesKwh(kwh);
        List<Object> cells = new ArrayList<>();
        cells.add(day.date());
        for (String serial : serials) {
            Double middle = middles.get(serial);
            cells.add(middle == null ? null : (Double) (kwh.get(serial) / middle));
        }
        return Cells.row(day.date(), columns, cells);
    }
}
