package org.pvswatch.outlet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.slf4j.LoggerFactory;

/**
 * Says once that an outlet does not work, and once that it works again; word of the policy {@code outlet-errors}. What a
 * failure itself says is never repeated: the address in it may be a secret. Thread-safe.
 */
public final class Outages {
    private final Map<String, String> failing = new ConcurrentHashMap<>();

    /**
     * An outlet could not be reached.
     *
     * @param route of the outlet
     * @param failure what happened
     */
    public void fails(String route, Throwable failure) {
        fails(route, words(failure) + "; it is tried again after the next poll");
    }

    /**
     * An outlet refused.
     *
     * @param route of the outlet
     * @param what happened and what to do, free of secrets
     */
    public void fails(String route, String what) {
        if (failing.put(route, what) == null) {
            LoggerFactory.getLogger(route).warn(what);
        }
    }

    /** An outlet took what it was given. */
    public void works(String route) {
        if (failing.remove(route) != null) {
            LoggerFactory.getLogger(route).info("works again");
        }
    }

    private static String words(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "no machine is known by that name";
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return "nobody answers there";
            }
            if (cause instanceof InterruptedIOException) {
                return "no answer in time";
            }
            if (cause instanceof SSLException) {
                return "no connection that is safe";
            }
            if (cause instanceof SQLException && cause.getMessage() != null) {
                return cause.getMessage().lines().findFirst().orElse("it failed"); // no address of it holds a password
            }
            if (cause instanceof MissingSecretException) {
                return cause.getMessage();
            }
        }
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last instanceof IOException
                ? "the connection broke off"
                : "it failed (" + last.getClass().getSimpleName() + ")";
    }
}
