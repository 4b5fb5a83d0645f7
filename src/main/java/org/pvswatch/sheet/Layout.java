package org.pvswatch.sheet;

import com.google.api.services.sheets.v4.model.*;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Requests that make a tab: its sheet, header, formats, colours and chart. */
final class Layout {
    /** Numbers of our sheets begin here, so that a blind repeat is refused and not done twice. */
    static final int FIRST_SHEET_ID = 770_000_000;

    private static final int SHEETS_A_WRITE = 16;
    private static final int SPARE_ROWS = 200;
    private static final int FEWEST_COLUMNS = 26;

    /** Room for a serial that stands upright. */
    private static final int UPRIGHT_PX = 140;

    private Layout() {}

    static int sheetId(int fence, int index) {
        return FIRST_SHEET_ID + fence * SHEETS_A_WRITE + index;
    }

    /** The number of the chart of a sheet. */
    static int chartId(int sheetId) {
        return sheetId + 1_000_000_000;
    }

    /** A new sheet for a tab. */
    static List<Request> make(Tab tab, int sheetId, String title, int index) {
        int columns = tab.isImmutable()
                ? tab.columns().size()
                : Math.max(FEWEST_COLUMNS, tab.columns().size() + 4);
        List<Request> requests = new ArrayList<>();
        requests.add(new Request()
                .setAddSheet(new AddSheetRequest()
                        .setProperties(new SheetProperties()
                                .setSheetId(sheetId)
                                .setTitle(title)
                                .setIndex(index)
                                .setGridProperties(new GridProperties()
                                        .setRowCount(tab.keys().size() + SPARE_ROWS)
                                        .setColumnCount(columns)
                                        .setFrozenRowCount(1)
                                        .setFrozenColumnCount(1)))));
        requests.add(mark(tab, sheetId));
        requests.addAll(columns(tab, sheetId, tab.columns(), column -> column));
        requests.add(new Request()
                .setAddProtectedRange(new AddProtectedRangeRequest()
                        .setProtectedRange(new ProtectedRange()
                                .setProtectedRangeId(sheetId)
                                .setRange(Ranges.of(
                                        sheetId, 0, null, 0, tab.columns().size()))
                                .setDescription("Written by PVS Watch; add your own columns to the right")
                                .setWarningOnly(true))));
        tab.chart()
                .ifPresent(chart -> requests.add(new Request()
                        .setAddChart(new AddChartRequest()
                                .setChart(new EmbeddedChart()
                                        .setChartId(chartId(sheetId))
                                        .setSpec(chart(tab, sheetId, column -> column))
                                        .setPosition(below(tab, sheetId))))));
        return requests;
    }

    /** A sheet of the old script that goes on as ours. */
    static List<Request> adopt(Tab tab, int sheetId) {
        return List.of(
                mark(tab, sheetId),
                new Request()
                        .setUpdateSheetProperties(new UpdateSheetPropertiesRequest()
                                .setProperties(new SheetProperties()
                                        .setSheetId(sheetId)
                                        .setGridProperties(new GridProperties().setFrozenRowCount(1)))
                                .setFields("gridProperties.frozenRowCount")));
    }

    static Request timeZone(String zone) {
        return new Request()
                .setUpdateSpreadsheetProperties(new UpdateSpreadsheetPropertiesRequest()
                        .setProperties(new SpreadsheetProperties().setTimeZone(zone))
                        .setFields("timeZone"));
    }

    private static Request mark(Tab tab, int sheetId) {
        return new Request()
                .setCreateDeveloperMetadata(new CreateDeveloperMetadataRequest()
                        .setDeveloperMetadata(new DeveloperMetadata()
                                .setMetadataKey(Structure.TAB_KEY)
                                .setMetadataValue(tab.id())
                                .setVisibility("DOCUMENT")
                                .setLocation(new DeveloperMetadataLocation().setSheetId(sheetId))));
    }

    /**
     * Header, width, format and colours of some columns.
     *
     * @param at where a column of the tab stands in the sheet
     */
    static List<Request> columns(Tab tab, int sheetId, List<Column> some, IntUnaryOperator at) {
        List<Request> requests = new ArrayList<>();
        List<Column> all = tab.columns();
        for (Column column : some) {
            int index = at.applyAsInt(all.indexOf(column));
            requests.add(header(tab, sheetId, column, index));
            requests.add(format(sheetId, column, index, 1, null));
            requests.add(size(sheetId, "COLUMNS", index, column.widthPx()));
            if (tab.heat().isPresent() && all.indexOf(column) > 0) {
                requests.addAll(heat(tab.heat().get(), sheetId, at.applyAsInt(0), index));
            }
        }
        return requests;
    }

    private static Request size(int sheetId, String dimension, int index, int px) {
        return new Request()
                .setUpdateDimensionProperties(new UpdateDimensionPropertiesRequest()
                        .setRange(new DimensionRange()
                                .setSheetId(sheetId)
                                .setDimension(dimension)
                                .setStartIndex(index)
                                .setEndIndex(index + 1))
                        .setProperties(new DimensionProperties().setPixelSize(px))
                        .setFields("pixelSize"));
    }

