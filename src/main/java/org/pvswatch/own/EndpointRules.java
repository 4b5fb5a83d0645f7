package org.pvswatch.own;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pvswatch.settings.NearestName;

/** Whether each endpoint exists, takes its options, is heard or told by somebody, and is no PVS. */
final class EndpointRules {
    private static final Set<String> INSIDE = Set.of("direct", "seda");
    private static final String ASKED = "take its readings from seda:reading-..., they cost the PVS nothing";

    private final House house;
    private final Set<String> begun;
    private final Set<String> sent;
    private final Parts parts = new Parts();

    EndpointRules(House house, Set<String> begun, Set<String> sent) {
        this.house = house;
        this.begun = begun;
        this.sent = sent;
    }

    List<Problem> problems(RouteFile file) {
        List<Problem> problems = new ArrayList<>();
        for (EndpointUse use : Endpoints.in(file, house.settings())) {
            if (!use.isOpen()) {
                check(file, use, problems);
            }
        }
        return problems;
    }

    private void check(RouteFile file, EndpointUse use, List<Problem> problems) {
        Parts.Component component = parts.component(use.scheme());
        if (component == null) {
            String nearest = NearestName.suggest(use.scheme(), parts.names())
                    .replace("remove the line", "there are: " + String.join(", ", parts.names()));
            problems.add(file.problem(use.node(), "no endpoint is called '" + use.scheme() + "'", nearest));
            return;
        }
        if (use.begins() && component.onlyEnds() || !use.begins() && component.onlyBegins()) {
            String what = use.begins() ? "no route begins with '%s'" : "nothing is sent to '%s'";
            String mend =
                    use.begins() ? "begin with a timer or a feed, and write it as a step" : "begin a route with it";
            problems.add(file.problem(use.node(), what.formatted(use.scheme()), mend));
            return;
        }
        use.options().forEach((name, option) -> {
            if (!component.knows(name)) {
                problems.add(file.problem(
                        option.node(),
                        "'" + name + "' is no option of '" + use.scheme() + "'",
                        NearestName.suggest(name, component.options())));
            } else if (component.secrets().contains(name) && !option.value().matches(".*(\\{\\{|\\$\\{|#bean:).*")) {
                problems.add(TextRules.secret(file, option.node()));
            }
        });
        if (use.scheme().startsWith("http") && isPvs(use.uri())) {
            String method = use.options().containsKey("httpMethod")
                    ? use.options().get("httpMethod").value()
                    : "GET";
            boolean writes = !"GET".equalsIgnoreCase(method) || use.uri().contains("set=");
            problems.add(file.problem(
                    use.node(),
                    writes ? "this would write to a PVS, which is only ever read" : "this asks the PVS itself",
                    ASKED));
        }
        if (INSIDE.contains(use.scheme()) && !use.uri().contains("${")) {
            checkInside(file, use, problems);
        }
    }

    private void checkInside(RouteFile file, EndpointUse use, List<Problem> problems) {
        if (!use.begins() && !begun.contains(use.name())) {
            problems.add(file.problem(
                    use.node(), "no route begins with " + use.name(), NearestName.suggest(use.name(), begun)));
        }
        boolean told = house.routes().containsValue(use.name()) || sent.contains(use.name()) || named(use.name());
        if (use.begins() && !told && Feeds.kind(use.name()) == null) {
            Set<String> feeds = new TreeSet<>();
            String rest = use.name().replaceFirst("^\\w+:[^-]*-?", "");
            Feeds.KINDS.forEach(kind -> feeds.add("seda:" + kind + "-" + (rest.isEmpty() ? "mine" : rest)));
            feeds.addAll(sent);
            problems.add(file.problem(
                    use.node(),
                    "nobody sends anything to " + use.name(),
                    NearestName.suggest(use.name(), feeds)
                            .replace("remove the line", "begin with one of: " + String.join(", ", feeds))));
        }
    }

    /** By a setting. */
    private boolean named(String name) {
        return Arrays.asList((house.settings().get("poll.sinks") + ","
                                + house.settings().get("reading.feeds"))
                        .split("\\s*,\\s*"))
                .contains(name);
    }

    private boolean isPvs(String uri) {
        if (uri.startsWith("https:pvs") || uri.contains("exchangeProperty.pvs")) {
            return true;
        }
        String host = host(uri);
        return host != null
                && Arrays.stream(house.settings().getOrDefault("pvs.url", "").split(","))
                        .map(String::trim)
                        .map(address -> host(address.contains("://") ? address : "http://" + address))
                        .anyMatch(host::equals);
    }

    /** Host and port. */
    private static String host(String uri) {
        try {
            URI parsed = URI.create(uri.replaceFirst("\\?.*", ""));
            return parsed.getHost() == null ? null : parsed.getHost() + ":" + parsed.getPort();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
