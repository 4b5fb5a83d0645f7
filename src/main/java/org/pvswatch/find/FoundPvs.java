package org.pvswatch.find;

import java.net.URI;
import java.util.List;

/**
 * A PVS that answered, and the best of the addresses it answered at. Its text shows no password.
 *
 * @param url what {@code pvs.url} may be set to; https where the PVS has it
 * @param serial as printed on the box; the last five characters are the password
 * @param model such as {@code PVS6}; empty if it gave none
 * @param firmware such as {@code 2025.06, Build 61839}; empty if it gave none
 * @param build number of the firmware; null if it gave none
 * @param certificateSha256 fingerprint of the certificate at {@code url}, as hex; null on plain http
 * @param alsoAt other addresses of the same box, best first
 */
public record FoundPvs(
        URI url,
        String serial,
        String model,
        String firmware,
        Integer build,
        String certificateSha256,
        List<URI> alsoAt) {

    /** Whether this firmware should ask for a login and speak varserver. */
    public boolean expectsLogin() {
        return new SupervisorInfo(serial, model, firmware, build).expectsLogin();
    }

    /** The serial for people's eyes: its end, which is the password, hidden. */
    public String shownSerial() {
        return SupervisorInfo.shown(serial);
    }

    @Override
    public String toString() {
        return new SupervisorInfo(serial, model, firmware, build) + " at " + url;
    }
}
