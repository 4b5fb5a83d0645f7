package org.pvswatch.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.fault.Heard;
import org.pvswatch.fault.Notice;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.simulator.SiteModel;

class DetectionBenchmarkTest {
    @TempDir
    private Path folder;

    private static DetectionOptions options(SiteModel site, String... faults) {
        return new DetectionOptions(
                List.of(site),
                List.of(2L),
                1,
                Duration.ofMinutes(15),
                6,
                0,
                0.015,
                0.01,
                DetectionOptions.wanted(List.of(faults)));
    }

    private static List<String> run(SiteModel site, Path to, JudgeFactory judges, String... faults) throws Exception {
        new DetectionBenchmark(options(site, faults), judges).run(to, 2, done -> {});
        return Files.readAllLines(to.resolve("faults.csv"));
    }

    @Test
    void withoutAJudgeEveryFaultIsMissed() throws Exception {
        List<String> faults = run(SiteModel.NORTH, folder, place -> heard -> List.of(), "circuit", "ct-dead");
        assertThat(faults.get(0)).isEqualTo("site,seed,kind,subject,start,first_mail,wall_hours,sun_hours,outcome");
        assertThat(faults).hasSizeGreaterThan(2);
        assertThat(faults.subList(1, faults.size()))
                .allMatch(row -> row.matches("north,2,(circuit|ct-dead),[^,]+,20[^,]+Z,,,,missed"));
        assertThat(folder.resolve("mails.csv")).hasContent("site,seed,at,incident,kind,subject,event");
        assertThat(Files.readString(folder.resolve("detection.md"))).contains("| circuit / system | ");
        assertThat(Files.readAllLines(folder.resolve("labels.csv")).get(0)).endsWith(",kwh_lost,owed");
    }

    /** A naive one: an inverter that answers around noon and makes nothing while another works is told of at once. */
    private static JudgeFactory naive() {
        return place -> new JudgeFactory.Judge() {
            private final Map<String, Instant> told = new HashMap<>();

            @Override
            public List<Notice> hear(Heard heard) {
                List<Notice> notices = new ArrayList<>();
                List<Reading> inverters = heard.measured().stream()
                        .filter(reading -> reading.kind() == DeviceKind.INVERTER)
                        .toList();
                boolean bright = inverters.stream().anyMatch(each -> each.value(Quantity.POWER_KW) > 0.1);
                for (Reading each : inverters) {
                    if (bright && each.value(Quantity.POWER_KW) == 0 && told.put(each.device(), heard.at()) == null) {
                        Notice.Item item = new Notice.Item("1", "not-producing", each.device(), "open");
                        notices.add(new Notice(heard.at().plus(Duration.ofHours(1)), List.of(item)));
                    }
                }
                return notices;
            }
        };
    }

    @Test
    void aNaiveJudgeFindsTheDeadWithinSunHoursAndTheSameEachTime() throws Exception {
        List<String> faults = run(SiteModel.VALLEY, folder.resolve("one"), naive(), "dead-gap", "dead-dusk");
        assertThat(faults.subList(1, faults.size()))
                .filteredOn(row -> !row.endsWith("false"))
                .isNotEmpty()
                .allMatch(row -> row.endsWith("found") && Double.parseDouble(row.split(",")[7]) < 3);
        assertThat(run(SiteModel.VALLEY, folder.resolve("two"), naive(), "dead-gap", "dead-dusk"))
                .isEqualTo(faults);
        assertThat(folder.resolve("two/mails.csv")).hasSameTextualContentAs(folder.resolve("one/mails.csv"));
    }

    @Test
    void theTruthSaysWhatWasLost() throws Exception {
        run(SiteModel.VALLEY, folder, place -> heard -> List.of(), "dead-dusk", "diode", "replaced");
        Map<String, Double> lost = new HashMap<>();
        for (String row : Files.readAllLines(folder.resolve("labels.csv"))) {
            String[] cells = row.split(",");
            if (!cells[0].equals("site")) {
                lost.merge(cells[3], Double.parseDouble(cells[7]), Math::max);
            }
        }
        assertThat(lost.get("dead-dusk")).as("a month or two of a panel").isBetween(15.0, 150.0);
        assertThat(lost.get("diode")).as("a third of three months").isBetween(15.0, 90.0);
        assertThat(lost.get("replaced")).isBetween(-0.05, 0.05);
    }
}
