package org.pvswatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvswatch.find.Finder;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/** What an owner reads who looks for his PVS. No test here leaves this machine. */
class FindCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final Console console = new Console();

    @Test
    void saysWhichLinesToWriteAndShowsNoPassword() throws Exception {
        try (Simulator pvs = simulator(Profile.V_61845)) {
            String address = pvs.pvsUrl().toString();
            String serial = Finder.only(java.util.List.of(address), java.util.List.of())
                    .find(java.time.Duration.ofSeconds(1))
                    .found()
                    .get(0)
                    .serial();
            assertThat(Commands.run(Map.of(), "find", "--only", address)).isZero();
            assertThat(console.words().lines().map(String::strip))
                    .contains(
                            "Found one PVS.",
                            "PVS6 " + pvs.maskedSerial() + ", firmware 2025.09, Build 61845",
                            "at " + address,
                            "pvs.url=" + address)
                    .anyMatch(line -> line.matches("Its certificate has the SHA-256 [0-9a-f]{64}"))
                    .anyMatch(line -> line.startsWith("Write this into config/application.properties"));
            assertThat(console.words() + console.complaints())
                    .doesNotContain(serial)
                    .doesNotContain(serial.substring(serial.length() - 5));
        }
    }

    @Test
    void theLinesItSaysAreSettingsWithWhichItIsFoundAgain() throws Exception {
        try (Simulator pvs = simulator(Profile.L0_61839)) {
            String address = pvs.pvsUrl().toString();
            assertThat(Commands.run(Map.of(), "find", "--only", address)).isZero();
            Path config = Files.createDirectory(folder.resolve("config"));
            String lines = String.join(
                    "\n",
                    console.words()
                            .lines()
                            .map(String::strip)
                            .filter(line -> line.startsWith("pvs."))
                            .toList());
            Files.writeString(config.resolve(Settings.FILE), lines);
            console.forget();
            assertThat(Commands.run(Map.of(), "find", "--only", "--config", config.toString(), address))
                    .isZero();
            assertThat(lines).isEqualTo("pvs.url=" + address);
            assertThat(console.words()).contains("open: it needs no login", "The settings say so already");
        }
    }

    @Test
    void severalAreListedApart() throws Exception {
        try (Simulator old = simulator(Profile.L0_PVS5);
                Simulator young = simulator(Profile.V_STORAGE)) {
            assertThat(Commands.run(
                            Map.of(),
                            "find",
                            "--only",
                            old.pvsUrl().toString(),
                            young.pvsUrl().toString()))
                    .isZero();
            assertThat(console.words())
                    .contains("Found 2 PVS.", "at " + old.pvsUrl(), "at " + young.pvsUrl())
                    .containsPattern("pvs\\.url=http\\S+,http\\S+\\s+pvs.id=pvs1,pvs2");
        }
    }

    @Test
    void saysWhereItLookedInVain() throws IOException {
        assertThat(Commands.run(Map.of(), "find", "--only", "127.0.0.1:9")).isEqualTo(1);
        assertThat(console.words()).isEmpty();
        assertThat(console.complaints().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("No PVS found: none answered at 127.0.0.1:9. ")
                        && line.contains("LAN cable")
                        && line.contains("172.27.153.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seconds=0 | --seconds must be 1 to 300",
                "--seconds=soon | --seconds",
                "--only | leaves nowhere to look",
                "--only ftp://pvs.example | is not an address",
                "--interface=[oops | --interface",
                "--nonsense | Unknown option"
            })
    void wrongUsageIsTwo(String words, String sentence) {
        String[] all = ("find " + words).split(" ");
        assertThat(Commands.run(Map.of(), all)).isEqualTo(2);
        assertThat(console.complaints()).contains(sentence);
    }

    @Test
    void explainsItself() {
        assertThat(Commands.run(Map.of(), "find", "--help")).isZero();
        assertThat(console.words()).contains("Usage: pvs-watch find", "--config=DIR", "--routes=DIR", "--data=DIR");
    }

    private static Simulator simulator(Profile profile) throws IOException {
        return Simulator.start(SimulatorOptions.defaults().withProfile(profile).withPanels(1));
    }
}