    private static Request header(Tab tab, int sheetId, Column column, int index) {
        boolean narrow = tab.heat().isPresent() && tab.columns().indexOf(column) > 0;
        CellFormat format = new CellFormat()
                .setBackgroundColorStyle(colour("E8EAED"))
                .setTextFormat(new TextFormat().setBold(true))
                .setVerticalAlignment("BOTTOM")
                .setWrapStrategy(narrow ? "OVERFLOW_CELL" : "WRAP");
        if (narrow) {
            format.setTextRotation(new TextRotation().setAngle(90));
        } else if (column.format() != Format.TEXT) {
            format.setHorizontalAlignment("RIGHT");
        }
        CellData cell = new CellData()
                .setUserEnteredValue(new ExtendedValue().setStringValue(column.title()))
                .setUserEnteredFormat(format);
        return new Request()
                .setUpdateCells(new UpdateCellsRequest()
                        .setStart(new GridCoordinate()
                                .setSheetId(sheetId)
                                .setRowIndex(0)
                                .setColumnIndex(index))
                        .setRows(List.of(new RowData().setValues(List.of(cell))))
                        .setFields("userEnteredValue,userEnteredFormat"));
    }

    /** The format of a column from one row to another. */
    static Request format(int sheetId, Column column, int index, int fromRow, Integer toRow) {
        return new Request()
                .setRepeatCell(new RepeatCellRequest()
                        .setRange(Ranges.of(sheetId, fromRow, toRow, index, index + 1))
                        .setCell(new CellData()
                                .setUserEnteredFormat(new CellFormat()
                                        .setNumberFormat(new NumberFormat()
                                                .setType(column.format().type())
                                                .setPattern(column.format().pattern()))))
                        .setFields("userEnteredFormat.numberFormat"));
    }

    private static List<Request> heat(Tab.Heat heat, int sheetId, int keyColumn, int index) {
        GridRange range = Ranges.of(sheetId, 1, null, index, index + 1);
        String empty = "=AND($" + XlsxExtras.letters(keyColumn) + "2<>\"\"," + XlsxExtras.letters(index) + "2=\"\")";
        return List.of(
                rule(new ConditionalFormatRule()
                        .setRanges(List.of(range))
                        .setGradientRule(new GradientRule()
                                .setMinpoint(point(heat.low(), Tab.Heat.LOW))
                                .setMidpoint(point(heat.middle(), Tab.Heat.MIDDLE))
                                .setMaxpoint(point(heat.high(), Tab.Heat.HIGH)))),
                rule(new ConditionalFormatRule()
                        .setRanges(List.of(range))
                        .setBooleanRule(new BooleanRule()
                                .setCondition(new BooleanCondition()
                                        .setType("CUSTOM_FORMULA")
                                        .setValues(List.of(new ConditionValue().setUserEnteredValue(empty))))
                                .setFormat(new CellFormat().setBackgroundColorStyle(colour(Tab.Heat.NOTHING))))));
    }

    private static Request rule(ConditionalFormatRule rule) {
        return new Request()
                .setAddConditionalFormatRule(
                        new AddConditionalFormatRuleRequest().setRule(rule).setIndex(0));
    }

    private static InterpolationPoint point(double value, String rgb) {
        return new InterpolationPoint()
                .setType("NUMBER")
                .setValue(Double.toString(value))
                .setColorStyle(colour(rgb));
    }

    private static ColorStyle colour(String rgb) {
        int all = Integer.parseInt(rgb, 16);
        return new ColorStyle()
                .setRgbColor(new Color()
                        .setRed((all >> 16) / 255f)
                        .setGreen((all >> 8 & 255) / 255f)
                        .setBlue((all & 255) / 255f));
    }

    /** What the chart of a tab shows, wherever its columns stand. */
    static ChartSpec chart(Tab tab, int sheetId, IntUnaryOperator at) {
        Tab.Chart chart = tab.chart().orElseThrow();
        List<BasicChartSeries> series = new ArrayList<>();
        int count = tab.columns().size() - 1;
        for (int i = 0; i < count; i++) {
            series.add(new BasicChartSeries()
                    .setSeries(source(sheetId, chart, at.applyAsInt(i + 1)))
                    .setTargetAxis("LEFT_AXIS")
                    .setColorStyle(colour(Tab.Chart.colour(i, count))));
        }
        return new ChartSpec()
                .setTitle(chart.title())
                .setAltText(chart.title() + ", a column for each year")
                .setBasicChart(new BasicChartSpec()
                        .setChartType("COLUMN")
                        .setLegendPosition("RIGHT_LEGEND")
                        .setHeaderCount(1)
                        .setAxis(List.of(
                                new BasicChartAxis().setPosition("LEFT_AXIS").setTitle(chart.unit())))
                        .setDomains(List.of(new BasicChartDomain().setDomain(source(sheetId, chart, at.applyAsInt(0)))))
                        .setSeries(series));
    }

    private static ChartData source(int sheetId, Tab.Chart chart, int column) {
        return new ChartData()
                .setSourceRange(new ChartSourceRange()
                        .setSources(List.of(Ranges.of(sheetId, 0, chart.rows() + 1, column, column + 1))));
    }

    private static EmbeddedObjectPosition below(Tab tab, int sheetId) {
        return new EmbeddedObjectPosition()
                .setOverlayPosition(new OverlayPosition()
                        .setAnchorCell(new GridCoordinate()
                                .setSheetId(sheetId)
                                .setRowIndex(tab.keys().size() + 1 + ChartXml.BELOW)
                                .setColumnIndex(0))
                        .setWidthPixels(ChartXml.WIDTH_PX)
                        .setHeightPixels(ChartXml.HEIGHT_PX));
    }
}
