package org.pvswatch.pipeline;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address at which routes that begin with {@code platform-http} answer, read only: GET and HEAD. A route says which one by
 * {@code platformHttpEngine: "#bean:..."}. Its message has the headers of the request and {@code CamelHttpPath},
 * {@code CamelHttpQuery} and {@code CamelHttpMethod}; what it leaves as body, {@code CamelHttpResponseCode} (200) and headers
 * is the answer. If it fails the caller learns nothing but 500.
 */
public final class HttpDoor implements PlatformHttpEngine {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Set<String> OF_CONNECTION =
            Set.of("content-length", "connection", "host", "keep-alive", "transfer-encoding", "upgrade");
    private static final Logger LOG = LoggerFactory.getLogger("http-server");
    private static final int OK = 200;
    private static final int NO_SUCH_METHOD = 405;
    private static final int OUR_FAULT = 500;

    private final HttpServers servers;
    private final String listen;

    /** No door at all: what Camel takes where a route names none. */
    public HttpDoor() {
        this(new HttpServers(), "");
    }

    /**
     * @param servers what opens ports
     * @param listen the address, as {@link HttpServers#open} has it; empty for none
     */
    public HttpDoor(HttpServers servers, String listen) {
        this.servers = servers;
        this.listen = listen;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        if (listen.isEmpty()) {
            throw new IllegalArgumentException(
                    "no address is set for this route; name a door in platformHttpEngine, and set where it listens");
        }
        return new Answerer(endpoint, processor);
    }

    /** The port that is open, 0 while there is none. */
    @Override
    public int getServerPort() {
        return servers.port(listen);
    }

    private final class Answerer extends DefaultConsumer implements PlatformHttpConsumer {
        private final String path;

        Answerer(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            path = endpoint.getPath() + (endpoint.isMatchOnUriPrefix() ? "*" : "");
        }

        @Override
        public PlatformHttpEndpoint getEndpoint() {
            return (PlatformHttpEndpoint) super.getEndpoint();
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            servers.open(listen, path, this::respond);
        }

        @Override
        protected void doStop() throws Exception {
            servers.close(listen, path);
            super.doStop();
        }

        private void respond(HttpExchange request) throws IOException {
            if (!METHODS.contains(request.getRequestMethod())) {
                request.getResponseHeaders().set("Allow", "GET, HEAD");
                request.sendResponseHeaders(NO_SUCH_METHOD, -1);
                return;
            }
            Exchange exchange = createExchange(false);
            try {
                ask(request, exchange.getMessage());
                getProcessor().process(exchange);
                answer(request, exchange);
            } catch (IOException e) {
                throw e; // the caller has gone
            } catch (Exception e) {
                LOG.warn("{} could not be answered ({})", path, e.toString());
                request.sendResponseHeaders(OUR_FAULT, -1);
            } finally {
                releaseExchange(exchange, false);
            }
        }

        private void ask(HttpExchange request, Message message) {
            request.getRequestHeaders().forEach((name, values) -> {
                if (!stays(name)) {
                    message.setHeader(name, values.get(0));
                }
            });
            message.setHeader(Exchange.HTTP_METHOD, request.getRequestMethod());
            message.setHeader(Exchange.HTTP_PATH, request.getRequestURI().getPath());
            message.setHeader(Exchange.HTTP_QUERY, request.getRequestURI().getRawQuery());
        }

        private void answer(HttpExchange request, Exchange exchange) throws Exception {
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            Message message = exchange.getMessage();
            for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
                String value = String.valueOf(header.getValue());
                boolean asked = value.equals(request.getRequestHeaders().getFirst(header.getKey()));
                if (!asked && !stays(header.getKey())) {
                    request.getResponseHeaders().set(header.getKey(), value);
                }
            }
            byte[] body = message.getBody(byte[].class);
            boolean none = body == null || body.length == 0 || "HEAD".equals(request.getRequestMethod());
            request.sendResponseHeaders(
                    message.getHeader(Exchange.HTTP_RESPONSE_CODE, OK, Integer.class), none ? -1 : body.length);
            if (!none) {
                request.getResponseBody().write(body);
            }
        }

        /** What belongs to Camel or to the connection does not cross the door. */
        private static boolean stays(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.startsWith("camel") || OF_CONNECTION.contains(lower);
        }
    }
}
