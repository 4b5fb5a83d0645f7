package org.pvswatch.simulator;

import java.util.ArrayList;
import java.util.List;

/** The values of one device, in alphabetical order as the box lists them, until they are written in one of two layouts. */
final class DeviceVariables {
    private static final int BLOB_DECIMALS = 6;

    /** @param json as a JSON value; null when it is not valid now */
    private record Field(String name, String text, String json) {}

    private final List<Field> fields = new ArrayList<>(24);

    DeviceVariables text(String name, String value) {
        return add(name, value, '"' + value + '"');
    }

    /** @param value {@code nan} when the device gave none */
    DeviceVariables number(String name, double value) {
        return add(name, DecimalText.float32(value), json(value, BLOB_DECIMALS));
    }

    DeviceVariables whole(String name, double value) {
        return add(name, DecimalText.trimmed(value, 0), json(value, 0));
    }

    /** A value that means nothing now: 0 in the flat layout, absent in the other. */
    DeviceVariables idle(String name) {
        return add(name, DecimalText.float32(0), null);
    }

    private DeviceVariables add(String name, String text, String json) {
        fields.add(new Field(name, text, json));
        return this;
    }

    private static String json(double value, int decimals) {
        return Double.isNaN(value) ? null : DecimalText.trimmed(value, decimals);
    }

    /** One variable for each value, under {@code path} with its final slash. */
    void writeFlat(Variables to, String path) {
        for (var field : fields) {
            to.text(path + field.name, field.text);
        }
    }

    /** One variable of that name whose value is a JSON object of what is valid now. */
    void writeBlob(Variables to, String name) {
        var out = new StringBuilder(400).append('{');
        for (var field : fields) {
            if (field.json != null) {
                out.append(out.length() > 1 ? ", " : "")
                        .append('"')
                        .append(field.name)
                        .append("\": ")
                        .append(field.json);
            }
        }
        to.text(name, out.append('}').toString());
    }
}
