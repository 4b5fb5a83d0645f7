package org.pvswatch.simulator;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Lays the faults of the whole box over an answer: late, none, a web page, an error, half of it. */
final class FaultyTransport implements AutoCloseable {
    /** The real one has an HTTP/1.0 status line; the JDK's server writes HTTP/1.1 whatever it is asked. */
    private static final String UNAVAILABLE = "<html><body><h1>503 Service Unavailable</h1>\n"
            + "No server is available to handle this request.\n</body></html>\n";

    private static final String WEB_PAGE =
            "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>" + "<body><form>Welcome</form></body></html>\n";
    private static final String BROKEN = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<html>"
            + "<head><title>500 - Internal Server Error</title></head>"
            + "<body><h1>500 - Internal Server Error</h1></body></html>\n";

    private final FaultSchedule faults;
    private final int devices;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param devices how many the box tells of */
    FaultyTransport(FaultSchedule faults, int devices) {
        this.faults = faults;
        this.devices = devices;
    }

    /**
     * @param deviceData true for device lists and variables, which some faults hit alone
     * @param reads whether the request reads the variable of that name
     * @return null to end the connection without an answer, {@link HttpAnswer#NEVER} to hang
     */
    HttpAnswer answer(Instant now, boolean deviceData, Predicate<String> reads, Supplier<HttpAnswer> healthy) {
        if (faults.hangs(now, reads)) {
            return HttpAnswer.NEVER;
        }
        long delayMillis = faults.delay(now, deviceData ? devices : 0).toMillis();
        if (delayMillis > 0 && await(delayMillis)) {
            return null;
        }
        if (faults.isActive(FaultKind.UNAVAILABLE, now)) {
            return HttpAnswer.html(503, UNAVAILABLE).with("Cache-Control", "no-cache");
        }
        if (faults.isActive(FaultKind.HTML, now)) {
            return HttpAnswer.html(200, WEB_PAGE);
        }
        if (deviceData && faults.isActive(FaultKind.FORBIDDEN, now)) {
            return DlCgi.forbidden();
        }
        if (deviceData && faults.isActive(FaultKind.BROKEN, now)) {
            return HttpAnswer.html(500, BROKEN);
        }
        var answer = healthy.get();
        return deviceData && faults.isActive(FaultKind.TRUNCATED, now) && answer.status() == 200
                ? answer.cutInHalf()
                : answer;
    }

    /** Returns when the simulator closes. */
    void hang() {
        await(Long.MAX_VALUE);
    }

    /** Waits in real time; true when the simulator closed meanwhile. */
    private boolean await(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
