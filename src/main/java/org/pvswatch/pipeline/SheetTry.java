package org.pvswatch.pipeline;

import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.pvswatch.sheet.SheetCall;

/** Makes one call to Google Sheets as the route {@code sink-sheets} makes them, and lets its failure out. */
public final class SheetTry {
    private SheetTry() {}

    /**
     * Makes it.
     *
     * @throws Exception whatever went wrong
     */
    public static void call(Watch watch, SheetCall call, String keyFile) throws Exception {
        CamelContext context = watch.context();
        watch.word("sheetsDoor", SheetsDoor.class).open(context);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange done = template.request(call.endpoint() + "serviceAccountKey=" + keyFile, exchange -> {
                exchange.getMessage().setHeader("CamelGoogleSheets.spreadsheetId", call.spreadsheetId());
                exchange.getMessage().setBody(call.request());
            });
            if (done.getException() != null) {
                throw new IOException(done.getException());
            }
        }
    }
}
