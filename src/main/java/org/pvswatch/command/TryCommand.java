package org.pvswatch.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.pvswatch.own.OwnRoutes;
import org.pvswatch.own.Problem;
import org.pvswatch.own.Secrets;
import org.pvswatch.pipeline.OwnCases;
import org.pvswatch.pipeline.Trial;
import org.pvswatch.pipeline.TrialPage;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a route of the owner would do, without doing it. */
@Command(
        name = "try",
        description = {
            "Run one route file of your own and show what would leave this machine; nothing does.",
            "It is given the last archived answer, or a simulated house where there is none yet.",
            "Works beside the running watch, and changes nothing in its data."
        })
final class TryCommand implements Callable<Integer> {
    private static final String ENDING = ".camel.yaml";

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Such as config/routes/my.camel.yaml.")
    private Path file;

    @Option(names = "--simulated", description = "Use a simulated house although there are archived answers.")
    private boolean simulated;

    @Option(names = "--cases", description = "Run the cases beside the file instead; without a file, all there are.")
    private boolean cases;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    private int run;
    private int failed;

    @Override
    public Integer call() throws Exception {
        if (file == null && !cases) {
            throw new ParameterException(spec.commandLine(), "name the route file to try, or run all --cases");
        }
        if (file != null && (!Files.isRegularFile(file) || !file.toString().endsWith(ENDING))) {
            String what = Files.isRegularFile(file) ? "is not read by the watch" : "is no file";
            throw new ParameterException(
                    spec.commandLine(), file + " " + what + "; name a route file, which ends in " + ENDING);
        }
        Path scratch = Files.createTempDirectory("pvs-watch-try");
        try {
            return cases ? runCases(scratch) : tryOut(scratch);
        } finally {
            Folders.delete(scratch);
        }
    }

    private int tryOut(Path scratch) throws Exception {
        Map<String, String> given = OwnCases.apart(file, scratch);
        try (TrialHouse house = TrialHouse.of(common, simulated, given);
                Trial trial = new Trial(house.settings(), common.routes(), house.clock(), house.isSimulated())) {
            List<Problem> problems = trial.problems();
            if (!problems.isEmpty()) {
                problems.forEach(System.out::println);
                return 1;
            }
            System.out.println("Given: " + house);
            System.out.println();
            house.fill(trial.watch(), Files.readString(file));
            trial.begin();
            house.poll(trial.watch());
            trial.giveEach();
            Secrets secrets =
                    new Secrets(file, System.getenv(), house.settings().all());
            new TrialPage(secrets, System.out).print(trial);
            return trial.failures().isEmpty() ? 0 : 1;
        }
    }

    private int runCases(Path scratch) throws Exception {
        OwnCases runner = new OwnCases(common.config(), common.routes());
        for (Path routeFile : file == null ? all() : List.of(file)) {
            for (Path each : OwnCases.of(routeFile)) {
                run(runner, routeFile, each, scratch.resolve(String.valueOf(run)));
            }
        }
        if (run == 0) {
            System.out.println("There are no cases; write them as JSON files into a folder such as my.cases beside"
                    + " my.camel.yaml, docs/customise.md says how");
            return 1;
        }
        System.out.printf("%d cases, %d not as expected; nothing left this machine.%n", run, failed);
        return failed == 0 ? 0 : 1;
    }

    private void run(OwnCases runner, Path routeFile, Path each, Path scratch) throws Exception {
        run++;
        try {
            OwnCases.Outcome outcome = runner.run(routeFile, each, Files.createDirectory(scratch));
            if (outcome.difference() == null) {
                System.out.println(each + ": as expected");
            } else {
                failed++;
                System.out.println(each + ": not as expected, this is the first line that differs");
                System.out.println("    " + outcome.difference());
                System.out.println("All that was seen; it takes the place of the case when it is right:");
                System.out.println(outcome.seen());
            }
        } catch (IOException e) {
            failed++;
            System.out.println(e.getMessage());
        }
    }

    private TreeSet<Path> all() throws IOException, SettingsException {
        TreeSet<Path> files = new TreeSet<>();
        Settings settings = common.settings(DemoCommand.settings());
        Path folder = OwnRoutes.folder(settings.all());
        if (folder != null && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
                found.forEach(files::add);
            }
        }
        return files;
    }
}
