package org.pvswatch.benchmark;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.pvswatch.fault.Heard;
import org.pvswatch.fault.Notice;

/** Makes the judge that is put to the test: a new one, knowing nothing yet, for each simulated site. */
@FunctionalInterface
public interface JudgeFactory {
    /** A judge of one site that knows nothing yet. */
    Judge judge(Place place);

    /** Judges one site. */
    @FunctionalInterface
    interface Judge {
        /** What was heard goes in, in the order of time; the mails that are due come out. */
        List<Notice> hear(Heard heard);

        /** What an incident has cost so far, kWh; NaN when nobody knows. */
        default double lostKwh(String incident) {
            return Double.NaN;
        }
    }

    /**
     * What the settings of the site would say. Groups of panels and circuits are not among it: they are to be learned.
     *
     * @param site id of the site
     * @param zone what its clocks show
     * @param latitudeDegrees north is positive
     * @param longitudeDegrees east is positive
     * @param tiltDegrees of the plane the weather's irradiance is for
     * @param azimuthDegrees of that plane, compass: 180 is south
     * @param pollEvery how often the PVS is asked
     */
    record Place(
            String site,
            ZoneId zone,
            double latitudeDegrees,
            double longitudeDegrees,
            double tiltDegrees,
            double azimuthDegrees,
            Duration pollEvery) {}
}
