package org.pvswatch.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvswatch.settings.NearestName;
import org.pvswatch.settings.RenamedSettings;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** What no text of a route may hold: settings that are not set, secrets, the address of the PVS. */
final class TextRules {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^}:]+?)\\s*(:[^}]*)?}}");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(\\b(password|passwd|pwd|secret|token|access_?token|api[_-]?key|appid)=(?!RAW\\(\\{\\{)[^{}$&\\s]{4,})"
                    + "|(\\b(bearer|basic)\\s+[\\w.+/=-]{8,})"
                    + "|(://[^/\\s{}$]+:[^/\\s{}$]+@)"
                    + "|(/bot\\d{6,}:[\\w-]{20,})");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i)(authorization|(.*[-_])?(token|secret|password|api-?key))");

    private final House house;

    TextRules(House house) {
        this.house = house;
    }

    /** Says that there is one, never which. */
    static Problem secret(RouteFile file, Node node) {
        return file.problem(
                node,
                "a secret stands in this route",
                "write {{env:MY_SECRET}} for it and set that variable, or, in a header, constant: \"resource:file:/a/file/only/you/read\"");
    }

    /** Settings that are called otherwise now. */
    static List<Problem> renamed(RouteFile file) {
        List<Problem> remarks = new ArrayList<>();
        if (file.root() != null) {
            Nodes.each(file.root(), (key, node) -> {
                Matcher placeholder = PLACEHOLDER.matcher(String.valueOf(RouteFile.scalar(node)));
                while (placeholder.find()) {
                    String now = RenamedSettings.NEW_NAMES.get(placeholder.group(1));
                    if (now != null) {
                        remarks.add(file.problem(
                                node,
                                "'" + placeholder.group(1) + "' is called '" + now + "' now",
                                "it still works, write {{" + now + "}}"));
                    }
                }
            });
        }
        return remarks;
    }

    List<Problem> problems(RouteFile file) {
        List<Problem> problems = new ArrayList<>();
        Nodes.each(file.root(), (key, node) -> {
            String text = RouteFile.scalar(node);
            if (text != null) {
                checkPlaceholders(file, node, text, problems);
                if (SECRET.matcher(text).find()) {
                    problems.add(secret(file, node));
                }
                if (text.contains("{{pvs.url}}") && !"message".equals(key) && !isAddress(key)) {
                    problems.add(file.problem(
                            node,
                            "this asks the PVS itself",
                            "take its readings from seda:reading-..., they cost the PVS nothing"));
                }
            } else if ("setHeader".equals(key) && node instanceof MappingNode) {
                checkHeader(file, node, problems);
            }
        });
        return problems;
    }

    /** Those are looked at where endpoints are. */
    private static boolean isAddress(String key) {
        return Set.of("uri", "to", "toD", "from", "wireTap").contains(key);
    }

    private void checkHeader(RouteFile file, Node step, List<Problem> problems) {
        String name = String.valueOf(RouteFile.scalar(RouteFile.at(step, "name")));
        Node value =
                RouteFile.at(step, "constant") == null ? RouteFile.at(step, "simple") : RouteFile.at(step, "constant");
        String said = RouteFile.scalar(value);
        boolean literal = said != null && !said.contains("{") && !said.startsWith("resource:");
        if (SECRET_NAME.matcher(name).matches()
                && literal
                && !SECRET.matcher(said).find()) {
            problems.add(secret(file, value));
        }
    }

    private void checkPlaceholders(RouteFile file, Node node, String text, List<Problem> problems) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            String key = placeholder.group(1);
            boolean known = house.settings().containsKey(key) || key.startsWith("?") || placeholder.group(2) != null;
            if (!known && key.startsWith("own.")) {
                problems.add(file.problem(
                        node, "'" + key + "' is not set", "write " + key + "=... into config/application.properties"));
            } else if (!known) {
                String mend = NearestName.suggest(
                                key, new TreeSet<>(house.settings().keySet()))
                        .replace("remove the line", "your own settings begin with 'own.'");
                problems.add(file.problem(node, "no setting is called '" + key + "'", mend));
            }
        }
    }
}
