package org.pvswatch.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.NumberFormat;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.pvswatch.mail.Picture;

/** The look that all charts share, and the way into a PNG. */
final class Easel {
    static final int WIDTH_PX = 560;
    private static final int HEIGHT_PX = 250;
    private static final int PIXELS_A_PX = 2;
    private static final String FACE = "DejaVu Sans"; // another one is taken where it is not there
    private static final float TEXT_PX = 15;

    private final Locale locale;

    Easel(Locale locale) {
        System.setProperty("java.awt.headless", "true"); // before the first class of AWT
        this.locale = locale;
    }

    Picture draw(String name, String alt, Chart chart) throws IOException {
        if (chart instanceof Chart.HeatMap heat) {
            return png(name, alt, framed(HeatPlot.of(heat, this), null), HeatPlot.heightPx(heat));
        } else if (chart instanceof Chart.DayBars days) {
            return png(name, alt, framed(BarPlot.of(days, this), days.unit()), HEIGHT_PX);
        } else if (chart instanceof Chart.GroupedBars groups) {
            return png(name, alt, framed(BarPlot.of(groups, this), groups.unit()), HEIGHT_PX);
        }
        Chart.Lines lines = (Chart.Lines) chart;
        return png(name, alt, framed(LinePlot.of(lines, this), lines.unit()), HEIGHT_PX);
    }

    Locale locale() {
        return locale;
    }

    static Font text() {
        return new Font(FACE, Font.PLAIN, 1).deriveFont(TEXT_PX);
    }

    static Font small(float px) {
        return text().deriveFont(px);
    }

    /** An axis of numbers with few, round ticks; from 0 up unless told otherwise. */
    NumberAxis numbers(boolean fromZero) {
        NumberAxis axis = new NumberAxis();
        axis.setAutoRangeIncludesZero(fromZero);
        axis.setNumberFormatOverride(NumberFormat.getNumberInstance(locale));
        axis.setUpperMargin(0.08);
        axis.setLowerMargin(fromZero ? 0 : 0.08);
        axis.setAutoRangeMinimumSize(1e-3);
        style(axis);
        axis.setAxisLineVisible(false);
        return axis;
    }

    static void style(ValueAxis axis) {
        axis.setTickLabelFont(text());
        axis.setTickLabelPaint(Palette.QUIET_INK);
        axis.setTickMarksVisible(false);
        axis.setAxisLinePaint(Palette.AGAINST);
        axis.setTickLabelInsets(new RectangleInsets(4, 4, 2, 4));
    }

    static XYPlot style(XYPlot plot) {
        plot.setBackgroundPaint(Palette.CARD);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Palette.GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    private static JFreeChart framed(XYPlot plot, String unit) {
        JFreeChart chart = new JFreeChart(null, text(), plot, false);
        chart.setBackgroundPaint(Palette.CARD);
        chart.setPadding(new RectangleInsets(8, 6, 6, 32));
        if (unit != null) {
            TextTitle title = new TextTitle(unit, text());
            title.setPaint(Palette.QUIET_INK);
            title.setHorizontalAlignment(HorizontalAlignment.LEFT);
            title.setPadding(new RectangleInsets(0, 8, 2, 0));
            chart.addSubtitle(title);
        }
        LegendTitle legend = new LegendTitle(plot);
        legend.setItemFont(text());
        legend.setItemPaint(Palette.INK);
        legend.setBackgroundPaint(Palette.CARD);
        legend.setFrame(BlockBorder.NONE);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setLegendItemGraphicPadding(new RectangleInsets(2, 4, 2, 4));
        legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 10));
        chart.addSubtitle(legend);
        return chart;
    }

    private static Picture png(String name, String alt, JFreeChart chart, int heightPx) throws IOException {
        BufferedImage image =
                new BufferedImage(WIDTH_PX * PIXELS_A_PX, heightPx * PIXELS_A_PX, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.scale(PIXELS_A_PX, PIXELS_A_PX);
        chart.draw(brush, new Rectangle2D.Double(0, 0, WIDTH_PX, heightPx));
        brush.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
            ImageWriteParam smallest = writer.getDefaultWriteParam();
            smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            smallest.setCompressionQuality(0);
            writer.setOutput(out);
            writer.write(null, new IIOImage(FewColours.of(image), null, null), smallest);
            writer.dispose();
        }
        return new Picture(name, bytes.toByteArray(), WIDTH_PX, heightPx, alt);
    }
}
