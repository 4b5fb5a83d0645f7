package org.pvswatch.rejection;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.Redaction;

/** Says what went wrong in words for an owner; word of the error policies. Thread-safe. */
public final class Rejection {
    /**
     * What is parked of something that could not be handled.
     *
     * @param route where it happened
     * @param reason what was wrong
     * @param body the thing itself; of a whole answer only its place in the archive
     */
    public record Parked(String route, String reason, Object body) {}

    /** Describes what failed, whatever the body is. */
    public Parked describe(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof RawAnswer answer) {
            body = answer.name();
        }
        return new Parked(exchange.getFromRouteId(), reason(exchange), body);
    }

    /** The cause of a failure as half a sentence, without a stack and without secrets. */
    public String reason(Exchange exchange) {
        Throwable failure = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        while (failure.getCause() != null && failure.getCause() != failure && !speaksForItself(failure)) {
            failure = failure.getCause();
        }
        String said = failure.getMessage() == null ? "" : Redaction.safe(failure.getMessage());
        if (failure instanceof InterruptedIOException) {
            return "no answer in time (" + said.toLowerCase(Locale.ROOT) + ")";
        }
        if (failure instanceof UnknownHostException) {
            return "no machine is known by that name (" + said + ")";
        }
        if (failure instanceof FileSystemException file) {
            return "the file %s cannot be written: %s"
                    .formatted(
                            file.getFile(),
                            file.getReason() == null ? file.getClass().getSimpleName() : file.getReason());
        }
        return said.isEmpty() ? failure.getClass().getSimpleName() : said;
    }

    private static boolean speaksForItself(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof FileSystemException
                || failure instanceof SQLException;
    }
}
