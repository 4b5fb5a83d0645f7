/**
 * A simulated solar roof behind a simulated PVS and a simulated weather service.
 *
 * <p>Everything is a function of (seed, start, simulated instant): the sky, the panels, the house and the text of every
 * answer. The sky can be asked for any day; the plant advances on a fixed five-minute grid.
 */
package org.pvswatch.simulator;
