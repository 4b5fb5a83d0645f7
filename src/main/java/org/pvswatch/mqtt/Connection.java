package org.pvswatch.mqtt;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** One connection with the broker, with the last will that we are offline. Used under the lock of {@link MqttLink}. */
final class Connection implements MqttCallback {
    /** Reasons of MQTT 5 and 3 for a login that is not taken. */
    private static final Set<Integer> REFUSED = Set.of(4, 5, 0x86, 0x87, 0x8A, 0x8C);

    private static final long STOPPING_MS = 3_000;

    private final Broker broker;
    private final Topics topics;
    private final MqttLink link;
    private MqttClient client;

    Connection(Broker broker, Topics topics, MqttLink link) {
        this.broker = broker;
        this.topics = topics;
        this.link = link;
    }

    boolean isOpen() {
        return client != null && client.isConnected();
    }

    MqttClient client() {
        return client;
    }

    /** @param inverters topics to hear, empty for none */
    void open(String clientId, String inverters) throws IOException {
        try {
            client = new MqttClient(broker.url(), clientId, new MemoryPersistence());
            client.setTimeToWait(broker.timeoutMs());
            client.setCallback(this);
            client.connect(broker.options(topics.tells() ? new Message(topics.status(), Topics.OFFLINE) : null));
            if (topics.announces()) {
                client.subscribe(topics.birth(), 1);
            }
            if (!inverters.isEmpty()) {
                client.subscribe(inverters, 1);
            }
        } catch (MqttException e) {
            throw inOurWords(e);
        }
    }

    /** Says that we are offline, if anybody hears it. */
    void farewell() {
        try {
            if (isOpen()) {
                client.setTimeToWait(STOPPING_MS);
                if (topics.tells()) {
                    client.publish(topics.status(), Topics.OFFLINE.getBytes(StandardCharsets.UTF_8), 1, true);
                }
                client.disconnect(STOPPING_MS);
            }
        } catch (MqttException e) {
            // the will says the same
        }
    }

    void close() {
        if (client != null) {
            try {
                client.disconnectForcibly(0, 0, false);
            } catch (MqttException e) {
                // it was not connected
            }
            try {
                client.close(true);
            } catch (MqttException e) {
                // there is nothing left to close
            }
        }
    }

    private static IOException inOurWords(MqttException failure) {
        if (REFUSED.contains(failure.getReasonCode())) {
            return new MqttLink.RefusedException(failure);
        }
        if (failure.getCause() instanceof IOException cause) {
            return cause;
        }
        if (failure.getReasonCode() == MqttClientException.REASON_CODE_CLIENT_TIMEOUT) {
            return new SocketTimeoutException("the broker says nothing");
        }
        return new IOException("reason " + failure.getReasonCode(), failure);
    }

    /** Called by the library's own thread, as all that follows. */
    @Override
    public void messageArrived(String topic, MqttMessage message) {
        if (topics.announces() && topic.equals(topics.birth())) {
            boolean born = Topics.ONLINE.equals(new String(message.getPayload(), StandardCharsets.UTF_8));
            if (born && !message.isRetained()) {
                link.born();
            }
        } else {
            link.published(topic, message.getPayload(), message.isRetained());
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        // the next poll connects anew, or says why not
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // as above
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // publishing waits for it
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
        // connecting waits for it
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
        // user and password are all we know
    }
}
