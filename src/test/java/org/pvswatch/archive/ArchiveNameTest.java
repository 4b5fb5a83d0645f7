package org.pvswatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveNameTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    @ParameterizedTest
    @CsvSource({
        "pvs1, 2026-11-21T10:15:20.123Z, 200, 2026/11/21/20261121T101520.123Z_pvs1.json.gz",
        "weather, 2026-01-01T00:00:00Z, 200, 2026/01/01/20260101T000000.000Z_weather.json.gz",
        "pvs-2, 2026-12-31T23:59:59.999Z, 503, 2026/12/31/20261231T235959.999Z_pvs-2.http503.json.gz",
    })
    void goesBothWays(String source, Instant receivedAt, int status, String name) {
        RawAnswer answer = new RawAnswer(source, receivedAt, status, "");
        assertThat(answer.name()).isEqualTo(name);
        ArchiveName parsed = ArchiveName.parse(name.substring(name.lastIndexOf('/') + 1));
        assertThat(parsed).isEqualTo(new ArchiveName(source, receivedAt, null, status));
        assertThat(parsed.moment(ZONE)).contains(receivedAt);
    }

    @Test
    void readsUnpackedFilesToo() {
        assertThat(ArchiveName.parse("20261121T101520.123Z_pvs1.json").source()).isEqualTo("pvs1");
    }

    @ParameterizedTest
    @CsvSource({
        "PVS6_output_20250930_115822.json, 2025-09-30T11:58:22, 2025-09-30T18:58:22Z",
        "PVS6_varserver_output_20250930_115822.json, 2025-09-30T11:58:22, 2025-09-30T18:58:22Z",
        "20250930_115822.json, 2025-09-30T11:58:22, 2025-09-30T18:58:22Z",
        "PVS6_output_20250115_115822.json.gz, 2025-01-15T11:58:22, 2025-01-15T19:58:22Z",
        "PVS6_output_20251102_013000.json, 2025-11-02T01:30:00, 2025-11-02T08:30:00Z",
        "PVS6_output_20250309_023000.json, 2025-03-09T02:30:00, 2025-03-09T10:30:00Z",
    })
    void readsTheNamesOfTheOldScript(String name, LocalDateTime local, Instant moment) {
        ArchiveName parsed = ArchiveName.parse(name);
        assertThat(parsed).isEqualTo(new ArchiveName(null, null, local, 200));
        assertThat(parsed.moment(ZONE)).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "notes.txt",
                "20261121T101520.123Z_pvs1.json.gz.part",
                "20261121T101520.123Z_PVS1.json.gz",
                "20261121T101520.123Z_.json.gz",
                "20261121T101520Z_pvs1.json.gz",
                "20261321T101520.123Z_pvs1.json.gz",
                "20260230T101520.123Z_pvs1.json.gz",
                "20261121T251520.123Z_pvs1.json.gz",
                "PVS6_output_20250230_115822.json",
                "PVS6_output_20251330_115822.json",
                "PVS6_output_120250930_115822.json",
                "PVS6_output_20250930_115822.json.bak",
                "PVS6_output.json",
            })
    void saysNothingOfOtherNames(String name) {
        ArchiveName parsed = ArchiveName.parse(name);
        assertThat(parsed).isEqualTo(new ArchiveName(null, null, null, 200));
        assertThat(parsed.moment(ZONE)).isEmpty();
    }
}
