package org.pvswatch.chart;

import java.awt.BasicStroke;
import java.awt.geom.Line2D;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.DateTickUnit;
import org.jfree.chart.axis.DateTickUnitType;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Lines over time. Local time is drawn as if it were UTC, so that no clock change bends the axis. */
final class LinePlot {
    private static final TimeZone FLAT = TimeZone.getTimeZone("UTC");

    private LinePlot() {}

    static XYPlot of(Chart.Lines chart, Easel easel) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (int s = 0; s < chart.lines().size(); s++) {
            Series line = chart.lines().get(s);
            XYSeries series = new XYSeries(line.name());
            for (int i = 0; i < chart.at().size(); i++) {
                series.add(
                        (double) chart.at().get(i).toInstant(ZoneOffset.UTC).toEpochMilli(),
                        line.values().get(i));
            }
            data.addSeries(series);
            renderer.setSeriesPaint(s, Palette.line(s));
            renderer.setSeriesStroke(
                    s, new BasicStroke(s == 0 ? 2.5f : 4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }
        renderer.setLegendLine(new Line2D.Double(-10, 0, 10, 0));
        DateAxis x = new DateAxis(null, FLAT, easel.locale());
        Easel.style(x);
        x.setLowerMargin(0.01);
        x.setUpperMargin(0);
        if (chart.at().size() > 1) {
            x.setTickUnit(unit(
                    Duration.between(
                            chart.at().get(0), chart.at().get(chart.at().size() - 1)),
                    easel.locale()));
        }
        XYPlot plot = Easel.style(new XYPlot(data, x, easel.numbers(chart.fromZero()), renderer));
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.REVERSE); // what matters is on top
        return plot;
    }

    private static DateTickUnit unit(Duration span, Locale locale) {
        long hours = span.toHours();
        if (hours <= 14) {
            return unit(DateTickUnitType.HOUR, 2, "HH:mm", locale);
        } else if (hours <= 24) {
            return unit(DateTickUnitType.HOUR, 4, "HH:mm", locale);
        } else if (hours <= 60) {
            return unit(DateTickUnitType.HOUR, 12, "EEE HH:mm", locale);
        } else if (hours <= 10 * 24) {
            return unit(DateTickUnitType.DAY, 1, "EEE d", locale);
        } else if (hours <= 70 * 24) {
            return unit(DateTickUnitType.DAY, 7, "d MMM", locale);
        } else if (hours <= 400 * 24) {
            return unit(DateTickUnitType.MONTH, hours <= 200 * 24 ? 1 : 2, "MMM", locale);
        }
        return unit(DateTickUnitType.YEAR, 1, "yyyy", locale);
    }

    private static DateTickUnit unit(DateTickUnitType type, int count, String pattern, Locale locale) {
        SimpleDateFormat format = new SimpleDateFormat(pattern, locale);
        format.setTimeZone(FLAT);
        return new DateTickUnit(type, count, format);
    }
}
