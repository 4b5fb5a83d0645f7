package org.pvswatch.simulator;

/**
 * One inverter as the PVS shows it.
 *
 * @param panel whose inverter
 * @param last the latest measurement, or null when there never was one
 * @param working true while {@code last} came at the latest mark
 */
record InverterView(Panel panel, InverterMeasurement last, boolean working) {}
