package org.pvswatch.mqtt;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.pvswatch.outlet.Outages;

/**
 * The one connection with the broker: made when first needed, made anew after it broke, with the last will that we are
 * offline; hears when Home Assistant is born again, and what inverters publish. Word of the routes of MQTT. Thread-safe.
 */
public final class MqttLink implements AutoCloseable {
    /** The route that speaks through it. */
    static final String ROUTE = "feed-mqtt";

    /** Reasons of MQTT 5 and 3 for a login that is not taken. */
    private static final Set<Integer> REFUSED = Set.of(4, 5, 0x86, 0x87, 0x8A, 0x8C);

    private static final long STOPPING_MS = 3_000;

    private final Broker broker;
    private final Topics topics;
    private final String clientId;
    private final Outages outages;
    private final Inbox inbox;
    private MqttClient client;
    private volatile Runnable whenBorn = () -> {};
    private final AtomicInteger session = new AtomicInteger();

    /**
     * @param settings all settings in force
     * @param clock our own
     * @param outages where trouble is said
     */
    public MqttLink(Map<String, String> settings, Clock clock, Outages outages) {
        this.broker = new Broker(settings);
        this.topics = new Topics(settings);
        this.clientId = "pvs-watch-" + settings.get("site.id");
        this.outages = outages;
        this.inbox = new Inbox(settings, clock);
    }

    /** Whether the owner has a broker. */
    public boolean isOn() {
        return broker.isSet();
    }

    /** Name in the archive of what inverters publish. */
    public String source() {
        return inbox.source();
    }

    /** What inverters have published since this was asked last, as one JSON text; {@code null} for nothing. */
    public String taken() {
        return inbox.take();
    }

    /** Something came on a topic of an inverter. */
    public void published(String topic, byte[] payload, boolean retained) {
        inbox.put(topic, payload, retained);
    }

    /** Another number for each connection, and each time Home Assistant starts: all has to be told again. */
    int session() {
        return session.get();
    }

    /** Told whenever Home Assistant starts; must return at once. */
    public void whenBorn(Runnable listener) {
        whenBorn = listener;
    }

    /** The client of the library, another one for each connection; {@code null} while there is none. */
    public synchronized MqttClient client() {
        return client;
    }

    /**
     * Sees to it that there is a connection.
     *
     * @return whether there is one; {@code false} when there is no broker, or it refused, which is said
     * @throws IOException when it cannot be reached
     */
    public synchronized boolean open() throws IOException {
        if (!isOn()) {
            return false;
        }
        try {
            if (client == null || !client.isConnected()) {
                connect();
            }
            return true;
        } catch (MqttException e) {
            return said(e);
        }
    }

    /** What was to be told is told. */
    public void works() {
        outages.works(ROUTE);
    }

    /** Says that we are offline, and goes. */
    @Override
    public synchronized void close() {
        if (client == null) {
            return;
        }
        try {
            if (client.isConnected()) {
                client.setTimeToWait(STOPPING_MS);
                if (topics.tells()) {
                    client.publish(topics.status(), Topics.OFFLINE.getBytes(StandardCharsets.UTF_8), 1, true);
                }
                client.disconnect(STOPPING_MS);
            }
        } catch (MqttException e) {
            // the will says the same
        } finally {
            quit();
        }
    }

    /** Each time with a new client: one that failed or broke off can hang in its next try. */
    private void connect() throws MqttException, IOException {
        quit();
        client = new MqttClient(broker.url(), clientId, new MemoryPersistence());
        try {
            client.setTimeToWait(broker.timeoutMs());
            client.setCallback(new Listener());
            client.connect(broker.options(topics.tells() ? new Message(topics.status(), Topics.OFFLINE) : null));
            if (topics.announces()) {
                client.subscribe(topics.birth(), 1);
            }
            if (inbox.isOn()) {
                client.subscribe(inbox.filter(), 1);
            }
            session.incrementAndGet();
        } catch (MqttException | IOException | RuntimeException e) {
            quit();
            throw e;
        }
    }

    private void quit() {
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
            client = null;
        }
    }

    private boolean said(MqttException failure) throws IOException {
        if (REFUSED.contains(failure.getReasonCode())) {
            outages.fails(
                    ROUTE,
                    "the broker refuses us; look at mqtt.user and mqtt.password-file, it is tried again after the next poll");
            return false;
        }
        if (failure.getCause() instanceof IOException cause) {
            throw cause;
        }
        if (failure.getReasonCode() == MqttClientException.REASON_CODE_CLIENT_TIMEOUT) {
            throw new SocketTimeoutException("the broker says nothing");
        }
        throw new IOException("reason " + failure.getReasonCode(), failure);
    }

    /** What the broker brings; called by the library's own thread. */
    private final class Listener implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (topics.announces() && topic.equals(topics.birth())) {
                boolean born = "online".equals(new String(message.getPayload(), StandardCharsets.UTF_8));
                if (born && !message.isRetained()) {
                    session.incrementAndGet();
                    whenBorn.run();
                }
            } else {
                published(topic, message.getPayload(), message.isRetained());
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
}
