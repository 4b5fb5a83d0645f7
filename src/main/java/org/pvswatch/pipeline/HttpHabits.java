package org.pvswatch.pipeline;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * How every HTTP call behaves: one try, because the next poll is the retry, save
 * where a kept connection turns out to be closed; no redirects, because a device that points
 * elsewhere is not ours; no cookie jar, because a route says itself which cookie it sends; and a limit to the whole of it.
 */
public final class HttpHabits implements HttpClientConfigurer {
    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setRetryStrategy(new StaleConnection())
                .disableRedirectHandling()
                .disableCookieManagement()
                .addExecInterceptorFirst("limit", new RequestLimit());
    }
}
