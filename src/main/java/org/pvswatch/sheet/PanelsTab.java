package org.pvswatch.sheet;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.pvswatch.fault.Numbers;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.PanelDay;

/**
 * A row a day and a column a panel: its energy as a share of that day's middle panel on its side of the roof, so that a dull
 * day is not a coloured row; a panel that is dead is a dark stripe, also when nobody hears it, and one that is silent a grey one.
 */
final class PanelsTab implements Tab {
    /** A day on which the middle panel makes less is too dark to compare anything, kWh. */
    private static final double DARK_KWH = 0.05;

    /** A side with fewer panels that day is compared with all. */
    private static final int LEAST_PANELS = 3;

    private final DayReader days;
    private final Map<String, Integer> sides;
    private final IncidentsTab incidents;
    private final List<String> serials;
    private final List<Column> columns = new ArrayList<>();

    /** @param sides number of the side of each panel, as far as known */
    PanelsTab(DayReader days, Map<String, Integer> sides, IncidentsTab incidents) throws SQLException {
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
        Map<Integer, Double> middles = new HashMap<>();
        List<Object> cells = new ArrayList<>();
        cells.add(day.date());
        for (String serial : serials) {
            Double own = kwh.get(serial);
            double middle = middles.computeIfAbsent(sides.get(serial), side -> middle(kwh, side));
            cells.add(own == null || !(middle >= DARK_KWH) ? null : (Double) (own / middle));
        }
        return Cells.row(day.date(), columns, cells);
    }

    private double middle(Map<String, Double> kwh, Integer side) {
        double[] same = kwh.entrySet().stream()
                .filter(each -> side != null && side.equals(sides.get(each.getKey())))
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        return Numbers.median(
                same.length >= LEAST_PANELS
                        ? same
                        : kwh.values().stream().mapToDouble(each -> each).toArray());
    }
}
