package org.pvswatch.command;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pvswatch.archive.Answers;
import org.pvswatch.history.History;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.replay.Replay;
import org.pvswatch.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Feeds raw answers through the routes, as if they came now but at their own time. */
@Command(
        name = "replay",
        description = {
            "Feed raw answers through the same routes as live ones, at their own time.",
            "Takes our archive, or the JSON files of the old script; plain, gzip or packed (.tar.xz).",
            "What history has already is passed by, so the same command goes on where it was broken off.",
            "While the watch runs it fills history beside it, at half speed."
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder of answers, or one file or pack.")
    private Path start;

    @Option(names = "--each", description = "Say for each file how many devices went in and how many rows came out.")
    private boolean each;

    @Option(names = "--again", description = "Read also what history has, in case an answer is understood better now.")
    private boolean again;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    private int taken;
    private int known;
    private int left;

    @Override
    public Integer call() throws Exception {
        if (!Files.exists(start)) {
            throw new ParameterException(
                    spec.commandLine(), start + " does not exist; name a folder or file of answers");
        }
        Map<String, String> given = new HashMap<>();
        given.put("poll.sinks", "");
        Settings settings = common.settings(given);
        try (Watch watch = new Watch(settings, common.routes(), Clock.systemUTC())) {
            watch.start();
            replay(watch, new Replay(watch, settings));
            for (String sink : common.settings(Map.of()).get("poll.sinks").split(",")) {
                if (!sink.isBlank()) {
                    watch.send(sink.trim(), null);
                }
            }
        } catch (Watch.DataFolderInUseException e) {
            System.out.println("The watch is running: its history is filled beside it, at half speed;"
                    + " its files follow within the hour");
            try (Watch watch = Watch.beside(settings, common.routes(), Clock.systemUTC())) {
                watch.start();
                replay(watch, new Replay(watch, settings).gently());
            }
        }
        if (taken + known == 0) {
            System.err.println(start + ": nothing in it could be replayed");
            return 1;
        }
        return 0;
    }

    private void replay(Watch watch, Replay replay) throws Exception {
        long before = watch.history().count(History.Table.READING);
        Answers answers = Replay.answersIn(start);
        Terminal progress = new Terminal("answers", 0);
        if (!again && !each) {
            replay.skippingKnown();
        }
        replay.all(answers, each, outcome -> {
            note(outcome, System.out);
            progress.step(Path.of(outcome.where()).getFileName().toString(), answers.share());
        });
        progress.end();
        System.out.printf(
                "%,d answers replayed in %.1f s (%,.0f a second), %,d known already, %,d left out; %,d new rows in %s%n",
                taken,
                progress.seconds(),
                progress.rate(),
                known,
                left,
                watch.history().count(History.Table.READING) - before,
                watch.history().where());
    }

    private void note(Replay.Outcome outcome, PrintStream out) {
        if (outcome.problem() != null) {
            left++;
            out.printf("%s: left out: %s%n", outcome.where(), outcome.problem());
        } else if (outcome.known()) {
            known++;
        } else {
            taken++;
            if (each) {
                out.printf(
                        "%s: %d devices in, %d new rows out%n",
                        outcome.where(), outcome.devicesIn(), outcome.rowsOut());
            }
        }
    }
}
