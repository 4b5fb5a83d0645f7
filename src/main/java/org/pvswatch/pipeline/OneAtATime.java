package org.pvswatch.pipeline;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread for what nobody waits for: one task at work, one that waits, more are dropped; it ends when it is idle. */
public final class OneAtATime extends ThreadPoolExecutor {
    private static final long IDLE_SECONDS = 10;

    /** Nothing runs before there is something to do. */
    public OneAtATime() {
        super(0, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), new DiscardPolicy());
    }
}
