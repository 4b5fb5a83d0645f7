package org.pvswatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.Packer;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.history.History;

/** Each archived answer is given to history once and in order, whatever happens on the way. */
class BacklogTest {
    private static final Instant NOON = Instant.parse("2026-06-10T19:00:00Z");
    private static final Duration POLL = Duration.ofMinutes(5);

    @TempDir
    private Path data;

    private History history;

    @AfterEach
    void close() throws Exception {
        if (history != null) {
            history.close();
        }
    }

    private Archive archive() {
        return new Archive(data.resolve("archive").toString());
    }

    private Backlog backlog(Archive archive) {
        history = new History(data.resolve("history.db").toString());
        return new Backlog(archive, history, Clock.fixed(NOON, ZoneOffset.UTC), 24);
    }

    private static RawAnswer answer(int poll) {
        return new RawAnswer("pvs1", NOON.plus(POLL.multipliedBy(poll)), 200, "{\"devices\":[]}");
    }

    private static List<RawAnswer> answers(int from, int to) {
        return IntStream.range(from, to).mapToObj(BacklogTest::answer).toList();
    }

    private static List<RawAnswer> all(Iterator<RawAnswer> round) {
        List<RawAnswer> given = new ArrayList<>();
        round.forEachRemaining(given::add);
        return given;
    }

    @Test
    void whatTheArchiveHasAfterAStartComesFirstAndTheWeatherThenBeforeIt() throws Exception {
        Archive archive = archive();
        RawAnswer old = new RawAnswer(RawAnswer.WEATHER, NOON.minus(Duration.ofHours(25)), 200, "{}");
        RawAnswer valid = new RawAnswer(RawAnswer.WEATHER, NOON.minus(Duration.ofHours(2)), 200, "{}");
        for (RawAnswer each : List.of(old, valid, answer(0), answer(1))) {
            archive.keep(each);
        }
        Files.createDirectories(data);
        Backlog backlog = backlog(archive);
        assertThat(all(backlog.waiting(archive.keep(answer(2)))))
                .containsExactly(old, valid, answer(0), answer(1), answer(2));
        assertThat(all(backlog.waiting(null))).isEmpty();
    }

    @Test
    void whatWasRefusedComesAgainBeforeEverythingElse() throws Exception {
        Archive archive = archive();
        Backlog backlog = backlog(archive);
        Iterator<RawAnswer> round = backlog.waiting(archive.keep(answer(0)));
        assertThat(round.next()).isEqualTo(answer(0));
        backlog.putBack();
        assertThat(round.hasNext()).isFalse();
        assertThat(all(backlog.waiting(archive.keep(answer(1))))).containsExactly(answer(0), answer(1));
        assertThat(backlog.lateAnswers()).isEqualTo(1);
    }

    @Test
    void daysOfRefusalHoldLittleInMemoryAndLoseNothing() throws Exception {
        Archive archive = archive();
        Backlog backlog = backlog(archive);
        assertThat(all(backlog.waiting(null))).isEmpty();
        for (RawAnswer each : answers(0, 1000)) {
            Iterator<RawAnswer> round = backlog.waiting(archive.keep(each));
            assertThat(round.next()).isEqualTo(answer(0));
            backlog.putBack();
            assertThat(round.hasNext()).isFalse();
        }
        new Packer(archive, Clock.fixed(NOON.plus(Duration.ofDays(9)), ZoneOffset.UTC)).packFinishedDays();
        List<RawAnswer> given = all(backlog.waiting(null));
        assertThat(given.stream().distinct().toList()).containsExactlyElementsOf(answers(0, 1000));
        assertThat(given).hasSizeLessThanOrEqualTo(1001);
    }

    @Test
    void daysThatArePackedMeanwhileAreReadFromTheirPacks() throws Exception {
        Archive archive = archive();
        for (RawAnswer each : answers(0, 600)) {
            archive.keep(each);
        }
        Iterator<RawAnswer> round = backlog(archive).waiting(null);
        assertThat(round.next()).isEqualTo(answer(0));
        new Packer(archive, Clock.fixed(NOON.plus(Duration.ofDays(9)), ZoneOffset.UTC)).packFinishedDays();
        assertThat(all(round)).containsExactlyElementsOf(answers(1, 600));
    }

    @Test
    void anAnswerThatCannotBeReadDoesNotHoldUpTheOthers() throws Exception {
        Archive archive = archive();
        for (RawAnswer each : answers(0, 3)) {
            archive.keep(each);
        }
        Files.write(data.resolve("archive").resolve(answer(1).name()), new byte[] {1, 2, 3});
        assertThat(all(backlog(archive).waiting(null))).containsExactly(answer(0), answer(2));
    }

    @Test
    void ofSeveralWhoLookAtOnceOneGivesEverythingInOrder() throws Exception {
        Archive archive = archive();
        Backlog backlog = backlog(archive);
        assertThat(all(backlog.waiting(null))).isEmpty();
        List<RawAnswer> given = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch together = new CountDownLatch(4);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int from = thread * 100;
            done.add(threads.submit(() -> {
                together.countDown();
                together.await();
                for (RawAnswer each : answers(from, from + 100)) {
                    backlog.waiting(archive.keep(each)).forEachRemaining(given::add);
                }
                return null;
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();
        assertThat(given).containsExactlyInAnyOrderElementsOf(answers(0, 400));
        for (int thread = 0; thread < 4; thread++) {
            List<RawAnswer> own = answers(thread * 100, thread * 100 + 100);
            assertThat(given.stream().filter(own::contains).toList()).isEqualTo(own);
        }
    }
}
