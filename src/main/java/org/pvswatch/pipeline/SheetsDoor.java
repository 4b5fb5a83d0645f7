package org.pvswatch.pipeline;

import org.apache.camel.CamelContext;
import org.apache.camel.component.google.sheets.GoogleSheetsComponent;

/**
 * The way to Google Sheets, opened by the first call; word of the route {@code sink-sheets}. A sheet that is off has not even
 * its classes loaded.
 */
public final class SheetsDoor {
    private final String rootUrl;

    /** @param rootUrl where Google Sheets answers, without a slash at its end */
    public SheetsDoor(String rootUrl) {
        this.rootUrl = rootUrl;
    }

    /** Sees to it that camel-google-sheets goes our way. */
    public void open(CamelContext context) {
        context.getComponent("google-sheets", GoogleSheetsComponent.class).setClientFactory(new SheetsClient(rootUrl));
    }
}
