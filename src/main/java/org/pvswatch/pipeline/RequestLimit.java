package org.pvswatch.pipeline;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;

/**
 * A limit to the whole of a request, however slowly its answer trickles: what a socket's own time-out, which begins anew
 * with each byte, cannot give. The route says how long in the header {@value #HEADER}, in milliseconds; the header does
 * not travel. When the time is over the connection is closed, and what came before is still there to be read.
 */
final class RequestLimit implements ExecChainHandler {
    static final String HEADER = "Limit-Ms";
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "request-limit");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(5, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Header limit = request.getFirstHeader(HEADER);
        if (limit == null) {
            return chain.proceed(request, scope);
        }
        request.removeHeaders(HEADER);
        long limitMs = Long.parseLong(limit.getValue());
        AtomicBoolean over = new AtomicBoolean();
        TIMER.schedule(
                () -> {
                    over.set(true);
                    ((Cancellable) scope.execRuntime).cancel(); // nothing happens to a request that is done
                },
                limitMs,
                TimeUnit.MILLISECONDS);
        try {
            return chain.proceed(request, scope);
        } catch (IOException e) {
            if (over.get()) {
                throw new SocketTimeoutException(limitMs + " ms for " + request.getRequestUri());
            }
            throw e;
        }
    }
}
