package org.pvswatch.own;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvswatch.pipeline.Json;
import org.pvswatch.reading.Quantity;

/** JSON Schemas of what routes of the owner are given, made from the records themselves and from what their source says. */
public final class BodySchemas {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PARAM =
            Pattern.compile("@param (\\w+) ((?:(?!@param|\\*/).)*)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CONSTANT =
            Pattern.compile("/\\*\\*\\s+([^/]*?)\\s+\\*/\\s+([A-Z][A-Z0-9_]+)\\(", Pattern.DOTALL);
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("Kwh", "kWh"),
            Map.entry("Kw", "kW"),
            Map.entry("Percent", "%"),
            Map.entry("Hours", "h"),
            Map.entry("hours", "h"),
            Map.entry("TemperatureC", "degrees Celsius"),
            Map.entry("temperatureC", "degrees Celsius"),
            Map.entry("Wm2", "W/m2"),
            Map.entry("DepthM", "m"),
            Map.entry("Cm", "cm"),
            Map.entry("Mm", "mm"));

    private final ObjectMapper json = Json.mapper();
    private final Map<Class<?>, Map<String, String>> said = new HashMap<>();

    /** The schema of one body. */
    public ObjectNode of(String name, String title, Class<? extends Record> body) throws IOException {
        ObjectNode schema = head(name, title);
        schema.setAll(record(body));
        return schema;
    }

    /** The schema of a list of them. */
    public ObjectNode listOf(String name, String title, Class<? extends Record> body) throws IOException {
        ObjectNode schema = head(name, title);
        schema.put("type", "array");
        schema.set("items", record(body));
        return schema;
    }

    private ObjectNode head(String name, String title) {
        ObjectNode schema = json.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:pvs-watch:" + name);
        schema.put("title", title);
        return schema;
    }

    private ObjectNode record(Class<?> type) throws IOException {
        ObjectNode schema = json.createObjectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (RecordComponent field : type.getRecordComponents()) {
            if (field.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            String meaning = said(type).get(field.getName());
            if (meaning == null || meaning.isBlank()) {
                throw new IllegalStateException(
                        type.getSimpleName() + "." + field.getName() + " is not described in its source");
            }
            ObjectNode property = typed(field.getGenericType(), field.getType(), meaning);
            property.put("description", meaning + unit(field.getName(), meaning));
            properties.set(field.getName(), property);
            required.add(field.getName());
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private ObjectNode typed(Type generic, Class<?> type, String meaning) throws IOException {
        ObjectNode schema = json.createObjectNode();
        boolean mayBeNull = !type.isPrimitive()
                && (type == Double.class
                        || meaning.contains("`null`")
                        || type.getSimpleName().equals("Conditions"));
        if (type.isEnum()) {
            ArrayNode values = schema.putArray("enum");
            for (Object constant : type.getEnumConstants()) {
                values.add(json.<com.fasterxml.jackson.databind.JsonNode>valueToTree(constant));
            }
            if (mayBeNull) {
                values.addNull();
            }
            return schema;
        }
        if (type.isRecord()) {
            ObjectNode inner = record(type);
            if (mayBeNull) {
                inner.putArray("type").add("object").add("null");
            }
            return inner;
        }
        if (java.util.List.class.isAssignableFrom(type)) {
            schema.put("type", "array");
            Class<?> item = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
            schema.set("items", typed(item, item, ""));
            return schema;
        }
        if (Map.class.isAssignableFrom(type)) {
            schema.put("type", "object");
            Type key = ((ParameterizedType) generic).getActualTypeArguments()[0];
            if (key == Quantity.class) {
                quantities(schema);
            } else {
                schema.putObject("additionalProperties")
                        .putArray("type")
                        .add("string")
                        .add("null");
            }
            return schema;
        }
        String name = name(type);
        if (mayBeNull) {
            schema.putArray("type").add(name).add("null");
        } else {
            schema.put("type", name);
        }
        if (type == Instant.class || type == LocalDate.class) {
            schema.put("format", type == Instant.class ? "date-time" : "date");
        }
        return schema;
    }

    private void quantities(ObjectNode schema) throws IOException {
        Map<String, String> meanings = matches(CONSTANT, Quantity.class, 2, 1);
        ObjectNode properties = schema.putObject("properties");
        for (Quantity quantity : Quantity.values()) {
            ObjectNode number = properties.putObject(quantity.column());
            number.put("type", "number");
            String unit = quantity.column().substring(quantity.column().lastIndexOf('_') + 1);
            number.put("description", meanings.get(quantity.name()) + " Unit: " + unit + ".");
        }
        schema.put("additionalProperties", false);
    }

    private static String name(Class<?> type) {
        if (type == String.class || type == Instant.class || type == LocalDate.class) {
            return "string";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        if (type == int.class || type == long.class) {
            return "integer";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        throw new IllegalStateException("no word for " + type);
    }

    private static String unit(String field, String meaning) {
        return UNITS.entrySet().stream()
                .filter(unit -> field.endsWith(unit.getKey()) && !meaning.contains(", " + unit.getValue()))
                .map(unit -> "; unit " + unit.getValue())
                .findFirst()
                .orElse("");
    }

    private Map<String, String> said(Class<?> type) throws IOException {
        Map<String, String> known = said.get(type);
        if (known == null) {
            known = matches(PARAM, type, 1, 2);
            said.put(type, known);
        }
        return known;
    }

    /** What stands in front of the record itself, or of the constants. */
    private static Map<String, String> matches(Pattern pattern, Class<?> type, int name, int text) throws IOException {
        Class<?> file = type;
        while (file.getEnclosingClass() != null) {
            file = file.getEnclosingClass();
        }
        String source = Files.readString(SOURCES.resolve(file.getName().replace('.', '/') + ".java"));
        if (pattern == PARAM) {
            int end = source.indexOf("record " + type.getSimpleName() + "(");
            source = source.substring(source.lastIndexOf("/**", end), end);
        }
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = pattern.matcher(source);
        while (matcher.find()) {
            found.putIfAbsent(
                    matcher.group(name),
                    matcher.group(text)
                            .replaceAll("\\{@(?:code|value|link) ([^}]*)}", "`$1`")
                            .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                            .replaceAll("[\\s/*]+$", "")
                            .trim());
        }
        return found;
    }
}
