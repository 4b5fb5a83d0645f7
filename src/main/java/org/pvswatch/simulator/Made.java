package org.pvswatch.simulator;

/**
 * Energy of each panel since the beginning of a simulation, kWh, in list order.
 *
 * @param possibleKwh what it would have made without faults, under the same sky, dirt and snow and with the same grid
 * @param madeKwh what it made
 */
public record Made(double[] possibleKwh, double[] madeKwh) {}
