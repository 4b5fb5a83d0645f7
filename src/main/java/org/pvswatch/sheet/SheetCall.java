package org.pvswatch.sheet;

/**
 * One call to Google Sheets; the route {@code sink-sheets} makes it.
 *
 * @param kind which one
 * @param spreadsheetId of which spreadsheet
 * @param request what is sent, {@code null} when there is nothing to send
 */
public record SheetCall(Kind kind, String spreadsheetId, Object request) {
    /** The three calls that are needed. */
    public enum Kind {
        /** What tabs there are. */
        LOOK("google-sheets:spreadsheets/get?"),
        /** What stands in them. */
        READ("google-sheets:data/batchGetByDataFilter?inBody=batchGetValuesByDataFilterRequest&"),
        /** A change, done wholly or not at all. */
        WRITE("google-sheets:spreadsheets/batchUpdate?inBody=batchUpdateSpreadsheetRequest&");

        private final String endpoint;

        Kind(String endpoint) {
            this.endpoint = endpoint;
        }
    }

    /** The endpoint of camel-google-sheets, ready for another option. */
    public String endpoint() {
        return kind.endpoint;
    }
}
