package org.pvswatch.sheet;

/** Somebody changes the spreadsheet at the same time; the next try will do. */
final class SheetBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SheetBusyException(String message) {
        super(message);
    }
}
