package org.pvswatch.mqtt;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.pvswatch.outlet.Outages;

/**
 * The link with the broker: a connection made when first needed, and made anew after it broke; hears when Home Assistant is
 * born again, and what inverters publish. Word of the routes of MQTT. Thread-safe.
 */
public final class MqttLink implements AutoCloseable {
    /** The route that speaks through it. */
    private static final String ROUTE = "feed-mqtt";

    private final Broker broker;
    private final Topics topics;
    private final String clientId;
    private final Outages outages;
    private final Inbox inbox;
    private final AtomicInteger session = new AtomicInteger();
    private volatile Runnable whenBorn = () -> {};
    private Connection connection;

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

    /** Home Assistant starts. */
    void born() {
        session.incrementAndGet();
        whenBorn.run();
    }

    /** The client of the library, another one for each connection; {@code null} while there is none. */
    public synchronized Object client() {
        return connection == null ? null : connection.client();
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
        if (connection != null && connection.isOpen()) {
            return true;
        }
        quit();
        connection = new Connection(broker, topics, this); // one that failed or broke off can hang in its next try
        try {
            connection.open(clientId, inbox.filter());
            session.incrementAndGet();
            return true;
        } catch (RefusedException e) {
            quit();
            outages.fails(
                    ROUTE,
                    "the broker refuses us; look at mqtt.user and mqtt.password-file, it is tried again after the next poll");
            return false;
        } catch (IOException | RuntimeException e) {
            quit();
            throw e;
        }
    }

    /** What was to be told is told. */
    public void works() {
        outages.works(ROUTE);
    }

    /** Says that we are offline, and goes. */
    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.farewell();
            quit();
        }
    }

    private void quit() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** The broker does not let us in. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(Throwable cause) {
            super("the broker refuses us", cause);
        }
    }
}
