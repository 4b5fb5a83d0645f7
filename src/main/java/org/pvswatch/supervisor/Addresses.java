package org.pvswatch.supervisor;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a PVS may be found, from the one address its owner wrote.
 *
 * <p>Written without a scheme: https first, because later firmware has its login there, then http. Written as plain http
 * on the usual port: https as well, because a firmware update moves the box there. Written as https: nothing else, since a
 * password must not take the open road because the safe one is closed.
 */
final class Addresses {
    private static final Pattern SCHEME = Pattern.compile("^https?://.*");

    private Addresses() {}

    /** The base addresses to try, in order, without a slash at the end. */
    static List<String> of(String written) {
        if (!SCHEME.matcher(written).matches()) {
            return List.of("https://" + written, "http://" + written);
        }
        URI uri = URI.create(written);
        if ("http".equals(uri.getScheme()) && (uri.getPort() < 0 || uri.getPort() == 80)) {
            return List.of(written, "https://" + uri.getHost() + uri.getRawPath());
        }
        return List.of(written);
    }

    /** Whether an address is that of this host and port. */
    static boolean at(String address, String host, int port) {
        URI uri = URI.create(address);
        int own = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return host.equalsIgnoreCase(bare(uri.getHost())) && port == own;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
