package org.pvswatch.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.support.DefaultExchange;

/**
 * Brings what came out of a split together as one list; word of every route that splits and goes on. A part that
 * came to nothing, or failed and was handled (parked, said), is left out and does not stop what follows, wherever among
 * its siblings it stood: the list travels on a message of its own, since one that was handled ends its route.
 */
public final class Gatherer implements AggregationStrategy {
    @Override
    public Exchange aggregate(Exchange soFar, Exchange part) {
        Exchange gathered = soFar;
        if (gathered == null) {
            gathered = new DefaultExchange(part.getContext());
            gathered.getMessage().setBody(new ArrayList<>());
        }
        if (!failed(part) && part.getMessage().getBody() != null) {
            @SuppressWarnings("unchecked")
            List<Object> parts = gathered.getMessage().getBody(List.class);
            parts.add(part.getMessage().getBody());
        }
        return gathered;
    }

    private static boolean failed(Exchange part) {
        ExchangeExtension handling = part.getExchangeExtension();
        return part.isFailed() || (handling.isErrorHandlerHandledSet() && handling.isErrorHandlerHandled());
    }
}
