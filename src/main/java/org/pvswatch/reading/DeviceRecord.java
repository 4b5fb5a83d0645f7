package org.pvswatch.reading;

import java.time.Instant;
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
 * @param fields the device's own fields by the supervisor's key; a field without a value is left out
 */
record DeviceRecord(
        String pvs,
        Instant polledAt,
        int position,
        Language language,
        DeviceKind kind,
        String serial,
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
                    case LEGACY -> DeviceTimes.LEGACY_MEASURED;
                    case VARSERVER ->
                        kind == DeviceKind.LIVE_DATA ? DeviceTimes.LIVE_MEASURED : DeviceTimes.VARSERVER_MEASURED;
                });
    }

    /** Whether the supervisor gave a serial at all. */
    boolean hasSerial() {
        return !serial.isBlank() && !"n/a".equalsIgnoreCase(serial);
    }

    DeviceRecord withSerial(String other) {
        return new DeviceRecord(pvs, polledAt, position, language, kind, other, fields);
    }
}
