package org.pvswatch.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.NoticeRow;

class MarksTest {
    private static final String ITEMS =
            "[{\"incident\":\"i1\",\"kind\":\"not-producing\",\"subject\":\"E00123\",\"event\":\"open\"}]";

    @TempDir
    private Path folder;

    @Test
    void noticesBeginNowAndComeAgainUntilDone() throws Exception {
        try (History history = new History(folder.resolve("history.db").toString())) {
            Marks marks = new Marks(
                    folder.resolve("marks").toString(),
                    "home",
                    history,
                    folder.resolve("reports").toString());
            assertThat(marks.notices("phone")).isEmpty();
            NoticeRow row = new NoticeRow(Instant.parse("2026-06-10T19:00:00Z"), ITEMS);
            history.judgements().keep("home", List.of(), List.of(row), null);
            for (int again = 0; again < 2; again++) {
                assertThat(marks.notices("phone"))
                        .extracting(Notice::line)
                        .containsExactly("open: not-producing of E00123");
            }
            marks.done("phone");
            assertThat(marks.notices("phone")).isEmpty();
            Marks afterARestart = new Marks(
                    folder.resolve("marks").toString(),
                    "home",
                    history,
                    folder.resolve("reports").toString());
            assertThat(afterARestart.notices("phone")).isEmpty();
        }
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() throws Exception {
        try (History history = new History(folder.resolve("history.db").toString())) {
            Marks marks = new Marks(
                    folder.toString(),
                    "home",
                    history,
                    folder.resolve("reports").toString());
            assertThatThrownBy(() -> marks.polls("../history", 1)).hasMessageContaining("is no name of a sink");
        }
    }
}
