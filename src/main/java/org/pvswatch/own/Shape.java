package org.pvswatch.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pvswatch.settings.NearestName;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Whether a route file has the shape of Camel's YAML DSL, by the schema that Camel ships. A general validator would tell of
 * each alternative that did not match; this one names the key that is wrong and the nearest that is right.
 */
final class Shape {
    private static final String SCHEMA = "/schema/camelYamlDsl.json";
    private static final String STEP = "org.apache.camel.model.ProcessorDefinition";

    private static final Set<String> LANGUAGES = Set.of("simple", "constant", "expression");
    private static final Set<String> WITHOUT_EXPRESSION = Set.of("sort", "resequence", "marshal", "unmarshal");

    private final JsonNode schema;
    private final Set<String> misplaced = new HashSet<>();

    Shape() {
        try (InputStream in = Shape.class.getResourceAsStream(SCHEMA)) {
            schema = JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("Camel's schema of its YAML cannot be read", e);
        }
    }

    /** Everything in a file that is not as the schema has it. */
    List<Problem> problems(RouteFile file) {
        List<Problem> problems = new ArrayList<>();
        misplaced.clear();
        if (!(file.root() instanceof SequenceNode list)) {
            problems.add(file.problem(file.root(), "a route file is a list", "begin it with '- route:'"));
            return problems;
        }
        for (Node item : list.getValue()) {
            check(file, item, schema.path("items"), "the file", problems);
        }
        return problems;
    }

    private void check(RouteFile file, Node node, JsonNode given, String name, List<Problem> problems) {
        JsonNode rule = resolved(given);
        if (node instanceof MappingNode map) {
            checkMap(file, map, rule, name, problems);
        } else if (node instanceof SequenceNode list) {
            if (allows(rule, "array")) {
                JsonNode items = rule.path("items");
                list.getValue().forEach(item -> check(file, item, items, name, problems));
            } else if (typed(rule)) {
                problems.add(file.problem(node, "'" + name + "' is no list", "take the dash away"));
            }
        } else if (node instanceof ScalarNode scalar) {
            checkScalar(file, scalar, rule, name, problems);
        }
    }

    private void checkMap(RouteFile file, MappingNode map, JsonNode rule, String name, List<Problem> problems) {
        if (typed(rule) && !allows(rule, "object")) {
            String mend =
                    allows(rule, "array") ? "write a dash before each item of it" : "write its value behind the colon";
            problems.add(file.problem(map, "'" + name + "' has keys where it takes none", mend));
            return;
        }
        Map<String, JsonNode> known = new TreeMap<>();
        collect(rule, known);
        if (known.isEmpty()) {
            return; // free, such as parameters
        }
        boolean step = given(rule, STEP);
        Set<String> seen = new TreeSet<>();
        boolean strange = false;
        for (NodeTuple tuple : map.getValue()) {
            String key = RouteFile.scalar(tuple.getKeyNode());
            if (!seen.add(String.valueOf(key))) {
                problems.add(file.problem(tuple.getKeyNode(), "'" + key + "' stands here twice", "keep one of them"));
            } else if (!known.containsKey(key)) {
                strange = true;
                String what = step ? "'" + key + "' is no step" : "'" + key + "' is no key of " + quoted(name);
                String mend = parent(seen, known, key)
                        .map(parent -> "indent it further, it belongs to '" + parent + "'")
                        .orElseGet(() -> NearestName.suggest(key, known.keySet()));
                misplaced.add(key);
                problems.add(file.problem(tuple.getKeyNode(), what, mend));
            }
        }
        for (NodeTuple tuple : map.getValue()) {
            String key = RouteFile.scalar(tuple.getKeyNode());
            if (known.containsKey(key)) {
                check(file, tuple.getValueNode(), known.get(key), key, problems);
            }
        }
        if (!strange) {
            checkComplete(file, map, rule, known.keySet(), seen, name, problems);
        }
        if (step && map.getValue().size() > 1) {
            problems.add(file.problem(
                    map.getValue().get(1).getKeyNode(),
                    "two steps stand under one dash",
                    "give each a dash of its own"));
        }
    }

