package org.pvswatch.command;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pvswatch.health.Pulse;
import org.pvswatch.health.ServiceManager;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Watches the PVS until told to stop. */
@Command(
        name = "run",
        description = "Watch the PVS until told to stop.",
        footer = {"", "Set site.zone, site.latitude, site.longitude and pvs.url in config/application.properties first."
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("run");

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        watch(common.places(), common.environment());
        return 0;
    }

    /** Watches until the process is told to stop. */
    static void watch(Places places, Map<String, String> environment) throws Exception {
        Settings settings = places.settings(environment, Map.of());
        DemoMark.putAside(places.data()).ifPresent(aside -> LOG.info("the readings of the demo lie in {} now", aside));
        try (Watch watch = new Watch(settings, places.filledRoutes(), Clock.systemUTC())) {
            watch.start();
            watch.tellRefused();
            watch.startTriggers();
            LOG.info(
                    "watching {} ({}), asking at '{}' in {}; everything lands in {}",
                    settings.get("pvs.url").isEmpty() ? settings.get("mqtt.source.topic") : settings.get("pvs.url"),
                    settings.get("pvs.url").isEmpty() ? settings.get("mqtt.url") : settings.get("pvs.api"),
                    settings.get("pvs.poll-cron"),
                    settings.zone(),
                    places.data());
            ServiceManager manager = watch.word("serviceManager", ServiceManager.class);
            manager.ready(watch.word("pulse", Pulse.class).allowed(), "watching " + settings.get("site.id"));
            watch.waitUntilStopped();
            manager.stopping();
            LOG.info("stopping");
        }
    }
}
