package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvswatch.history.History;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.own.OwnRoutes;

/**
 * Wrong files of an owner, one a folder of {@code wrong-routes}: what is said of each is the one line of its {@code
 * expected.txt}, and the watch goes on with all of them there.
 */
class WrongRoutesTest {
    private static final Path TABLE = Path.of("src/test/resources/wrong-routes");
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");

    /** What only Camel finds out, when the route is started. */
    private static final String BY_CAMEL = "Camel cannot start this";

    @TempDir
    private Path folder;

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(TABLE)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSaidInOneLineAndLeftOut(Path wrong) throws Exception {
        String expected = Files.readString(wrong.resolve("expected.txt")).strip();
        Path own = wrong.resolve("route.camel.yaml");
        try (House house = new House(folder.resolve("data"), "l0-61839", NOON).with(OwnRoutes.FOLDER, own.toString())) {
            if (expected.contains(BY_CAMEL)) {
                house.started();
                assertThat(house.watch().refused())
                        .extracting(problem -> problem.toString().replace(own.toString(), "route.camel.yaml"))
                        .containsExactly(expected);
            } else {
                assertThat(OwnRoutes.of(house.settings().all(), Path.of("routes"))
                                .problems())
                        .extracting(problem -> problem.toString().replace(own.toString(), "route.camel.yaml"))
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void allOfThemTogetherStopNothingAndAreMailedOnce() throws Exception {
        Path config = Files.createDirectories(folder.resolve("routes"));
        List<String> names = new ArrayList<>();
        for (Path wrong : cases().toList()) {
            names.add(wrong.getFileName().toString());
            Files.copy(wrong.resolve("route.camel.yaml"), config.resolve(wrong.getFileName() + ".camel.yaml"));
        }
        assertThat(names).hasSizeGreaterThanOrEqualTo(25);
        try (House house =
                new House(folder.resolve("data"), "l0-61839", NOON).with(OwnRoutes.FOLDER, config.toString())) {
            for (int start = 0; start < 2; start++) {
                house.started();
                house.watch().tellRefused();
                house.pollEvery(
                        Duration.ofMinutes(15),
                        NOON.plus(Duration.ofHours(start)),
                        NOON.plus(Duration.ofHours(start + 1L)));
                assertThat(house.watch().history().count(History.Table.POLL)).isEqualTo(4L * (start + 1));
                assertThat(house.watch().refused()).hasSize(names.size());
                assertThat(house.warnings())
                        .hasSize(names.size() * (start + 1))
                        .allMatch(line -> line.contains("ERROR"));
                assertThat(house.watch()
                                .word("mailbox", Mailbox.class)
                                .overview()
                                .lying())
                        .hasSize(names.size());
                house.stopWatching();
            }
        }
    }
}
