package org.pvswatch.sheet;

import com.google.api.services.sheets.v4.model.AddSheetRequest;
import com.google.api.services.sheets.v4.model.BatchUpdateSpreadsheetRequest;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.DeleteSheetRequest;
import com.google.api.services.sheets.v4.model.ExtendedValue;
import com.google.api.services.sheets.v4.model.GridCoordinate;
import com.google.api.services.sheets.v4.model.GridProperties;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.SheetProperties;
import com.google.api.services.sheets.v4.model.UpdateCellsRequest;
import java.util.List;

/**
 * Whether a spreadsheet can be read and written. The row it writes stands in a tab of its own, which the same call adds and takes
 * away again, so that nothing is seen of it.
 */
public final class SheetTrial {
    /** Beside the numbers that tabs get by themselves or from us. */
    private static final int SHEET_ID = 77_000_077;

    private final String spreadsheetId;
    private final ServiceAccountKey key;

    /**
     * @param spreadsheet id of the spreadsheet or its address
     * @param keyFile key of the service account
     */
    public SheetTrial(String spreadsheet, String keyFile) {
        this.spreadsheetId = SheetSync.id(spreadsheet);
        this.key = new ServiceAccountKey(keyFile);
    }

    /** The call that only looks. */
    public SheetCall look() {
        return new SheetCall(SheetCall.Kind.LOOK, spreadsheetId, null);
    }

    /** The call that writes a row. */
    public SheetCall write() {
        List<CellData> cells = List.of(
                new CellData().setUserEnteredValue(new ExtendedValue().setStringValue("PVS Watch may write here")));
        List<Request> requests = List.of(
                new Request()
                        .setAddSheet(new AddSheetRequest()
                                .setProperties(new SheetProperties()
                                        .setSheetId(SHEET_ID)
                                        .setTitle("PVS Watch test")
                                        .setGridProperties(new GridProperties()
                                                .setRowCount(1)
                                                .setColumnCount(1)))),
                new Request()
                        .setUpdateCells(new UpdateCellsRequest()
                                .setStart(new GridCoordinate()
                                        .setSheetId(SHEET_ID)
                                        .setRowIndex(0)
                                        .setColumnIndex(0))
                                .setRows(List.of(new RowData().setValues(cells)))
                                .setFields("userEnteredValue")),
                new Request().setDeleteSheet(new DeleteSheetRequest().setSheetId(SHEET_ID)));
        return new SheetCall(
                SheetCall.Kind.WRITE, spreadsheetId, new BatchUpdateSpreadsheetRequest().setRequests(requests));
    }

    /** What a failure means and what to do, a sentence without its full stop. */
    public String problem(Throwable failure) {
        return Trouble.of(failure, key, spreadsheetId).sentence();
    }
}
