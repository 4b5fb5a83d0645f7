package org.pvswatch.simulator;

/** A weather request that cannot be answered; the message is the {@code reason}. */
final class WeatherProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeatherProblem(String reason) {
        super(reason, null, false, false);
    }
}
