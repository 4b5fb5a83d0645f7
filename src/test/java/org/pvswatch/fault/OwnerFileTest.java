package org.pvswatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.incident.OwnerWord;
import org.pvswatch.incident.OwnerWord.Verb;

/** What an owner may write, and what he is told of what cannot be understood. */
class OwnerFileTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final Instant AT = Instant.parse("2026-06-10T16:30:00Z");

    @TempDir
    private Path folder;

    private List<OwnerFile.Line> lines(String text) throws Exception {
        Path file = folder.resolve("incidents.txt");
        Files.writeString(file, text);
        return new OwnerFile(file, ZONE).lines();
    }

    @Test
    void understandsEveryWord() throws Exception {
        assertThat(lines("""
                        # what I know
                        2026-06-10T09:30 ack home-not-producing-E1-1   # ordered a new one
                        2026-06-10T09:30 snooze home-2

                        2026-06-10T09:30   accept  home-3
                        2026-06-10T09:30 maintenance 2026-06-12T08:00 2026-06-12T17:00
                        2026-06-10T09:30 maintenance 2026-06-12T08:00 2026-06-12T17:00 E1
                        2026-06-10T09:30 swap E1 E2
                        2026-06-10T09:30 retire E3
                        """))
                .extracting(OwnerFile.Line::word)
                .containsExactly(
                        OwnerWord.on(AT, Verb.ACKNOWLEDGE, "home-not-producing-E1-1"),
                        OwnerWord.on(AT, Verb.SNOOZE, "home-2"),
                        OwnerWord.on(AT, Verb.ACCEPT, "home-3"),
                        OwnerWord.maintenance(
                                AT, null, Instant.parse("2026-06-12T15:00:00Z"), Instant.parse("2026-06-13T00:00:00Z")),
                        OwnerWord.maintenance(
                                AT, "E1", Instant.parse("2026-06-12T15:00:00Z"), Instant.parse("2026-06-13T00:00:00Z")),
                        OwnerWord.swap(AT, "E1", "E2"),
                        OwnerWord.on(AT, Verb.RETIRE, "E3"));
    }

    @Test
    void saysWhereAndWhatItDoesNotUnderstand() throws Exception {
        assertThat(
                        lines(
                                "yesterday ack 1\n2026-06-10T09:30 forget 1\n2026-06-10T09:30 swap E1\n2026-06-10T09:30 maintenance now"))
                .allMatch(line -> line.word() == null)
                .extracting(OwnerFile.Line::problem)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .endsWith("incidents.txt, line 1: 'yesterday ack 1' is not understood"
                                        + " ('yesterday' is no time such as 2026-06-10T09:30); it is passed by"),
                        line -> assertThat(line).contains("line 2", "'forget' is none of ack, snooze"),
                        line -> assertThat(line).contains("line 3", "swap needs 2 words behind it"),
                        line -> assertThat(line).contains("line 4", "maintenance needs FROM and TO"));
    }

    @Test
    void addsALineBehindWhatTheOwnerWroteHimself() throws Exception {
        Path file = folder.resolve("config/incidents.txt");
        OwnerFile words = new OwnerFile(file, ZONE);
        assertThat(words.lines()).isEmpty();
        words.add(AT, "ack home-1");
        Files.writeString(file, Files.readString(file) + "2026-06-10T09:31 retire E9 # by hand, without an end");
        words.add(AT.plusSeconds(120), "ack home-2");
        assertThat(words.lines())
                .extracting(OwnerFile.Line::text)
                .containsExactly(
                        "2026-06-10T09:30:00 ack home-1",
                        "2026-06-10T09:31 retire E9",
                        "2026-06-10T09:32:00 ack home-2");
        assertThat(OwnerFile.problem("ack home-1", ZONE)).isNull();
        assertThat(OwnerFile.problem("ack", ZONE)).isEqualTo("ack needs one word behind it");
    }
}
