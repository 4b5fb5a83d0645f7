package org.pvswatch.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pvswatch.settings.NearestName;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** What a schema cannot say of an owner's route files: names, words, settings, secrets, and the peace of the PVS. */
final class HouseRules {
    /** These keep promises: the archive comes first, and a PVS is only ever read. */
    private static final Set<String> KEPT = Set.of("archive-raw", "archive-waiting", "get-pvs");

    private static final Set<String> MAY_HOLD = Set.of("route", "beans");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,59}");

    private final House house;
    private final List<RouteFile> files;
    private final Set<String> begun = new TreeSet<>();
    private final Set<String> sent = new TreeSet<>();

    /** @param files all of the owner's that are YAML */
    HouseRules(House house, List<RouteFile> files) {
        this.house = house;
        this.files = files;
        house.routes()
                .values()
                .forEach(uri -> begun.add(EndpointUse.of(null, uri, true, null).name()));
        for (RouteFile file : files) {
            for (EndpointUse use : Endpoints.in(file, house.settings())) {
                (use.begins() ? begun : sent).add(use.name());
            }
        }
    }

    List<Problem> problems(RouteFile file) {
        List<Problem> problems = new ArrayList<>();
        for (NodeTuple item : file.items()) {
            String key = RouteFile.scalar(item.getKeyNode());
            if (!MAY_HOLD.contains(key)) {
                problems.add(file.problem(
                        item.getKeyNode(),
                        "'" + key + "' is not taken from an owner's file",
                        "write routes and beans"));
            }
        }
        file.routes().forEach(route -> checkRoute(file, route, problems));
        problems.addAll(new EndpointRules(house, begun, sent).problems(file));
        problems.addAll(new WordRules(house).problems(file));
        problems.addAll(new TextRules(house).problems(file));
        return problems;
    }

    private void checkRoute(RouteFile file, MappingNode route, List<Problem> problems) {
        Node named = RouteFile.at(route, "id");
        String id = RouteFile.scalar(named);
        if (id == null) {
            problems.add(file.problem(route, "this route has no id", "write 'id: " + file.stem() + "'"));
            return;
        }
        if (!ID.matcher(id).matches()) {
            problems.add(file.problem(named, "'" + id + "' is no id", "use lower-case letters, digits and dashes"));
        }
        firstOf(id, named)
                .ifPresent(first -> problems.add(file.problem(
                        named,
                        "the id '" + id + "' stands here again, first in " + first,
                        "give one of them another id")));
        if (KEPT.contains(id)) {
            problems.add(file.problem(
                    named, "'" + id + "' is not replaced: archive and PVS depend on it", "give yours another id"));
        }
        checkBeginning(file, route, id, problems);
        Node policy = RouteFile.at(route, "routeConfigurationId");
        String policyId = RouteFile.scalar(policy);
        if (policyId != null && !house.policies().contains(policyId)) {
            problems.add(file.problem(
                    policy, "no policy is called '" + policyId + "'", NearestName.suggest(policyId, house.policies())));
        }
    }

    private void checkBeginning(RouteFile file, MappingNode route, String id, List<Problem> problems) {
        Node uri = RouteFile.at(RouteFile.at(route, "from"), "uri");
        if (RouteFile.scalar(uri) == null) {
            return;
        }
        String begins = EndpointUse.of(uri, RouteFile.scalar(uri), true, null).name();
        String replaced = house.routes().get(id);
        boolean called = replaced != null && replaced.startsWith("direct:");
        if (called && !begins.equals(replaced)) {
            problems.add(file.problem(
                    uri,
                    "this replaces '" + id + "' and begins elsewhere",
                    "begin it with " + replaced + " as that does"));
        } else if (!called && !begins.equals(replaced) && house.routes().containsValue(begins)) {
            problems.add(file.problem(
                    uri,
                    begins + " is where a shipped route begins",
                    "choose another name, or give this route its id"));
        } else if (begins.matches("(direct|seda):.*") && isBegunBefore(begins, uri)) {
            problems.add(file.problem(uri, "two routes begin with " + begins, "give one of them another name"));
        }
    }

    private boolean isBegunBefore(String name, Node here) {
        return files.stream()
                .flatMap(file -> Endpoints.in(file, house.settings()).stream())
                .filter(use -> use.begins() && use.name().equals(name))
                .findFirst()
                .filter(first -> first.node() != here)
                .isPresent();
    }

    private Optional<String> firstOf(String id, Node here) {
        for (RouteFile file : files) {
            for (MappingNode route : file.routes()) {
                Node named = RouteFile.at(route, "id");
                if (named == here) {
                    return Optional.empty();
                }
                if (id.equals(RouteFile.scalar(named))) {
                    return Optional.of(file.path().getFileName() + ":" + RouteFile.line(named));
                }
            }
        }
        return Optional.empty();
    }
}
