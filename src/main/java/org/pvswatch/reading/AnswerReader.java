package org.pvswatch.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;

/**
 * Takes an answer of a PVS, or what inverters published, apart into devices; word of the route {@code split-devices}. Pure, thread-safe.
 *
 * <p>It asks the answer which language it is in, never the settings, so an archive that spans a firmware update reads
 * like any other. An answer that breaks off gives the devices that came whole.
 */
public final class AnswerReader {
    private static final int DEEPEST_WRAPPING = 3;

    /** Of one question among several: what was asked for does not exist there. */
    private static final int NONE_HERE = 400;

    /**
     * Takes one answer apart.
     *
     * @return at least one device
     * @throws UnreadableAnswerException when there is none; the message says what came instead
     */
    public Snapshot read(RawAnswer answer) throws UnreadableAnswerException {
        AnswerDocuments parsed = AnswerDocuments.of(answer.body());
        List<String> remarks = new ArrayList<>();
        Found found = new Found(answer, new ArrayList<>(), new VarserverDevices(), new StorageReport(), remarks);
        for (AnswerDocuments.Document document : parsed.documents()) {
            found.collect(document.content(), !document.whole(), 0);
        }
        List<DeviceRecord> devices = found.all();
        if (parsed.cutAt() >= 0 && !devices.isEmpty()) {
            remarks.add("the answer breaks off after %d characters, the devices that came whole are kept"
                    .formatted(parsed.cutAt()));
        }
        if (answer.httpStatus() != RawAnswer.OK) {
            remarks.add(0, "HTTP " + answer.httpStatus());
        }
        if (devices.isEmpty()) {
            throw new UnreadableAnswerException(nothingIn(answer, parsed, remarks));
        }
        remarkLostClock(devices, remarks);
        return new Snapshot(
                answer.source(), answer.receivedAt(), Twins.toldApart(devices, remarks), List.copyOf(remarks));
    }

    /**
     * When an answer of unknown moment was given, by its own clocks: the latest it shows.
     *
     * @return {@code null} when it shows none that can be right
     */
    public Instant momentOf(RawAnswer answer) {
        Instant latest = null;
        try {
            for (DeviceRecord device :
                    read(answer.receivedAt(Instant.MAX.minusSeconds(1_000_000))).devices()) {
                for (Instant shown : new Instant[] {device.clock(), DeviceTimes.parse(device.measuredAtText())}) {
                    if (DeviceTimes.plausible(shown, device.polledAt()) && (latest == null || shown.isAfter(latest))) {
                        latest = shown;
                    }
                }
            }
        } catch (UnreadableAnswerException e) {
            return null; // what has no devices has no moment either
        }
        return latest;
    }

    /**
     * What was found in the documents of one answer.
     *
     * @param listed devices of device lists
     * @param variables variables of a varserver, from all documents together
     * @param storage battery systems
     * @param remarks what was odd
     */
    private record Found(
            RawAnswer answer,
            List<DeviceRecord> listed,
            VarserverDevices variables,
            StorageReport storage,
            List<String> remarks) {

        void collect(ObjectNode document, boolean cut, int depth) {
            String result = document.path("result").asText("succeed");
            if (!"succeed".equals(result)) {
                remarks.add("the PVS says result '" + Redaction.quotable(result) + "'");
            } else if (LegacyDevices.speaks(document)) {
                listed.addAll(LegacyDevices.of(document, answer.source(), answer.receivedAt()));
                if (document.path("devices").isEmpty()) {
                    remarks.add("its device list is empty");
                }
            } else if (VarserverDevices.speaks(document)) {
                variables.add(document, cut);
                if (document.path("values").isArray() && document.path("values").isEmpty()) {
                    remarks.add("its variable list is empty");
                }
            } else if (PublishedInverters.speaks(document)) {
                listed.addAll(PublishedInverters.of(document, answer.source(), answer.receivedAt(), remarks));
            } else if (StorageReport.speaks(document)) {
                storage.add(document);
            } else if (document.path("status").isInt()) {
                String said = document.path("description")
                        .asText(document.path("error").asText());
                int status = document.path("status").asInt();
                if (status != NONE_HERE || answer.httpStatus() != RawAnswer.OK) {
                    remarks.add("the PVS says %d %s".formatted(status, Redaction.quotable(said)));
                }
            } else if (depth < DEEPEST_WRAPPING) {
                for (JsonNode inside : document) {
                    if (inside instanceof ObjectNode wrapped) {
                        collect(wrapped, cut, depth + 1);
                    }
                }
            }
        }

        List<DeviceRecord> all() {
            List<DeviceRecord> all = new ArrayList<>(storage.joinedTo(listed, answer.source(), answer.receivedAt()));
            all.addAll(variables.records(answer.source(), answer.receivedAt(), all.size()));
            return all;
        }
    }

    private static String nothingIn(RawAnswer answer, AnswerDocuments parsed, List<String> remarks) {
        if (!remarks.isEmpty() && parsed.cutAt() < 0) {
            return "no device in the answer: " + Snapshot.line(remarks);
        }
        String status = answer.httpStatus() == RawAnswer.OK ? "" : " (HTTP " + answer.httpStatus() + ")";
        if (answer.body().isBlank()) {
            return "the answer is empty" + status;
        }
        String what = parsed.cutAt() < 0 ? "holds no device" : "is not the JSON it should be";
        return "the answer %s%s, it begins '%s'".formatted(what, status, Redaction.quotable(beginning(answer.body())));
    }

    private static String beginning(String body) {
        return body.substring(0, Math.min(400, body.length()));
    }

    private static void remarkLostClock(List<DeviceRecord> devices, List<String> remarks) {
        for (DeviceRecord device : devices) {
            Instant shown = device.clock() == null ? DeviceTimes.parse(device.measuredAtText()) : device.clock();
            if (shown != null && !DeviceTimes.plausible(shown, device.polledAt())) {
                remarks.add("the clock of the PVS shows " + shown + ", our own is used instead");
                return;
            }
        }
    }
}
