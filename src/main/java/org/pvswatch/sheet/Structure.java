package org.pvswatch.sheet;

import com.google.api.services.sheets.v4.model.DeveloperMetadata;
import com.google.api.services.sheets.v4.model.EmbeddedChart;
import com.google.api.services.sheets.v4.model.GridProperties;
import com.google.api.services.sheets.v4.model.Sheet;
import com.google.api.services.sheets.v4.model.Spreadsheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What tabs a spreadsheet has, and which of them are ours. */
final class Structure {
    /** Marks a tab as ours; its value is the id of the tab. */
    static final String TAB_KEY = "pvs-watch.tab";

    private final Spreadsheet spreadsheet;
    private final Fence fence;

    Structure(Spreadsheet spreadsheet) {
        this.spreadsheet = spreadsheet;
        this.fence = new Fence(spreadsheet.getDeveloperMetadata());
    }

    Fence fence() {
        return fence;
    }

    String timeZone() {
        return spreadsheet.getProperties() == null
                ? ""
                : spreadsheet.getProperties().getTimeZone();
    }

    /** The tabs that hold cells, from left to right. */
    List<Sheet> grids() {
        List<Sheet> all = spreadsheet.getSheets();
        return all == null
                ? List.of()
                : all.stream()
                        .filter(sheet -> sheet.getProperties().getGridProperties() != null)
                        .toList();
    }

    /** The tab of a kind; of a tab and its copy the one that was made first. */
    Optional<Sheet> of(Tab tab) {
        List<Sheet> marked = new ArrayList<>();
        for (Sheet sheet : grids()) {
            List<DeveloperMetadata> metadata =
                    Objects.requireNonNullElse(sheet.getDeveloperMetadata(), List.<DeveloperMetadata>of());
            if (metadata.stream().anyMatch(each -> isMark(each, tab))) {
                marked.add(sheet);
            }
        }
        return marked.stream()
                .filter(sheet -> id(sheet) >= Layout.FIRST_SHEET_ID)
                .findFirst()
                .or(() -> marked.stream().findFirst());
    }

    private static boolean isMark(DeveloperMetadata metadata, Tab tab) {
        return TAB_KEY.equals(metadata.getMetadataKey()) && tab.id().equals(metadata.getMetadataValue());
    }

    boolean hasTitle(String title) {
        List<Sheet> all = Objects.requireNonNullElse(spreadsheet.getSheets(), List.<Sheet>of());
        return all.stream()
                .anyMatch(sheet -> title.equalsIgnoreCase(sheet.getProperties().getTitle()));
    }

    boolean hasChart(int chartId) {
        return grids().stream()
                .flatMap(sheet -> Objects.requireNonNullElse(sheet.getCharts(), List.<EmbeddedChart>of()).stream())
                .anyMatch(chart -> Objects.equals(chart.getChartId(), chartId));
    }

    /** How many cells all tabs have, empty or not. */
    long cells() {
        return grids().stream()
                .mapToLong(sheet -> (long) rows(sheet) * columns(sheet))
                .sum();
    }

    static int id(Sheet sheet) {
        return Objects.requireNonNullElse(sheet.getProperties().getSheetId(), 0);
    }

    static int rows(Sheet sheet) {
        return count(sheet.getProperties().getGridProperties(), true);
    }

    static int columns(Sheet sheet) {
        return count(sheet.getProperties().getGridProperties(), false);
    }

    private static int count(GridProperties grid, boolean rows) {
        return Objects.requireNonNullElse(rows ? grid.getRowCount() : grid.getColumnCount(), 0);
    }
}
