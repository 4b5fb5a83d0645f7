package org.pvswatch.own;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Finds the endpoints that a file names. */
final class Endpoints {
    private static final Set<String> SENDS = Set.of("to", "toD", "wireTap");
    private static final Set<String> FETCHES = Set.of("poll");
    private static final Set<String> BY_EXPRESSION = Set.of("enrich", "pollEnrich", "recipientList");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([\\w.-]+)(:[^}]*)?}}");

    private Endpoints() {}

    static List<EndpointUse> in(RouteFile file, Map<String, String> settings) {
        List<EndpointUse> uses = new ArrayList<>();
        Set<Node> options = Collections.newSetFromMap(new IdentityHashMap<>());
        Nodes.each(file.root(), (key, node) -> {
            if ("parameters".equals(key) && node instanceof MappingNode map) {
                map.getValue().forEach(option -> options.add(option.getValueNode()));
            } else if (options.contains(node)) {
                return; // mail has an option called to
            }
            if ("from".equals(key) || FETCHES.contains(key)) {
                add(uses, node, true, settings);
            } else if (SENDS.contains(key)) {
                add(uses, node, false, settings);
            } else if (BY_EXPRESSION.contains(key)) {
                Node said = RouteFile.at(node, "constant");
                Node simple = said == null ? RouteFile.at(node, "simple") : said;
                if (RouteFile.scalar(simple) != null) {
                    for (String uri : RouteFile.scalar(simple).split("\\s*,\\s*")) {
                        uses.add(EndpointUse.of(simple, filled(uri, settings), "pollEnrich".equals(key), null));
                    }
                }
            }
        });
        return uses;
    }

    private static void add(List<EndpointUse> uses, Node node, boolean begins, Map<String, String> settings) {
        Node uri = node instanceof MappingNode ? RouteFile.at(node, "uri") : node;
        if (RouteFile.scalar(uri) != null && !RouteFile.scalar(uri).isBlank()) {
            String filled = filled(RouteFile.scalar(uri).strip(), settings);
            uses.add(EndpointUse.of(uri, filled, begins, RouteFile.at(node, "parameters")));
        }
    }

    /** With the settings put in; what is no setting stays as it is. */
    static String filled(String text, Map<String, String> settings) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        return placeholder.replaceAll(found -> {
            String value = settings.get(found.group(1));
            String other = found.group(2);
            return Matcher.quoteReplacement(value != null ? value : other != null ? other.substring(1) : found.group());
        });
    }
}
