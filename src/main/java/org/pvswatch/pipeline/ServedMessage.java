package org.pvswatch.pipeline;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.pvswatch.share.Served;

/** Turns what a client is told into the message that goes there; word of the route {@code share-pvs}. Pure. */
public final class ServedMessage {
    /** Status, headers and body of what is served; nothing else stays on the message. */
    public void fill(Exchange exchange) {
        Message message = exchange.getMessage();
        Served served = message.getBody(Served.class);
        message.removeHeaders("*");
        served.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, served.status());
        message.setBody(served.body());
    }
}
