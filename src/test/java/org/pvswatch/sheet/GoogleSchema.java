package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.json.GenericJson;
import com.google.api.client.util.ClassInfo;
import com.google.api.client.util.FieldInfo;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** Refuses JSON that does not have the shape of Google's published types: unknown names, wrong kinds, lists for cells. */
final class GoogleSchema {
    private GoogleSchema() {}

    static void check(JsonNode json, Class<? extends GenericJson> type) {
        check(json, type, "");
    }

    private static void check(JsonNode json, Type type, String path) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            if (!json.isArray()) {
                throw invalid(path, json);
            }
            for (int i = 0; i < json.size(); i++) {
                check(json.get(i), list.getActualTypeArguments()[0], path + "[" + i + "]");
            }
        } else if (type instanceof Class<?> klass && GenericJson.class.isAssignableFrom(klass)) {
            checkObject(json, klass, path);
        } else {
            checkScalar(json, type, path);
        }
    }

    private static void checkObject(JsonNode json, Class<?> type, String path) {
        if (!json.isObject()) {
            throw invalid(path, json);
        }
        ClassInfo info = ClassInfo.of(type);
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            FieldInfo known = info.getFieldInfo(field.getKey());
            if (known == null) {
                throw GoogleRefusal.bad("Invalid JSON payload received. Unknown name \"" + field.getKey() + "\""
                        + (path.isEmpty() ? "" : " at '" + path.substring(1) + "'") + ": Cannot find field.");
            }
            if (!field.getValue().isNull()) {
                check(field.getValue(), known.getGenericType(), path + "." + field.getKey());
            }
        }
    }

    private static void checkScalar(JsonNode json, Type type, String path) {
        boolean good =
                switch (((Class<?>) type).getSimpleName()) {
                    case "String" -> json.isTextual();
                    case "Boolean" -> json.isBoolean();
                    case "Integer", "Long" -> json.isIntegralNumber();
                    case "Double", "Float" -> json.isNumber();
                    case "Object" -> json.isValueNode();
                    default -> throw new IllegalStateException(type + " at " + path);
                };
        if (!good) {
            throw invalid(path, json);
        }
    }

    private static GoogleRefusal invalid(String path, JsonNode json) {
        return GoogleRefusal.bad("Invalid value at '" + (path.isEmpty() ? "" : path.substring(1)) + "', " + json);
    }
}
