package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SleepingThreadPoolTest {
    private final SleepingThreadPool pool = new SleepingThreadPool();

    @BeforeEach
    void start() {
        pool.setThreadCount(2);
        pool.setInstanceId("id");
        pool.setInstanceName("name");
        pool.initialize();
    }

    @AfterEach
    void stop() {
        pool.shutdown(false);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the other thread to wait. */
    private static void untilWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void runsAsManyJobsAtOnceAsItWasGivenThreads() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        for (int i = 0; i < 2; i++) {
            assertThat(pool.runInThread(() -> {
                        try {
                            together.await(10, TimeUnit.SECONDS);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .isTrue();
        }
        together.await(10, TimeUnit.SECONDS);
        assertThat(together.isBroken()).isFalse();
        assertThat(pool.getPoolSize()).isEqualTo(2);
    }

    @Test
    void tellsHowManyThreadsAreFree() {
        CountDownLatch end = new CountDownLatch(1);
        assertThat(pool.blockForAvailableThreads()).isEqualTo(2);
        pool.runInThread(() -> await(end));
        assertThat(pool.blockForAvailableThreads()).isEqualTo(1);
        end.countDown();
    }

    @Test
    void waitsForAFreeThreadWithoutSpending() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        pool.runInThread(() -> await(end));
        pool.runInThread(() -> await(end));
        AtomicInteger free = new AtomicInteger();
        Thread scheduler = new Thread(() -> free.set(pool.blockForAvailableThreads()));
        scheduler.start();
        untilWaiting(scheduler);
        // WAITING, not TIMED_WAITING: it is woken, it does not look now and then
        assertThat(scheduler.getState()).isEqualTo(Thread.State.WAITING);
        end.countDown();
        scheduler.join(10_000);
        assertThat(free.get()).isBetween(1, 2);
    }

    @Test
    void countsAJobThatFailsAsDone() {
        CountDownLatch failed = new CountDownLatch(1);
        pool.runInThread(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, problem) -> failed.countDown());
            throw new IllegalStateException("on purpose");
        });
        await(failed);
        assertThat(pool.blockForAvailableThreads()).isEqualTo(2);
    }

    @Test
    void endsItsJobsBeforeItShutsDown() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        pool.runInThread(() -> {
            begun.countDown();
            done.incrementAndGet();
        });
        pool.runInThread(done::incrementAndGet);
        await(begun);
        pool.shutdown(true);
        assertThat(done).hasValue(2);
    }

    @Test
    void takesNoJobAfterItWasShutDown() {
        pool.shutdown(true);
        assertThat(pool.runInThread(() -> {})).isFalse();
        assertThat(pool.blockForAvailableThreads()).isEqualTo(2);
    }

    @Test
    void letsWhoWaitsGoWhenItIsShutDown() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        pool.runInThread(() -> await(end));
        pool.runInThread(() -> await(end));
        Thread scheduler = new Thread(pool::blockForAvailableThreads);
        scheduler.start();
        untilWaiting(scheduler);
        pool.shutdown(false);
        scheduler.join(10_000);
        assertThat(scheduler.isAlive()).isFalse();
        end.countDown();
    }

    @Test
    void letsWhoWaitsGoWhenInterrupted() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        pool.runInThread(() -> await(end));
        pool.runInThread(() -> await(end));
        AtomicInteger interrupted = new AtomicInteger();
        Thread scheduler = new Thread(() -> {
            pool.blockForAvailableThreads();
            interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
        });
        scheduler.start();
        untilWaiting(scheduler);
        scheduler.interrupt();
        scheduler.join(10_000);
        assertThat(interrupted).hasValue(1);
        end.countDown();
    }
}
