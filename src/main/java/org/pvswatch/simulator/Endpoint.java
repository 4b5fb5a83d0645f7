package org.pvswatch.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.Function;

/** Connects one HTTP port with what answers there. */
final class Endpoint implements HttpHandler {
    private final RequestLog log;
    private final Function<HttpRequest, HttpAnswer> answers;
    private final Runnable hang;

    /**
     * @param answers gives the answer, null to end the connection without one, {@link HttpAnswer#NEVER} to hang
     * @param hang returns when a request that hangs may end
     */
    Endpoint(RequestLog log, Function<HttpRequest, HttpAnswer> answers, Runnable hang) {
        this.log = log;
        this.answers = answers;
        this.hang = hang;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        log.begin();
        boolean counted = true;
        try {
            var answer = answerTo(HttpRequest.read(exchange));
            // counted down before the answer leaves, so that a caller who has it never overlaps with itself; nor does
            // one who went away from a request that hangs, which cannot be seen from here
            log.end();
            counted = false;
            if (answer == HttpAnswer.NEVER) {
                hang.run();
            } else if (answer != null) {
                send(exchange, answer);
            }
        } finally {
            if (counted) {
                log.end();
            }
            exchange.close();
        }
    }

    private HttpAnswer answerTo(HttpRequest request) {
        try {
            return answers.apply(request);
        } catch (RuntimeException e) {
            System.getLogger(Endpoint.class.getName())
                    .log(System.Logger.Level.ERROR, "simulator: no answer to " + request.path(), e);
            return HttpAnswer.html(500, "<html><body><h1>500 Internal Server Error</h1></body></html>\n");
        }
    }

    private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(answer.body().length));
        }
        exchange.sendResponseHeaders(answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
        if (!head && answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }
}
