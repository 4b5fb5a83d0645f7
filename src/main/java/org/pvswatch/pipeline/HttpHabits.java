package org.pvswatch.pipeline;

import java.time.Clock;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.cookie.CookieSpecFactory;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.pvswatch.supervisor.Supervisors;

/**
 * How every HTTP call behaves: one try, because the next poll is the retry, save
 * where a kept connection turns out to be closed; no redirects, because a device that points
 * elsewhere is not ours; no cookie jar, because a route says itself which cookie it sends; and a limit to the whole of it.
 */
public final class HttpHabits implements HttpClientConfigurer {
    /** The usual one holds a list of all public suffixes, a megabyte, for cookies that are not kept. */
    private static final Registry<CookieSpecFactory> NO_COOKIES =
            RegistryBuilder.<CookieSpecFactory>create().build();

    private final Supervisors supervisors;
    private final Dates dates;

    /**
     * @param supervisors to which nothing but a GET may go
     * @param clock our own, beside which the time of others is kept
     */
    public HttpHabits(Supervisors supervisors, Clock clock) {
        this.supervisors = supervisors;
        this.dates = new Dates(clock);
    }

    /** What time others had when they answered. */
    Dates dates() {
        return dates;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setRetryStrategy(new StaleConnection())
                .disableRedirectHandling()
                .disableCookieManagement()
                .setDefaultCookieSpecRegistry(NO_COOKIES)
                .addExecInterceptorFirst("dates", dates)
                .addExecInterceptorFirst("limit", new RequestLimit())
                .addExecInterceptorFirst("read-only", new ReadOnly(supervisors));
    }
}