    private void checkComplete(
            RouteFile file,
            MappingNode map,
            JsonNode rule,
            Set<String> known,
            Set<String> seen,
            String name,
            List<Problem> problems) {
        for (JsonNode required : rule.path("required")) {
            String key = required.asText();
            if (!seen.contains(key) && !misplaced.contains(key)) {
                problems.add(file.problem(map, quoted(name) + " has no '" + key + "'", "write one below it, indented"));
            }
        }
        boolean takesExpression = known.containsAll(LANGUAGES) && !WITHOUT_EXPRESSION.contains(name);
        if (takesExpression && seen.stream().noneMatch(key -> isExpression(key))) {
            problems.add(
                    file.problem(map, quoted(name) + " has no expression", "write 'simple: ...' or 'constant: ...'"));
        }
    }

    private boolean isExpression(String key) {
        return "expression".equals(key)
                || schema
                        .at("/items/definitions/org.apache.camel.model.language.ExpressionDefinition/anyOf/0/oneOf")
                        .findParents("properties")
                        .stream()
                        .anyMatch(language -> language.path("properties").has(key));
    }

    /** The key beside it that it belongs to. */
    private Optional<String> parent(Set<String> beside, Map<String, JsonNode> known, String key) {
        return beside.stream()
                .filter(known::containsKey)
                .filter(other ->
                        resolved(known.get(other)).path("required").toString().contains("\"" + key + "\""))
                .findFirst();
    }

    private void checkScalar(RouteFile file, ScalarNode node, JsonNode rule, String name, List<Problem> problems) {
        String value = node.getValue();
        boolean nothing = node.getTag().equals(Tag.NULL);
        if (nothing && rule.path("required").isEmpty() && !allows(rule, "array")) {
            return;
        }
        if (!typed(rule) || value.contains("{{") || value.contains("${")) {
            return;
        }
        if (nothing || !(allows(rule, "string") || allows(rule, "boolean") || allows(rule, "number"))) {
            String mend = allows(rule, "array")
                    ? "write its items below, each with a dash"
                    : "write its keys below, indented";
            problems.add(file.problem(node, quoted(name) + " is not complete", mend));
        } else if (!allows(rule, "string") && allows(rule, "boolean") && !value.matches("true|false")) {
            problems.add(file.problem(node, "'" + name + "' is '" + value + "'", "write true or false"));
        } else if (!allows(rule, "string") && allows(rule, "number") && !value.matches("-?\\d+")) {
            problems.add(file.problem(node, "'" + name + "' is '" + value + "'", "write a whole number"));
        } else if (rule.has("enum")) {
            List<String> words = new ArrayList<>();
            rule.get("enum").forEach(word -> words.add(word.asText()));
            if (!words.contains(value)) {
                problems.add(file.problem(
                        node, "'" + name + "' is '" + value + "'", "write one of: " + String.join(", ", words)));
            }
        }
    }

    /** Every key that any alternative knows. */
    private void collect(JsonNode given, Map<String, JsonNode> known) {
        JsonNode rule = resolved(given);
        rule.path("properties").properties().forEach(entry -> {
            if (!known.containsKey(entry.getKey()) || known.get(entry.getKey()).isEmpty()) {
                known.put(entry.getKey(), entry.getValue());
            }
        });
        for (String alternatives : List.of("oneOf", "anyOf")) {
            rule.path(alternatives).forEach(alternative -> collect(alternative, known));
        }
    }

    private boolean allows(JsonNode given, String type) {
        JsonNode rule = resolved(given);
        if (type.equals(rule.path("type").asText())
                || ("number".equals(type) && "integer".equals(rule.path("type").asText()))
                || ("object".equals(type) && rule.has("properties"))) {
            return true;
        }
        for (String alternatives : List.of("oneOf", "anyOf")) {
            for (JsonNode alternative : rule.path(alternatives)) {
                if (allows(alternative, type)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean typed(JsonNode rule) {
        return rule.has("type") || rule.has("properties") || rule.has("oneOf") || rule.has("anyOf");
    }

    private boolean given(JsonNode rule, String definition) {
        return rule == schema.path("items").path("definitions").path(definition);
    }

    private JsonNode resolved(JsonNode rule) {
        String ref = rule.path("$ref").asText();
        return ref.isEmpty() ? rule : schema.at(ref.substring(1));
    }

    private static String quoted(String name) {
        return name.contains(" ") ? name : "'" + name + "'";
    }
}
