package org.pvswatch.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pvswatch.doctor.Bundle;
import org.pvswatch.doctor.Doctor;
import org.pvswatch.doctor.Finding;
import org.pvswatch.doctor.Finding.Verdict;
import org.pvswatch.doctor.Installed;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says of each part of the installation whether it works, and what to do about what does not. */
@Command(
        name = "doctor",
        description = {
            "Look at every part of the installation and say whether it works, and what to do about what does not.",
            "Changes nothing, also beside the running watch. Asks the PVS once at most, as a poll would."
        },
        footer = {"", "Exit codes: 0 it works, 1 something has to be mended, 2 wrong usage."})
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--send", description = "Also send a test letter, and write a test row if there is a sheet.")
    private boolean send;

    @Option(
            names = "--bundle",
            paramLabel = "FILE.zip",
            description = "Put what a bug report needs into this file, without secrets; read it before you attach it.")
    private Path bundle;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description =
                    "A log to put the last lines of into the bundle. Default: the journal of pvs-watch, if there is one.")
    private Path log;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Installed installed = installed(common);
        List<Finding> findings = look(installed, send);
        if (bundle != null) {
            Bundle.write(bundle, installed, findings, log);
            System.out.printf("%s is written; read it before you attach it to a report.%n", bundle);
        }
        return findings.stream().anyMatch(each -> each.verdict() == Verdict.FAIL) ? 1 : 0;
    }

    /** Looks and shows. */
    static List<Finding> look(Installed installed, boolean send) throws InterruptedException {
        DoctorPage page = new DoctorPage(System.out);
        List<Finding> findings = new Doctor(installed, send).look(page::show);
        page.sum(findings);
        return findings;
    }

    static Installed installed(CommonOptions common) throws SettingsException {
        Settings settings = null;
        List<String> problems = List.of();
        try {
            settings = common.settings(Map.of());
        } catch (SettingsException e) {
            problems = e.problems();
        }
        return new Installed(
                common.config(),
                common.routes(),
                common.data(),
                settings,
                problems,
                common.environment(),
                Clock.systemUTC());
    }
}
