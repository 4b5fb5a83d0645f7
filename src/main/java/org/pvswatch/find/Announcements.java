package org.pvswatch.find;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceListener;
import org.pvswatch.find.Place.Origin;

/** Listens on the network for PVS that announce themselves (mDNS). The only class that knows the mDNS library. */
final class Announcements implements AutoCloseable {
    private static final List<String> TYPES = List.of("_pvs6._tcp.local.", "_pvs5._tcp.local.");

    /** Not the machine's own name: that may be announced already. */
    private static final String OUR_NAME = "pvs-watch-find";

    private static final Set<Integer> USUAL_PORTS = Set.of(0, 80, 443);

    private final List<JmDNS> ears = new ArrayList<>();

    /**
     * Asks and listens until closed. An interface that cannot multicast is left out.
     *
     * @param interfaces addresses of this machine, one for each interface
     * @param heard gets every place, perhaps several times, from any thread
     */
    void listen(Collection<InetAddress> interfaces, Consumer<Place> heard) {
        Listener listener = new Listener(heard);
        for (InetAddress address : interfaces) {
            try {
                JmDNS ear = JmDNS.create(address, OUR_NAME);
                ears.add(ear);
                TYPES.forEach(type -> ear.addServiceListener(type, listener));
            } catch (IOException e) {
                // this interface has no announcements for us; others may have
            }
        }
    }

    /** An IPv4 address of each interface that is up, the machine's own (for a simulated PVS) among them. */
    static List<InetAddress> interfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Announcements::isUsable)
                    .map(each -> each.inetAddresses()
                            .filter(Inet4Address.class::isInstance)
                            .findFirst())
                    .flatMap(Optional::stream)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static boolean isUsable(NetworkInterface each) {
        try {
            return each.isUp() && !each.isPointToPoint() && (each.supportsMulticast() || each.isLoopback());
        } catch (SocketException e) {
            return false;
        }
    }

    /** Begins to stop and returns; saying goodbye takes the library two seconds. */
    @Override
    public void close() {
        for (JmDNS ear : ears) {
            Thread goodbye = new Thread(
                    () -> {
                        try {
                            ear.close();
                        } catch (IOException e) {
                            // it was about to end anyhow
                        }
                    },
                    "find-goodbye");
            goodbye.setDaemon(true);
            goodbye.start();
        }
    }

    private record Listener(Consumer<Place> heard) implements ServiceListener {
        @Override
        public void serviceAdded(ServiceEvent event) {
            event.getDNS().requestServiceInfo(event.getType(), event.getName());
        }

        @Override
        public void serviceResolved(ServiceEvent event) {
            for (InetAddress address : event.getInfo().getInet4Addresses()) {
                int port = event.getInfo().getPort();
                if (!USUAL_PORTS.contains(port)) {
                    heard.accept(Place.of(address, port, Origin.ANNOUNCED));
                }
                heard.accept(Place.of(address, 0, Origin.ANNOUNCED));
            }
        }

        @Override
        public void serviceRemoved(ServiceEvent event) {
            // whether it still answers is found out by asking
        }
    }
}
