/** What an owner may have told elsewhere: a heartbeat, a phone, a home automation. All of it off until asked for. */
package org.pvswatch.outlet;
