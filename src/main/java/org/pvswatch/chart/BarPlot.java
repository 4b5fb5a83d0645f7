package org.pvswatch.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Bars beside each other at the places 0, 1, 2 of an axis with names. */
final class BarPlot {
    private static final double FILLED = 0.8;

    private BarPlot() {}

    static XYPlot of(Chart.DayBars chart, Easel easel) {
        List<Series> bars = new ArrayList<>();
        List<Color> colours = new ArrayList<>();
        bars.add(chart.bars());
        colours.add(Palette.MAIN);
        if (chart.beside() != null) {
            bars.add(chart.beside());
            colours.add(Palette.PALE);
        }
        int days = chart.days().size();
        XYPlot plot = plot(
                bars,
                colours,
                days,
                new NumberTickUnit(Labels.step(days), Labels.of(chart.days(), easel.locale())),
                easel);
        if (chart.line() != null) {
            addLine(plot, chart.line());
        }
        return plot;
    }

    static XYPlot of(Chart.GroupedBars chart, Easel easel) {
        int years = chart.bars().size();
        List<Color> colours = new ArrayList<>();
        for (int i = 0; i < years; i++) {
            colours.add(Palette.year(years - 1 - i));
        }
        return plot(
                chart.bars(), colours, chart.groups().size(), new NumberTickUnit(1, new Labels(chart.groups())), easel);
    }

    private static XYPlot plot(List<Series> bars, List<Color> colours, int places, NumberTickUnit names, Easel easel) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        double width = FILLED / bars.size();
        XYBarRenderer renderer = new XYBarRenderer();
        for (int s = 0; s < bars.size(); s++) {
            XYIntervalSeries series = new XYIntervalSeries(bars.get(s).name());
            double offset = -FILLED / 2 + s * width;
            for (int i = 0; i < bars.get(s).values().size(); i++) {
                Double value = bars.get(s).values().get(i);
                if (value != null) {
                    double from = i + offset;
                    series.add(from + width / 2, from, from + width, value, Math.min(0, value), Math.max(0, value));
                }
            }
            data.addSeries(series);
            renderer.setSeriesPaint(s, colours.get(s));
        }
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setUseYInterval(true);
        renderer.setDefaultLegendShape(new Rectangle2D.Double(-6, -6, 12, 12));
        renderer.setLegendBar(new Rectangle2D.Double(-6, -6, 12, 12));
        NumberAxis x = new NumberAxis();
        Easel.style(x);
        x.setRange(-0.6, places - 0.4);
        x.setTickUnit(names);
        return Easel.style(new XYPlot(data, x, easel.numbers(true), renderer));
    }

    private static void addLine(XYPlot plot, Series line) {
        XYSeries series = new XYSeries(line.name());
        for (int i = 0; i < line.values().size(); i++) {
            series.add((double) i, line.values().get(i));
        }
        double half = Math.min(12, 210.0 / line.values().size());
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesPaint(0, Palette.LINE);
        renderer.setSeriesShape(0, new Rectangle2D.Double(-half, -1.5, 2 * half, 3));
        plot.setDataset(1, new XYSeriesCollection(series));
        plot.setRenderer(1, renderer);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    }
}
