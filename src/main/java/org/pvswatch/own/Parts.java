package org.pvswatch.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Which of Camel's components, languages and data formats are in this program, and the options of each component. */
final class Parts {
    private static final String HOME = "META-INF/services/org/apache/camel/";
    private static final ClassLoader LOADER = Parts.class.getClassLoader();

    private final Map<String, Component> components = new HashMap<>();

    /**
     * What a component says of itself.
     *
     * @param options every option of its endpoints
     * @param prefixes beginnings of options of which there may be any
     * @param secrets options that hold a secret
     * @param onlyBegins whether routes can only begin there
     * @param onlyEnds whether messages can only be sent there
     * @param passesOn whether it passes unknown options on to the other side
     */
    record Component(
            Set<String> options,
            Set<String> prefixes,
            Set<String> secrets,
            boolean onlyBegins,
            boolean onlyEnds,
            boolean passesOn) {
        boolean knows(String option) {
            return passesOn || options.contains(option) || prefixes.stream().anyMatch(option::startsWith);
        }
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        try {
            for (URL jar : Collections.list(LOADER.getResources(HOME + "component.properties"))) {
                Properties told = new Properties();
                try (InputStream in = jar.openStream()) {
                    told.load(in);
                }
                names.addAll(Set.of(told.getProperty("components", "").split(" ")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** The component of a scheme, {@code null} when it is not here. */
    Component component(String scheme) {
        return components.computeIfAbsent(scheme, this::read);
    }

    boolean hasLanguage(String name) {
        return LOADER.getResource(HOME + "language/" + name) != null;
    }

    boolean hasDataFormat(String name) {
        return LOADER.getResource(HOME + "dataformat/" + name) != null;
    }

    private Component read(String scheme) {
        URL service = LOADER.getResource(HOME + "component/" + scheme);
        if (service == null) {
            return null;
        }
        try (InputStream in = service.openStream()) {
            Properties told = new Properties();
            told.load(in);
            String type = told.getProperty("class");
            String path =
                    "META-INF/" + type.substring(0, type.lastIndexOf('.')).replace('.', '/') + "/" + scheme + ".json";
            try (InputStream json = LOADER.getResourceAsStream(path)) {
                return json == null
                        ? new Component(Set.of(), Set.of(), Set.of(), false, false, true)
                        : component(JsonMapper.builder()
                                .build()
                                .readTree(new String(json.readAllBytes(), StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Component component(JsonNode told) {
        Set<String> options = new HashSet<>();
        Set<String> prefixes = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        told.path("properties").properties().forEach(option -> {
            options.add(option.getKey());
            if (option.getValue().has("prefix")) {
                prefixes.add(option.getValue().get("prefix").asText());
            }
            if (option.getValue().path("secret").asBoolean() && !option.getKey().startsWith("user")) {
                secrets.add(option.getKey());
            }
        });
        JsonNode self = told.path("component");
        return new Component(
                options,
                prefixes,
                secrets,
                self.path("consumerOnly").asBoolean(),
                self.path("producerOnly").asBoolean(),
                self.path("lenientProperties").asBoolean());
    }
}
