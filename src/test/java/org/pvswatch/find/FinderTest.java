package org.pvswatch.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvswatch.simulator.Announcement;
import org.pvswatch.simulator.Profile;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;

/** A PVS announces itself over a real socket and is found, all within this machine. */
class FinderTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void findsAPvsAgainByItsSerialWhereItAnnouncesItself() throws Exception {
        SimulatorOptions options =
                SimulatorOptions.defaults().withProfile(Profile.V_61845).withPanels(1);
        try (Simulator moved = Simulator.start(options);
                Simulator other = Simulator.start(options.withSeed(2));
                Announcement announcement = new Announcement()) {
            announcement.begin(moved, options);
            String serial = serialAt(moved);
            Finder finder = Finder.only(List.of(other.pvsUrl().toString()), List.of(InetAddress.getLoopbackAddress()));
            long begin = System.nanoTime();
            FoundPvs found = finder.bySerial(serial, LONG).orElseThrow();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
            assertThat(found.url()).isEqualTo(moved.pvsUrl());
            assertThat(found.serial()).isEqualTo(serial);
            assertThat(moved.writeAttempts()).isEmpty();
        }
    }

    @Test
    void doesNotTakeAnotherPvsForTheOneItSeeks() throws Exception {
        try (Simulator other = Simulator.start(SimulatorOptions.defaults().withPanels(1))) {
            Finder finder = Finder.only(List.of(other.pvsUrl().toString()), List.of());
            assertThat(finder.bySerial(serialAt(other).replaceFirst(".$", "x"), LONG))
                    .isEmpty();
            assertThat(finder.bySerial(serialAt(other), LONG)).isPresent();
        }
    }

    private static String serialAt(Simulator pvs) throws InterruptedException {
        return Finder.only(List.of(pvs.pvsUrl().toString()), List.of())
                .find(LONG)
                .found()
                .get(0)
                .serial();
    }
}
