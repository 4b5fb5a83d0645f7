package org.pvswatch.pipeline;

import java.io.IOException;
import org.apache.camel.CamelContext;
import org.pvswatch.mqtt.MqttLink;

/**
 * The way to the owner's broker, opened by the first call; word of the route {@code publish-mqtt}. While MQTT is off not even
 * its classes are loaded.
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
        boolean first = link.client() == null;
        if (first) {
            link.whenBorn(() -> context.createProducerTemplate().sendBody(WHEN_BORN, null));
        }
        try {
            return link.open();
        } finally {
            if (first && link.client() != null) {
                context.getRegistry().bind(CLIENT, link.client());
            }
        }
    }
}
