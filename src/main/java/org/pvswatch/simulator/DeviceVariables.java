package org.pvswatch.simulator;

import java.util.ArrayList;
import java.util.List;

/** The values of one device, in alphabetical order as the box lists them, until they are written in one of two layouts. */
final class DeviceVariables {
    private static final int BLOB_DECIMALS = 6;

    private enum Kind {
        TEXT,
        NUMBER,
        WHOLE,
        /** Means nothing now. */
        IDLE
    }

    private record Field(String name, Kind kind, String text, double value) {
        private String flat() {
            return switch (kind) {
                case TEXT -> text;
                case WHOLE -> DecimalText.trimmed(value, 0);
                case NUMBER, IDLE -> DecimalText.float32(value);
            };
        }

        /** As a JSON value. */
        private String json() {
            return kind == Kind.TEXT
                    ? '"' + text + '"'
                    : DecimalText.trimmed(value, kind == Kind.WHOLE ? 0 : BLOB_DECIMALS);
        }

        private boolean isValid() {
            return kind != Kind.IDLE && !Double.isNaN(value);
        }
    }

    private final List<Field> fields = new ArrayList<>(24);

    DeviceVariables text(String name, String value) {
        return add(new Field(name, Kind.TEXT, value, 0));
    }

    /** @param value {@code nan} when the device gave none */
    DeviceVariables number(String name, double value) {
        return add(new Field(name, Kind.NUMBER, null, value));
    }

    DeviceVariables whole(String name, double value) {
        return add(new Field(name, Kind.WHOLE, null, value));
    }

    /** A value that means nothing now: 0 in the flat layout, absent in the other. */
    DeviceVariables idle(String name) {
        return add(new Field(name, Kind.IDLE, null, 0));
    }

    private DeviceVariables add(Field field) {
        fields.add(field);
        return this;
    }

    /** One variable for each value, under {@code path} with its final slash. */
    void writeFlat(Variables to, String path) {
        for (var field : fields) {
            to.text(path + field.name, field.flat());
        }
    }

    /** One variable of that name whose value is a JSON object of what is valid now. */
    void writeBlob(Variables to, String name) {
        var out = new StringBuilder(400).append('{');
        for (var field : fields) {
            if (field.isValid()) {
                out.append(out.length() > 1 ? ", " : "").append('"').append(field.name);
                out.append("\": ").append(field.json());
            }
        }
        to.text(name, out.append('}').toString());
    }
}
