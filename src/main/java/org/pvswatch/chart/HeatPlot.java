package org.pvswatch.chart;

import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/** A field a panel and day. */
final class HeatPlot {
    private static final double UNKNOWN = -1;
    private static final int FEW_PANELS = 40;

    private HeatPlot() {}

    static int heightPx(Chart.HeatMap chart) {
        return 96 + chart.panels().size() * rowPx(chart);
    }

    private static int rowPx(Chart.HeatMap chart) {
        return chart.panels().size() <= FEW_PANELS ? 19 : 15;
    }

    static XYPlot of(Chart.HeatMap chart, Easel easel) {
        int rows = chart.panels().size();
        int days = chart.days().size();
        double[][] cells = new double[3][rows * days];
        for (int cell = 0; cell < rows * days; cell++) {
            Double share = chart.shares().get(cell / days).get(cell % days);
            cells[0][cell] = cell % days;
            cells[1][cell] = rows - 1 - cell / days;
            cells[2][cell] = share == null ? UNKNOWN : Math.max(0, share);
        }
        DefaultXYZDataset data = new DefaultXYZDataset();
        data.addSeries("panels", cells);
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setPaintScale(new Scale());
        renderer.setBlockWidth(0.9);
        renderer.setBlockHeight(0.86);
        NumberAxis x = new NumberAxis();
        Easel.style(x);
        x.setAxisLineVisible(false);
        x.setRange(-0.5, days - 0.5);
        x.setTickUnit(new NumberTickUnit(Labels.step(days), Labels.of(chart.days(), easel.locale())));
        List<String> names = new ArrayList<>(chart.panels());
        Collections.reverse(names);
        SymbolAxis y = new SymbolAxis(null, names.toArray(String[]::new));
        Easel.style(y);
        y.setGridBandsVisible(false);
        y.setAxisLineVisible(false);
        y.setTickLabelFont(Easel.small(rowPx(chart) - 6f));
        y.setTickLabelPaint(Palette.INK);
        y.setRange(-0.5, rows - 0.5);
        XYPlot plot = Easel.style(new XYPlot(data, x, y, renderer));
        plot.setRangeGridlinesVisible(false);
        plot.setFixedLegendItems(legend(chart, easel.locale()));
        return plot;
    }

    private static LegendItemCollection legend(Chart.HeatMap chart, Locale locale) {
        Rectangle2D field = new Rectangle2D.Double(-7, -7, 14, 14);
        LegendItemCollection items = new LegendItemCollection();
        NumberFormat percent = NumberFormat.getPercentInstance(locale);
        for (int i = 0; i < Palette.STEPS; i++) {
            String word = i == 0
                    ? "0"
                    : i < Palette.STEPS - 1
                            ? "< " + percent.format(Palette.share(i))
                            : "≥ " + percent.format(Palette.share(i - 1)) + " " + chart.known();
            items.add(new LegendItem(word, null, null, null, field, Palette.heatOf(i)));
        }
        items.add(new LegendItem(chart.unknown(), null, null, null, field, Palette.UNKNOWN));
        return items;
    }

    /** Steps, not shades: a step can be told from the next. */
    private static final class Scale implements PaintScale {
        @Override
        public double getLowerBound() {
            return UNKNOWN;
        }

        @Override
        public double getUpperBound() {
            return Double.MAX_VALUE;
        }

        @Override
        public Paint getPaint(double share) {
            return share < 0 ? Palette.UNKNOWN : Palette.heat(share);
        }
    }
}
