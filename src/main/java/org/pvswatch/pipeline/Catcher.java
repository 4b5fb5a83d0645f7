package org.pvswatch.pipeline;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.PollingConsumerSupport;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Stands at every way out of the program: whatever would leave it is noted and goes nowhere, and nothing comes in. Only
 * some shipped routes may reach one host, the simulated house.
 */
final class Catcher implements EndpointStrategy, InterceptStrategy {
    /** What stays within the program. */
    private static final Set<String> INSIDE = Set.of(
            "timer",
            "quartz",
            "scheduler",
            "direct",
            "seda",
            "bean",
            "class",
            "ref",
            "language",
            "dataformat",
            "validator",
            "xslt",
            "mock",
            "controlbus");

    private static final int OK = 200;

    private final Set<String> mayAsk;
    private final Set<String> watched;
    private final List<Leaving> left = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Set<String> ran = new ConcurrentSkipListSet<>();
    private volatile boolean noting;

    /**
     * @param mayAsk ids of the routes that may reach the simulated house
     * @param watched ids of the routes whose messages are noted
     */
    Catcher(Set<String> mayAsk, Set<String> watched) {
        this.mayAsk = mayAsk;
        this.watched = watched;
    }

    /** Takes its place before anything is made. */
    void stand(CamelContext context) {
        context.getCamelContextExtension().registerEndpointCallback(this);
        context.getCamelContextExtension().addInterceptStrategy(this);
        context.getManagementStrategy().addEventNotifier(new Failures());
    }

    /** Notes from now on what leaves. */
    void note() {
        noting = true;
    }

    List<Leaving> left() {
        return List.copyOf(left);
    }

    /** Why routes failed, as far as nobody mended it. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Whether a step of a route was reached. */
    boolean hasRun(String route) {
        return ran.contains(route);
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        String scheme = endpoint.getEndpointUri().replaceFirst(":.*", "");
        return INSIDE.contains(scheme) || endpoint instanceof Caught ? endpoint : new Caught(endpoint);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        String route = CamelContextHelper.getRouteId(definition);
        if (!watched.contains(route)) {
            return target;
        }
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                if (noting) {
                    ran.add(route);
                }
                return super.process(exchange, callback);
            }
        };
    }

    private boolean isOfWatched(Exchange exchange) {
        return watched.contains(String.valueOf(exchange.getFromRouteId()))
                || watched.contains(String.valueOf(ExchangeHelper.getRouteId(exchange)));
    }

    private void leave(Endpoint endpoint, Exchange exchange) {
        if (noting && isOfWatched(exchange)) {
            left.add(Leaving.of(endpoint, exchange));
        }
        if (endpoint.getEndpointUri().startsWith("http")) {
            exchange.getMessage().setBody("");
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, OK);
        }
    }

    /** An endpoint that does nothing but be noted. */
    private final class Caught extends DefaultEndpoint {
        private final Endpoint original;

        Caught(Endpoint original) {
            super(original.getEndpointUri(), null);
            this.original = original;
            setCamelContext(original.getCamelContext());
        }

        @Override
        public boolean isLenientProperties() {
            return true;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    if (mayAsk.contains(String.valueOf(ExchangeHelper.getRouteId(exchange)))) {
                        if (noting && isOfWatched(exchange)) {
                            left.add(Leaving.of(original, exchange));
                        }
                        ask(exchange);
                    } else {
                        leave(original, exchange);
                    }
                }
            };
        }

        private void ask(Exchange exchange) throws Exception {
            ServiceHelper.startService(original);
            AsyncProcessor producer = original.createAsyncProducer();
            ServiceHelper.startService(producer);
            try {
                producer.process(exchange);
            } finally {
                ServiceHelper.stopAndShutdownService(producer);
            }
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor);
        }

        @Override
        public PollingConsumer createPollingConsumer() {
            return new PollingConsumerSupport(this) {
                @Override
                public Exchange receive() {
                    return null;
                }

                @Override
                public Exchange receiveNoWait() {
                    return null;
                }

                @Override
                public Exchange receive(long timeout) {
                    return null;
                }
            };
        }
    }

    /** Hears which of the watched routes failed, also where a policy made that harmless. */
    private final class Failures extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            boolean handled = event instanceof CamelEvent.ExchangeFailureHandledEvent;
            if (noting && (handled || event instanceof CamelEvent.ExchangeFailedEvent)) {
                Exchange exchange = ((CamelEvent.ExchangeEvent) event).getExchange();
                Throwable cause = exchange.getException() == null
                        ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)
                        : exchange.getException();
                if (cause != null && isOfWatched(exchange)) {
                    failures.add(OwnRouteLoader.reason(cause));
                }
            }
        }
    }
}
