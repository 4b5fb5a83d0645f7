package org.pvswatch.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Another client of the broker: hears everything, and can say something. */
public final class Ear implements AutoCloseable {
    private static final long PATIENCE_MS = 10_000;

    private final MqttClient client;
    private final Map<String, String> held = new TreeMap<>();
    private final List<String> order = new ArrayList<>();

    public Ear(String url) throws MqttException {
        client = new MqttClient(url, "ear-" + System.nanoTime(), new MemoryPersistence());
        client.setTimeToWait(PATIENCE_MS);
        client.setCallback(new Hears());
        client.connect();
        client.subscribe("#", 1);
    }

    /** What a topic holds, {@code null} for nothing. */
    public synchronized String at(String topic) {
        return held.get(topic);
    }

    /** What every topic holds. */
    public synchronized Map<String, String> all() {
        return new TreeMap<>(held);
    }

    /** Topics in the order they were heard, since they were asked for last. */
    public synchronized List<String> heard() {
        List<String> heard = List.copyOf(order);
        order.clear();
        return heard;
    }

    /** Waits until what all topics hold is as it should be. */
    public synchronized Map<String, String> until(String what, Predicate<Map<String, String>> right)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (!right.test(held)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("never heard that " + what + "; topics: " + held.keySet());
            }
            wait(left);
        }
        return new TreeMap<>(held);
    }

    /** Waits until a topic was heard since {@link #heard} was asked last. */
    public synchronized void untilHeard(String topic) throws InterruptedException {
        until(topic + " was told", any -> order.contains(topic));
    }

    public void say(String topic, String payload, boolean retained) throws MqttException {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, retained);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 100);
        client.close(true);
    }

    private final class Hears implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            synchronized (Ear.this) {
                String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
                order.add(topic);
                if (payload.isEmpty()) {
                    held.remove(topic);
                } else {
                    held.put(topic, payload);
                }
                Ear.this.notifyAll();
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String uri) {}

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {}
    }
}
