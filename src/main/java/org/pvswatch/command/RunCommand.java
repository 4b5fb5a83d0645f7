package org.pvswatch.command;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.replay.Replay;
import org.pvswatch.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Watches the PVS until told to stop. */
@Command(
        name = "run",
        description = "Watch the PVS until told to stop.",
        footer = {"", "Set site.zone, site.latitude, site.longitude and pvs.url in config/application.properties first."
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings(Map.of());
        DemoMark.refuseIn(common.data());
        try (Watch watch = new Watch(settings, common.routes(), Clock.systemUTC(), false)) {
            watch.start();
            Replay.catchUp(watch, settings);
            watch.startTriggers();
            watch.waitUntilStopped();
        }
        return 0;
    }
}
