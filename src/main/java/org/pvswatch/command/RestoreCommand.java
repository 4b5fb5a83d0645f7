package org.pvswatch.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pvswatch.archive.ArchiveCheck;
import org.pvswatch.archive.Redaction;
import org.pvswatch.backup.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a data folder of a backup. */
@Command(
        name = "restore",
        description = {
            "Make an empty data folder of a backup and read every byte of its archive once.",
            "Stop the watch it came from first, or both tell the same. CSV files are made anew at the next start."
        })
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR|FILE.zip", description = "What `backup` wrote.")
    private Path from;

    @Option(
            names = "--settings",
            description =
                    "The settings, own routes and secrets too; what is there and differs is kept as *.before-restore.")
    private boolean withSettings;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Restore.Done done = new Restore(from).into(common.data(), withSettings ? common.config() : null);
        System.out.printf(
                "%s: %,d files of %s as of %s%s%n",
                common.data(),
                done.files(),
                done.site(),
                done.madeAt(),
                withSettings
                        ? ", %,d of them in %s".formatted(done.settings(), common.config())
                        : "; the settings are left alone (--settings puts them back too)");
        ArchiveCheck.Result archive = new ArchiveCheck(
                        common.data().resolve("archive"),
                        problem -> System.out.printf(
                                "%s: %s; %s%n", problem.file(), Redaction.safe(problem.seen()), problem.advice()))
                .all();
        System.out.printf(
                "%,d answers in the archive, %s%n",
                archive.packed() + archive.singles(),
                archive.problems() == 0 ? "all is well" : "problems: %,d".formatted(archive.problems()));
        return archive.problems() == 0 ? 0 : 1;
    }
}
