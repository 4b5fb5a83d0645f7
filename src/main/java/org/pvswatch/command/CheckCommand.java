package org.pvswatch.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pvswatch.own.OwnRoutes;
import org.pvswatch.own.Problem;
import org.pvswatch.pipeline.WatchApart;
import org.pvswatch.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is wrong with settings and route files, without watching anything. */
@Command(
        name = "check",
        description = "Check the settings and every route file, the shipped ones and your own.",
        footer = {"", "Names every mistake with file, line and mend. Nothing is asked, sent or written."})
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings(Map.of());
        Path shipped = common.routes();
        List<Problem> problems = new ArrayList<>(OwnRoutes.shipped(shipped));
        OwnRoutes own = OwnRoutes.of(settings.all(), shipped);
        problems.addAll(own.problems());
        if (problems.isEmpty()) {
            problems.addAll(started(settings, shipped));
        }
        settings.remarks().forEach(System.out::println);
        own.remarks().forEach(System.out::println);
        problems.forEach(System.out::println);
        if (problems.isEmpty()) {
            System.out.printf(
                    "Settings and routes are in order; %d of them are your own, in %s.%n",
                    own.ids().size(), OwnRoutes.folder(settings.all()));
        }
        return problems.isEmpty() ? 0 : 1;
    }

    /** What only a start shows. */
    private static List<Problem> started(Settings settings, Path shipped) throws Exception {
        try (WatchApart trial = WatchApart.of(settings, shipped, Clock.systemUTC(), Map.of())) {
            return trial.started().watch().refused();
        }
    }
}
