package org.pvswatch.find;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Where a PVS may be.
 *
 * @param urls what to ask, one after another until one answers
 * @param origin who says so; of several addresses of one box the earlier origin is the better one
 */
record Place(List<URI> urls, Origin origin) {
    private static final int LARGEST_PORT = 65_535;

    /** In the order of preference. */
    enum Origin {
        /** An argument or a setting: the owner chose it, it may be a lasting name or a proxy. */
        OWNER,
        /** The installer port, whose address never changes. */
        INSTALLER,
        /** Announced on the network: works from everywhere in it, but the router may give out another one. */
        ANNOUNCED,
        /** A name such as {@code pvs.local}: not every machine can look it up, and two boxes quarrel about it. */
        NAME
    }

    /**
     * A place in an owner's words: {@code 192.168.1.20}, {@code pvs.example:8443} or a whole address. Without a scheme
     * https is tried first, then http.
     *
     * @throws IllegalArgumentException with one sentence
     */
    static Place of(String words, Origin origin) {
        boolean whole = words.contains("://");
        List<URI> urls = whole
                ? List.of(url(words, words))
                : List.of(url("https://" + words, words), url("http://" + words, words));
        return new Place(urls, origin);
    }

    /**
     * The address in the settings. At a usual port https is tried first whatever the address says: the firmware may have
     * been updated since.
     *
     * @throws IllegalArgumentException with one sentence
     */
    static Place configured(String url) {
        return of(url.replaceFirst("^https?://(?=[^:/]+$)", ""), Origin.OWNER);
    }

    /** A machine on the network; https is tried first, then http. */
    static Place of(InetAddress address, int port, Origin origin) {
        String host = address.getHostAddress().replaceFirst("%.*", "");
        return of((host.contains(":") ? "[" + host + "]" : host) + (port > 0 ? ":" + port : ""), origin);
    }

    private static URI url(String text, String words) {
        try {
            URI url = URI.create(text.replaceFirst("/+$", ""));
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getHost() != null
                    && (scheme.equals("http") || scheme.equals("https"))
                    && url.getPort() <= LARGEST_PORT
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the sentence
        }
        throw new IllegalArgumentException("'" + words.replaceFirst("[^/@]*@", "...@")
                + "' is not an address; write one such as 192.168.1.20 or https://pvs.example:8443");
    }

    String host() {
        return urls.get(0).getHost();
    }

    /** The same for two places that need be asked only once. */
    String key() {
        URI url = urls.get(0);
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return (url.getHost() + port + url.getRawPath()).toLowerCase(Locale.ROOT);
    }

    /** The place in words of an owner. */
    @Override
    public String toString() {
        URI url = urls.get(0);
        return urls.size() == 1 ? url.toString() : url.getRawAuthority() + url.getRawPath();
    }
}
