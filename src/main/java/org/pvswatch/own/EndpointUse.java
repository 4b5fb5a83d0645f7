package org.pvswatch.own;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * An endpoint that a file names.
 *
 * @param node where its address stands
 * @param uri the address, with the settings put in
 * @param begins whether a route begins there; otherwise messages are sent there
 * @param options its options by name, each with where it stands
 */
record EndpointUse(Node node, String uri, boolean begins, Map<String, Option> options) {
    private static final Pattern OPEN = Pattern.compile("^(\\$|\\{\\{).*");

    /** One option: where it stands, and its value as written. */
    record Option(Node node, String value) {}

    static EndpointUse of(Node node, String uri, boolean begins, Node parameters) {
        Map<String, Option> options = new LinkedHashMap<>();
        int query = uri.indexOf('?');
        if (query >= 0) {
            for (String pair : uri.substring(query + 1).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    options.put(pair.substring(0, equals), new Option(node, decoded(pair.substring(equals + 1))));
                }
            }
        }
        if (parameters instanceof MappingNode map) {
            for (NodeTuple option : map.getValue()) {
                options.put(
                        RouteFile.scalar(option.getKeyNode()),
                        new Option(option.getKeyNode(), String.valueOf(RouteFile.scalar(option.getValueNode()))));
            }
        }
        return new EndpointUse(node, uri, begins, options);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /** Whether only a running route knows what it is. */
    boolean isOpen() {
        return OPEN.matcher(uri).matches();
    }

    String scheme() {
        int colon = uri.indexOf(':');
        return colon < 0 ? uri.replaceFirst("\\?.*", "") : uri.substring(0, colon);
    }

    /** Such as {@code direct:send-mail}. */
    String name() {
        return uri.replaceFirst("\\?.*", "").replaceFirst("^(\\w+):/*", "$1:");
    }
}
