package org.pvswatch.own;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvswatch.settings.NearestName;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Whether each Java word, class, language and format that a file uses is there. */
final class WordRules {
    private static final Pattern IN_TEXT = Pattern.compile("(?:#bean:|\\$\\{bean:)([A-Za-z]\\w*)");
    private static final Pattern CLASS = Pattern.compile("#class:([\\w.$]+)");
    private static final Set<String> CALLS = Set.of("bean", "method");
    private static final Set<String> LANGUAGES = Set.of(
            "csimple",
            "datasonnet",
            "groovy",
            "hl7terser",
            "java",
            "joor",
            "jq",
            "js",
            "jsonpath",
            "mvel",
            "ognl",
            "python",
            "spel",
            "wasm",
            "xpath",
            "xquery",
            "xtokenize");

    private final House house;
    private final Parts parts = new Parts();

    WordRules(House house) {
        this.house = house;
    }

    List<Problem> problems(RouteFile file) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> words = new TreeMap<>(house.words());
        for (MappingNode bean : file.beans()) {
            checkOwn(file, bean, words, problems);
        }
        Nodes.each(file.root(), (key, node) -> {
            String text = RouteFile.scalar(node);
            if (CALLS.contains(key) && node instanceof MappingNode) {
                checkCall(file, node, words, problems);
            } else if (LANGUAGES.contains(key) && !parts.hasLanguage(key)) {
                problems.add(file.problem(node, "the language '" + key + "' is not here", "write it in simple"));
            } else if (key.endsWith("arshal") && node instanceof MappingNode format) {
                checkFormat(file, format, problems);
            } else if (text != null) {
                checkText(file, node, text, words, problems);
            }
        });
        return problems;
    }

    private void checkOwn(RouteFile file, MappingNode bean, Map<String, String> words, List<Problem> problems) {
        Node name = RouteFile.at(bean, "name");
        Node type = RouteFile.at(bean, "type");
        if (RouteFile.scalar(name) == null) {
            return;
        }
        if (house.words().containsKey(RouteFile.scalar(name))) {
            problems.add(file.problem(
                    name, "'" + RouteFile.scalar(name) + "' is a word of the house", "choose another name"));
        }
        words.put(RouteFile.scalar(name), null);
        if (RouteFile.scalar(type) != null && !RouteFile.scalar(type).startsWith("#")) {
            checkClass(file, type, RouteFile.scalar(type), problems);
        }
    }

    private void checkCall(RouteFile file, Node call, Map<String, String> words, List<Problem> problems) {
        Node ref = RouteFile.at(call, "ref");
        String name = RouteFile.scalar(ref);
        if (name == null || name.contains("{")) {
            return;
        }
        if (!words.containsKey(name)) {
            problems.add(
                    file.problem(ref, "no bean is called '" + name + "'", NearestName.suggest(name, words.keySet())));
            return;
        }
        Node method = RouteFile.at(call, "method");
        if (words.get(name) == null || RouteFile.scalar(method) == null) {
            return;
        }
        String said = RouteFile.scalar(method).replaceFirst("\\(.*", "").trim();
        Set<String> methods = methods(words.get(name));
        if (!methods.contains(said)) {
            problems.add(file.problem(
                    method, "'" + name + "' has no method '" + said + "'", NearestName.suggest(said, methods)));
        }
    }

    private static Set<String> methods(String type) {
        Set<String> names = new TreeSet<>();
        try {
            Arrays.stream(Class.forName(type, false, WordRules.class.getClassLoader())
                            .getMethods())
                    .map(Method::getName)
                    .forEach(names::add);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a word of the house has no class: " + type, e);
        }
        return names;
    }

    private void checkFormat(RouteFile file, MappingNode step, List<Problem> problems) {
        step.getValue().forEach(tuple -> {
            String key = RouteFile.scalar(tuple.getKeyNode());
            String library = RouteFile.scalar(RouteFile.at(tuple.getValueNode(), "library"));
            String format = "json".equals(key)
                    ? (library == null ? "Jackson" : library).toLowerCase(java.util.Locale.ROOT)
                    : key;
            boolean other = Set.of(
                            "id",
                            "description",
                            "note",
                            "disabled",
                            "variableSend",
                            "variableReceive",
                            "allowNullBody",
                            "custom")
                    .contains(key);
            if (!other && !parts.hasDataFormat(format)) {
                problems.add(file.problem(
                        tuple.getKeyNode(),
                        "the format '" + key + "' is not here",
                        "marshal to json, or write a simple text"));
            }
        });
    }

    private void checkText(RouteFile file, Node node, String text, Map<String, String> words, List<Problem> problems) {
        Matcher word = IN_TEXT.matcher(text);
        while (word.find()) {
            if (!words.containsKey(word.group(1))) {
                problems.add(file.problem(
                        node,
                        "no bean is called '" + word.group(1) + "'",
                        NearestName.suggest(word.group(1), words.keySet())));
            }
        }
        Matcher type = CLASS.matcher(text);
        while (type.find()) {
            checkClass(file, node, type.group(1), problems);
        }
    }

    private void checkClass(RouteFile file, Node node, String type, List<Problem> problems) {
        try {
            Class.forName(type, false, WordRules.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            problems.add(file.problem(
                    node, "there is no class " + type, "see to its spelling; only what is in the program can be used"));
        }
    }
}
