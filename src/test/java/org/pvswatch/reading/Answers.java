package org.pvswatch.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pvswatch.archive.RawAnswer;

/** Answers for tests, and the way from an answer to its readings. */
final class Answers {
    static final Instant POLLED_AT = Instant.parse("2026-06-01T19:01:30Z");

    private Answers() {}

    static String resource(String name) {
        try (InputStream in = Answers.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static RawAnswer answer(String body) {
        return answer(body, RawAnswer.OK);
    }

    static RawAnswer answer(String body, int httpStatus) {
        return new RawAnswer("pvs1", POLLED_AT, httpStatus, body);
    }

    static Snapshot snapshot(String body) throws UnreadableAnswerException {
        return new AnswerReader().read(answer(body));
    }

    /** Every device of an answer that can be read, as the routes do it. */
    static List<Reading> readings(String body) throws UnreadableAnswerException {
        List<Reading> readings = new ArrayList<>();
        for (DeviceRecord device : snapshot(body).devices()) {
            try {
                readings.add(new DeviceReader("home").read(device));
            } catch (UnreadableDeviceException e) {
                // a device without a serial is parked by itself
            }
        }
        return readings;
    }

    /** The only device of a DeviceList, given by its members. */
    static Reading legacyDevice(String members) throws Exception {
        Snapshot snapshot = snapshot("{\"devices\":[{" + members + "}],\"result\":\"succeed\"}");
        return new DeviceReader("home").read(snapshot.devices().get(0));
    }

    /** An inverter of a DeviceList with further members. */
    static Reading inverter(String members) throws Exception {
        return legacyDevice("\"SERIAL\":\"E00209900000101\",\"DEVICE_TYPE\":\"Inverter\"," + members);
    }

    static Reading of(String serial, List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.device().equals(serial))
                .findFirst()
                .orElseThrow();
    }
}
