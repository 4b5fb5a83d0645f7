package org.pvswatch.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.doctor.Finding.Verdict;
import org.pvswatch.doctor.Overheard;
import org.pvswatch.pipeline.WatchApart;
import org.pvswatch.settings.Invocation;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsException;
import org.pvswatch.setup.Installation;
import org.pvswatch.setup.Town;
import org.pvswatch.setup.Towns;
import org.pvswatch.setup.UnclearAnswerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks what must be known, writes the settings and has the doctor look. */
@Command(
        name = "setup",
        description = {
            "Ask at most eight questions, write the settings and look whether everything works.",
            "Enter takes what stands in brackets. May be run again: it offers what is set, and leaves every comment and"
                    + " every other line of application.properties alone. Nothing is written before the last answer.",
            "Answers may also come from a file or a pipe, one a line."
        })
final class SetupCommand implements Callable<Integer> {
    private static final List<String> MUST_BE_SET = List.of("site.zone", "site.latitude", "site.longitude");

    /** Keys that the questions are about; their values may be wrong before. */
    private static final Map<String, String> ASKED = Map.of(
            "site.zone", "UTC",
            "site.latitude", "0",
            "site.longitude", "0",
            "pvs.url", "http://172.27.153.1",
            "pvs.id", "pvs1",
            "mail.host", "",
            "mail.to", "",
            "sheets.spreadsheet-id", "");

    @Parameters(
            arity = "0..*",
            paramLabel = "ADDRESS",
            description = "Look for the PVS here and nowhere else. Default: everywhere in this network.")
    private List<String> addresses = new ArrayList<>();

    @Option(names = "--no-doctor", description = "Write the settings and end; send and ask nothing.")
    private boolean noDoctor;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Path file = common.config().resolve(Settings.FILE);
        boolean fresh = !Files.exists(file);
        Settings others = fresh ? null : common.settings(ASKED); // a mistake elsewhere is said before anything is asked
        Installation installation = new Installation(common.config());
        Dialogue dialogue = new Dialogue();
        System.out.println(
                "PVS Watch asks at most eight questions. Enter takes what stands in brackets; Ctrl-C leaves all as"
                        + " it was.");
        new Interview(dialogue, installation, present(), name -> towns(others, name), addresses).ask();
        prove(installation);
        List<Path> written = installation.write();
        System.out.println();
        if (written.isEmpty()) {
            System.out.println("Nothing to change.");
        }
        written.forEach(each -> System.out.println("Written: " + each));
        DemoMark.putAside(common.data())
                .ifPresent(aside -> System.out.println("The readings of the demo lie in " + aside + " now."));
        if (noDoctor) {
            return 0;
        }
        System.out.println();
        boolean works = DoctorCommand.look(DoctorCommand.installed(common), true).stream()
                .noneMatch(each -> each.verdict() == Verdict.FAIL);
        System.out.println(
                works
                        ? "Start it: " + Invocation.of("run")
                        : "Mend that, then " + Invocation.of("doctor") + " looks again; " + Invocation.of("run")
                                + " watches all the same.");
        return works ? 0 : 1;
    }

    /** What is set now, by file and environment. */
    private Map<String, String> present() {
        Map<String, String> present = new HashMap<>(Settings.shipped());
        MUST_BE_SET.forEach(key -> present.put(key, ""));
        present.putAll(Settings.written(common.config()));
        return present;
    }

    /** What will be written is read as a start would read it. */
    private void prove(Installation installation) throws IOException, SettingsException {
        Path trial = Files.createTempDirectory("pvs-watch-setup");
        try {
            Files.writeString(trial.resolve(Settings.FILE), installation.text());
            Settings.load(trial, common.environment(), Map.of());
        } finally {
            Folders.delete(trial);
        }
    }

    private List<Town> towns(Settings others, String name) throws UnclearAnswerException, IOException {
        System.out.println("   Asking where that is ...");
        try (Overheard log = new Overheard();
                WatchApart trial = WatchApart.of(
                        others == null ? shipped() : others,
                        common.routes(),
                        Clock.systemUTC(),
                        Map.of("routes.own", ""))) {
            RawAnswer answer = trial.started()
                    .watch()
                    .ask("direct:find-town", name, RawAnswer.class)
                    .orElseThrow(() -> new IOException("the search for places cannot be reached ("
                            + String.join("; ", log.troubles()) + "); write coordinates such as 38.58, -121.49"));
            return Towns.in(answer);
        } catch (SettingsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Those of the program, for a folder that has none yet. */
    private Settings shipped() throws SettingsException, IOException {
        Path trial = Files.createTempDirectory("pvs-watch-setup");
        try {
            Files.writeString(trial.resolve(Settings.FILE), "");
            return Settings.load(trial, common.environment(), ASKED);
        } finally {
            Folders.delete(trial);
        }
    }
}
