package org.pvswatch.own;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Walks a file. */
final class Nodes {
    private Nodes() {}

    /** Is shown every value with the key it stands under; items of a list have the key of the list. */
    interface Visitor {
        void visit(String key, Node value);
    }

    static void each(Node node, Visitor visitor) {
        each("", node, visitor);
    }

    private static void each(String key, Node node, Visitor visitor) {
        visitor.visit(key, node);
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                each(String.valueOf(RouteFile.scalar(tuple.getKeyNode())), tuple.getValueNode(), visitor);
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> each(key, item, visitor));
        }
    }
}
