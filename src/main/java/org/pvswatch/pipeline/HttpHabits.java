package org.pvswatch.pipeline;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.pvswatch.supervisor.Supervisors;

/**
 * How every HTTP call behaves: one try, because the next poll is the retry, save
 * where a kept connection turns out to be closed; no redirects, because a device that points
 * elsewhere is not ours; no cookie jar, because a route says itself which cookie it sends; and a limit to the whole of it.
 */
public final class HttpHabits implements HttpClientConfigurer {
    private final Supervisors supervisors;

    /** @param supervisors to which nothing but a GET may go */
    public HttpHabits(Supervisors supervisors) {
        this.supervisors = supervisors;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setRetryStrategy(new StaleConnection())
                .disableRedirectHandling()
                .disableCookieManagement()
                .addExecInterceptorFirst("limit", new RequestLimit())
                .addExecInterceptorFirst("read-only", new ReadOnly(supervisors));
    }
}
