package org.pvswatch.sheet;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.SimulatedClock;

/** A watcher in a process of its own that catches the sheet up once. */
public final class SheetVictim {
    private SheetVictim() {}

    /** @param args folder, and address of the emulator */
    public static void main(String[] args) throws Exception {
        Map<String, String> given = SheetHouse.settings(Path.of(args[0]), args[1]);
        SimulatedClock clock = SimulatedClock.stepped(Instant.parse("2026-06-10T18:00:00Z"));
        try (Watch watch = new Watch(Settings.load(Path.of("config"), Map.of(), given), Path.of("routes"), clock)) {
            watch.start();
            watch.send("direct:sink-sheets", null);
        }
    }
}
