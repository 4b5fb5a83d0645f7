package org.pvswatch.pipeline;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.quartz.spi.ThreadPool;

/**
 * Quartz workers that end when there is nothing to do. Quartz's own pool wakes each worker twice a second for ever; on a
 * small computer that is most of what a quiet application costs.
 */
public final class SleepingThreadPool implements ThreadPool {
    private static final long IDLE_SECONDS = 5;

    private final Object freed = new Object();
    private int threadCount = 1;
    private ThreadPoolExecutor workers;
    private int busy;

    /** @param threadCount jobs that may run at once; Quartz requires it to be set beside the class */
    public void setThreadCount(int threadCount) {
        this.threadCount = threadCount;
    }

    @Override
    public void initialize() {
        workers = new ThreadPoolExecutor(
                threadCount, threadCount, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        workers.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean runInThread(Runnable job) {
        synchronized (freed) {
            busy++;
        }
        try {
            workers.execute(() -> {
                try {
                    job.run();
                } finally {
                    done();
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            done();
            return false;
        }
    }

    private void done() {
        synchronized (freed) {
            busy--;
            freed.notifyAll();
        }
    }

    @Override
    public int blockForAvailableThreads() {
        synchronized (freed) {
            while (busy >= threadCount && !workers.isShutdown()) {
                try {
                    freed.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return 1;
                }
            }
            return Math.max(1, threadCount - busy);
        }
    }

    @Override
    public void shutdown(boolean waitForJobsToComplete) {
        workers.shutdown();
        synchronized (freed) {
            freed.notifyAll();
        }
        if (waitForJobsToComplete) {
            try {
                workers.awaitTermination(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public int getPoolSize() {
        return threadCount;
    }

    @Override
    public void setInstanceId(String schedulerInstanceId) {
        // one scheduler, one pool
    }

    @Override
    public void setInstanceName(String schedulerName) {
        // one scheduler, one pool
    }
}
