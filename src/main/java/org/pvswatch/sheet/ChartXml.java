package org.pvswatch.sheet;

/** A chart as the parts of an .xlsx file that hold it. */
final class ChartXml {
    static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/";
    private static final String CHART = DRAWING + "chart";
    private static final int EMU_A_PIXEL = 9_525;
    static final int WIDTH_PX = 900;
    static final int HEIGHT_PX = 360;

    /** Free rows between the table and the chart below it. */
    static final int BELOW = 2;

    private ChartXml() {}

    /** Where it stands: below the rows of its tab. */
    static String drawing(Tab tab) {
        int row = tab.keys().size() + 1 + BELOW;
        return DECLARATION + "<xdr:wsDr xmlns:xdr=\"" + DRAWING + "spreadsheetDrawing\" xmlns:a=\"" + DRAWING
                + "main\">"
                + "<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>" + row
                + "</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx=\"" + WIDTH_PX * EMU_A_PIXEL + "\" cy=\""
                + HEIGHT_PX * EMU_A_PIXEL + "\"/><xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr>"
                + "<xdr:cNvPr id=\"2\" name=\"Chart\"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>"
                + "<xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\""
                + CHART + "\"><c:chart xmlns:c=\"" + CHART + "\" xmlns:r="
                + "\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId1\"/>"
                + "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>";
    }

    /** What it shows. */
    static String chart(Tab tab) {
        Tab.Chart chart = tab.chart().orElseThrow();
        StringBuilder series = new StringBuilder();
        int count = tab.columns().size() - 1;
        for (int i = 0; i < count; i++) {
            String column = XlsxExtras.letters(i + 1);
            series.append("<c:ser><c:idx val=\"")
                    .append(i)
                    .append("\"/><c:order val=\"")
                    .append(i)
                    .append("\"/><c:tx>");
            series.append("<c:strRef><c:f>").append(range(tab, column, 1, 1)).append("</c:f></c:strRef></c:tx>");
            series.append("<c:spPr><a:solidFill><a:srgbClr val=\"").append(Tab.Chart.colour(i, count));
            series.append("\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/><c:cat><c:strRef><c:f>");
            series.append(range(tab, "A", 2, chart.rows() + 1))
                    .append("</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>");
            series.append(range(tab, column, 2, chart.rows() + 1)).append("</c:f></c:numRef></c:val></c:ser>");
        }
        return DECLARATION + "<c:chartSpace xmlns:c=\"" + CHART + "\" xmlns:a=\"" + DRAWING + "main\">"
                + "<c:roundedCorners val=\"0\"/><c:chart>" + title(chart.title()) + "<c:autoTitleDeleted val=\"0\"/>"
                + "<c:plotArea><c:layout/><c:barChart><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/>"
                + "<c:varyColors val=\"0\"/>" + series
                + "<c:gapWidth val=\"60\"/><c:axId val=\"1\"/><c:axId val=\"2\"/>"
                + "</c:barChart><c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling>"
                + "<c:delete val=\"0\"/><c:axPos val=\"b\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>"
                + "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>"
                + "<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling>"
                + "<c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines>"
                + "<c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"DADCE0\"/></a:solidFill></a:ln></c:spPr>"
                + "</c:majorGridlines>" + title(chart.unit()) + "<c:numFmt formatCode=\"0\" sourceLinked=\"0\"/>"
                + "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>"
                + "<c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/></c:valAx></c:plotArea>"
                + "<c:legend><c:legendPos val=\"r\"/><c:overlay val=\"0\"/></c:legend><c:plotVisOnly val=\"1\"/>"
                + "<c:dispBlanksAs val=\"gap\"/></c:chart></c:chartSpace>";
    }

    private static String title(String text) {
        return "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1200\" b=\"0\"/></a:pPr><a:r>"
                + "<a:rPr lang=\"en\" sz=\"1200\" b=\"0\"/><a:t>" + text
                + "</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>";
    }

    private static String range(Tab tab, String column, int from, int to) {
        String first = "'" + tab.title() + "'!$" + column + "$" + from;
        return from == to ? first : first + ":$" + column + "$" + to;
    }
}
