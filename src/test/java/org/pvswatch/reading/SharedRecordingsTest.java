package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Recordings that lie beside the project where it is developed, and fixtures of our own that are always there. */
class SharedRecordingsTest {
    private static final Path RECORDINGS = Path.of("..", "shared", "captures");
    private static final Map<String, Integer> DEVICES = Map.of(
            "legacy-2019.5-b4150-night-error.json", 4,
            "legacy-2025.06-b61839-day-30inv.json", 33,
            "legacy-pvs5-2020.1-b3008.json", 3,
            "varserver-2025.09-b61845-match-all-obj.json", 16,
            "varserver-b61840-documented-examples.json", 6);

    private static final Map<String, Integer> FIXTURES = Map.of(
            "legacy-day.json", 5,
            "legacy-2019-night.json", 3,
            "legacy-pvs5.json", 3,
            "legacy-storage.json", 9,
            "varserver-day-obj.json", 6,
            "varserver-day-list.json", 6,
            "varserver-early-layout.json", 4);

    @TestFactory
    Stream<DynamicTest> giveAllTheirDevices() {
        Stream<DynamicTest> own = FIXTURES.entrySet().stream()
                .map(fixture -> DynamicTest.dynamicTest(
                        fixture.getKey(), () -> check(Answers.resource(fixture.getKey()), fixture.getValue())));
        Stream<DynamicTest> shared = DEVICES.entrySet().stream()
                .filter(recording -> Files.exists(RECORDINGS.resolve(recording.getKey())))
                .map(recording -> DynamicTest.dynamicTest(
                        recording.getKey(),
                        () -> check(Files.readString(RECORDINGS.resolve(recording.getKey())), recording.getValue())));
        return Stream.concat(own, shared);
    }

    private static void check(String body, int devices) throws UnreadableAnswerException {
        assertThat(Answers.snapshot(body).remarks()).noneMatch(remark -> remark.contains("breaks off"));
        assertThat(Answers.readings(body)).hasSize(devices).allSatisfy(reading -> assertThat(reading.device())
                .isNotBlank());
        assertThat(Answers.readings(body))
                .extracting(reading -> reading.device() + reading.at())
                .doesNotHaveDuplicates();
    }
}
