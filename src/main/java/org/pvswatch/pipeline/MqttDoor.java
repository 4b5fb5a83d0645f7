package org.pvswatch.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.pvswatch.mqtt.MqttLink;

/**
 * The way to the owner's broker, opened by the first call; word of the route {@code publish-mqtt}. While MQTT is off the
 * library is not even loaded.
 */
public final class MqttDoor {
    private static final String CLIENT = "mqttClient";
    private static final String WHEN_BORN = "direct:feed-mqtt";

    private final MqttLink link;

    /** @param link to the broker */
    public MqttDoor(MqttLink link) {
        this.link = link;
    }

    /**
     * Sees to it that there is a connection and that camel-paho-mqtt5 uses it.
     *
     * @return whether there is one
     */
    public boolean open(CamelContext context) throws IOException {
        link.whenBorn(() -> tell(context));
        boolean open = link.open();
        if (open) {
            context.getRegistry().bind(CLIENT, link.client());
        }
        return open;
    }

    private static void tell(CamelContext context) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.sendBody(WHEN_BORN, null);
        } catch (IOException e) {
            throw new UncheckedIOException("a template has nothing to close", e);
        }
    }
}
