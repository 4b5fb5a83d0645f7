package org.pvswatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvswatch.command.SimulateCommand;
import picocli.CommandLine;

class SimulateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new SimulateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--profile=l9 | 'l9' is not a profile; known are l0-2019, l0-pvs5, l0-2024, l0-61839",
                "--site=moon | known are north, valley, marine",
                "--panels=0 | panels must be 1 to 200",
                "--at=noon | --at 'noon' is not a time",
                "--speed=-1 | --speed must be",
                "--fault=dead:7 | KIND[:SUBJECT]@FROM",
                "--fault=dead:77@2026-06-01 | hits no panel",
                "--port=70000 | --port must be 0 to 65535",
                "--websocket-port=70000 | --websocket-port must be 0 to 65535",
                "--websocket-port=0 --profile=l0-pvs5 | a PVS5 has no websocket",
                "--tls --plain | exclude each other",
                "--fault=cert@2026-06-01 | needs https",
                "--profile=v-61845 --fault=update@2026-06-01 | leads from an l0- profile",
                "--fault=expire:x@2026-06-01 | a number of requests",
                "--fault=hang:wear@2026-06-01 | begins with /",
                "--trouble=moles | known are missing, silences, gaps, outages, lag, shuffle, dailyrestart",
                "--nonsense | Unknown option"
            })
    void wrongUsageIsTwo(String argument, String sentence) {
        var all = new ArrayList<>(List.of(argument.split(" ")));
        all.add("--port=0");
        all.add("--weather-port=0");
        // the last of an option given twice counts, so what is tried stands last
        assertThat(run(argument.startsWith("--port") ? new String[] {argument} : all.toArray(String[]::new)))
                .isEqualTo(2);
        assertThat(err.toString()).contains(sentence);
    }

    @Test
    void theHelpNamesEveryWord() {
        String help = new CommandLine(new SimulateCommand()).getUsageMessage().replaceAll("\\s+", " ");
        assertThat(FaultKind.words()).allSatisfy(word -> assertThat(help).matches("(?s).*[ (]" + word + "[ ,.\\[].*"));
        assertThat(Profile.names()).allSatisfy(name -> assertThat(help).contains(name));
        assertThat(help).contains("--websocket-port", "--tls", "--plain");
        assertThat(help.split("Example: ", -1)).hasSizeGreaterThan(8);
    }

    @Test
    void aTakenPortIsOneSentenceAndOne() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.defaults().withPanels(1))) {
            String port = Integer.toString(simulator.pvsUrl().getPort());
            assertThat(run("--port", port, "--weather-port", "0", "--panels", "1"))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .startsWith("The simulator cannot listen on 127.0.0.1")
                    .hasLineCount(1);
        }
    }

    @Test
    void runsUntilItsThreadIsStoppedAndHidesThePassword() throws Exception {
        var announced = new PrintWriter(out, true);
        var command = new CommandLine(new SimulateCommand()).setOut(announced).setErr(new PrintWriter(err));
        var code = new AtomicInteger(-1);
        var thread = new Thread(() -> code.set(
                command.execute("--port=0", "--weather-port=0", "--panels=1", "--speed=0", "--at=2026-06-01T12:00")));
        thread.start();
        while (thread.isAlive() && !out.toString().contains("Ctrl-C")) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        assertThat(code).hasValue(0);
        var identity = new SiteIdentity(Profile.L0_61839, 1);
        assertThat(out.toString())
                .contains("http://127.0.0.1:", "/v1/forecast", "2026-06-01T19:00:00Z")
                .contains(identity.masked())
                .doesNotContain(identity.password());
        assertThat(out.toString().lines().count()).isBetween(3L, 5L);
    }
}
