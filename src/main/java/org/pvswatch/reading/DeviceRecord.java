package org.pvswatch.reading;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One device as it stands in an answer: its fields still under the supervisor's names and as text.
 *
 * @param pvs id of the PVS that answered
 * @param polledAt when the answer was received
 * @param position place of the device in the answer, from 1, for people
 * @param language whose names the fields have
 * @param kind what the device is
 * @param serial as given, perhaps blank; with {@code ~2} ... for the second and later of one serial
 * @param clock what the clock of the PVS showed when it made the record, {@code null} if it did not say; may be wrong
 * @param fields the device's own fields by the supervisor's key; a field without a value is left out
 */
record DeviceRecord(
        String pvs,
        Instant polledAt,
        int position,
        Language language,
        DeviceKind kind,
        String serial,
        Instant clock,
        Map<String, String> fields) {

    /** The two vocabularies of the PVS. */
    enum Language {
        LEGACY,
        VARSERVER
    }

    /** The supervisor's word for the time of measurement, {@code null} if it gave none. */
    String measuredAtText() {
        return fields.get(
                switch (language) {
                    case LEGACY ->
                        fields.containsKey(DeviceTimes.STORAGE_MEASURED)
                                ? DeviceTimes.STORAGE_MEASURED
                                : DeviceTimes.LEGACY_MEASURED;
                    case VARSERVER ->
                        kind == DeviceKind.LIVE_DATA ? DeviceTimes.LIVE_MEASURED : DeviceTimes.VARSERVER_MEASURED;
                });
    }

    /** The same device with what another document of the answer says of it; its own names of itself stay. */
    DeviceRecord joined(Map<String, String> told) {
        Map<String, String> all = new LinkedHashMap<>(told);
        all.putAll(fields);
        told.forEach((key, value) -> {
            if (Quantity.ofLegacyKey(key) != null) {
                all.put(key, value);
            }
        });
        return new DeviceRecord(
                pvs,
                polledAt,
                position,
                language,
                kind == DeviceKind.OTHER ? DeviceKind.STORAGE : kind,
                serial,
                clock,
                all);
    }

    /** Whether the supervisor gave a serial at all. */
    boolean hasSerial() {
        return !serial.isBlank() && !"n/a".equalsIgnoreCase(serial);
    }

    DeviceRecord withSerial(String other) {
        return new DeviceRecord(pvs, polledAt, position, language, kind, other, clock, fields);
    }
}
