package org.pvswatch.own;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A route file as a tree that knows its lines.
 *
 * @param path where it lies
 * @param text all of it
 * @param root its tree, {@code null} when it is no YAML
 * @param problem why it is none, else {@code null}
 */
record RouteFile(Path path, String text, Node root, Problem problem) {
    static final String ENDING = ".camel.yaml";

    static RouteFile read(Path path) {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return new RouteFile(
                    path,
                    "",
                    null,
                    new Problem(path, 1, "this cannot be read as text", "mend its rights or save as UTF-8"));
        }
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(path.toString()).build()).composeString(text);
            return root.map(node -> new RouteFile(path, text, node, null))
                    .orElseGet(() -> new RouteFile(
                            path,
                            text,
                            null,
                            new Problem(path, 1, "there is nothing in it", "write a route or delete it")));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            String hint =
                    text.contains("\t") ? "indent with spaces, not tabs" : "see to indentation, colons and quotes";
            return new RouteFile(
                    path,
                    text,
                    null,
                    new Problem(path, line, "this is no YAML (" + oneLine(e.getProblem()) + ")", hint));
        } catch (YamlEngineException e) {
            return new RouteFile(
                    path, text, null, new Problem(path, 1, "this is no YAML", "see to indentation, colons and quotes"));
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").trim();
    }

    /** The file's name without its ending. */
    String stem() {
        return path.getFileName().toString().replace(ENDING, "");
    }

    /** Items of the list that a file is, each as its one key and value. */
    List<NodeTuple> items() {
        List<NodeTuple> items = new ArrayList<>();
        if (root instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                if (item instanceof MappingNode map) {
                    items.addAll(map.getValue());
                }
            }
        }
        return items;
    }

    /** The routes in it. */
    List<MappingNode> routes() {
        return items().stream()
                .filter(item -> "route".equals(scalar(item.getKeyNode())) && item.getValueNode() instanceof MappingNode)
                .map(item -> (MappingNode) item.getValueNode())
                .toList();
    }

    /** Declarations of beans in it. */
    List<MappingNode> beans() {
        List<MappingNode> beans = new ArrayList<>();
        for (NodeTuple item : items()) {
            if ("beans".equals(scalar(item.getKeyNode())) && item.getValueNode() instanceof SequenceNode list) {
                list.getValue().stream()
                        .filter(MappingNode.class::isInstance)
                        .map(MappingNode.class::cast)
                        .forEach(beans::add);
            }
        }
        return beans;
    }

    /** The text with a policy put into each route that names none; the schema has no other place for a default. */
    String text(String policy) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (MappingNode route : routes()) {
            if (at(route, "routeConfigurationId") == null) {
                Mark first = route.getValue().get(0).getKeyNode().getStartMark().orElseThrow();
                String line = lines.get(first.getLine());
                String between = route.getFlowStyle() == FlowStyle.FLOW ? ", " : "\n" + " ".repeat(first.getColumn());
                lines.set(
                        first.getLine(),
                        line.substring(0, first.getColumn()) + "routeConfigurationId: " + policy + between
                                + line.substring(first.getColumn()));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    Problem problem(Node node, String what, String mend) {
        return new Problem(path, line(node), what, mend);
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** What stands under a key, {@code null} when it is not there. */
    static Node at(Node node, String key) {
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (key.equals(scalar(tuple.getKeyNode()))) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }

    /** The text of a scalar, {@code null} of anything else. */
    static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }
}
