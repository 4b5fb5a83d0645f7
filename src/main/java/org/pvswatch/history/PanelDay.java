package org.pvswatch.history;

import java.time.Instant;

/**
 * What one inverter did on a finished day.
 *
 * @param device its serial
 * @param energyKwh energy made, as far as it is known; {@code null} when nothing is
 * @param lifetimeKwh its counter as last told that day, {@code null} when it did not tell it
 * @param peakKw largest power measured, {@code null} when none was
 * @param peakAt when that was measured
 * @param measurements measurements of that day
 * @param knownPercent share of the day's daylight of which the energy is known, 0 to 100
 */
public record PanelDay(
        String device,
        Double energyKwh,
        Double lifetimeKwh,
        Double peakKw,
        Instant peakAt,
        int measurements,
        double knownPercent) {}
