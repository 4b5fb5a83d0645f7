/** What the PVS said last, for others on the network, so that nobody else need ask it. */
package org.pvswatch.share;
