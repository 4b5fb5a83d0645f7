package org.pvswatch.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The keys of one device of a device list, in their order, until they are written. */
final class DeviceFields {
    private record Field(String name, String value, boolean quoted) {}

    private final List<Field> fields = new ArrayList<>(32);

    DeviceFields text(String name, String value) {
        fields.add(new Field(name, value, true));
        return this;
    }

    DeviceFields bare(String name, String value) {
        fields.add(new Field(name, value, false));
        return this;
    }

    DeviceFields decimal(String name, double value) {
        return text(name, DecimalText.trimmed(value));
    }

    /** Capitals before lower case, as the 2019 firmware writes. */
    DeviceFields alphabetical() {
        fields.sort(Comparator.comparing(Field::name));
        return this;
    }

    void writeTo(TabbedJson json) {
        json.element();
        for (var field : fields) {
            if (field.quoted) {
                json.text(field.name, field.value);
            } else {
                json.bare(field.name, field.value);
            }
        }
        json.endElement();
    }
}
