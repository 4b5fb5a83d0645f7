package org.pvswatch.simulator;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

/** Tells the network about a simulated PVS by mDNS, as the newer firmware does. It is heard about four seconds later. */
public final class Announcement implements AutoCloseable {
    private static final String HOST = "pvs";

    private final List<JmDNS> voices = new ArrayList<>();

    /**
     * Begins to announce a simulator, at the address it listens on, and returns.
     *
     * @param options those the simulator was started with
     * @throws IOException when that address cannot be used for mDNS
     */
    public void begin(Simulator simulator, SimulatorOptions options) throws IOException {
        var identity = new SiteIdentity(options.profile(), options.seed());
        String type = options.profile().isPvs5() ? "_pvs5._tcp.local." : "_pvs6._tcp.local.";
        for (InetAddress address : addresses(options.address())) {
            var voice = JmDNS.create(address, HOST);
            voices.add(voice);
            voice.registerService(ServiceInfo.create(
                    type, HOST, simulator.pvsUrl().getPort(), 0, 0, Map.of("serialnum", identity.supervisor())));
        }
    }

    /** The address itself; for "all addresses" one of each interface but the machine's own. */
    private static List<InetAddress> addresses(InetAddress listening) throws IOException {
        if (!listening.isAnyLocalAddress()) {
            return List.of(listening);
        }
        return NetworkInterface.networkInterfaces()
                .flatMap(each -> each.inetAddresses()
                        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                        .limit(1))
                .toList();
    }

    /** Says goodbye, which takes about two seconds. */
    @Override
    public void close() throws IOException {
        for (JmDNS voice : voices) {
            voice.close();
        }
    }
}
