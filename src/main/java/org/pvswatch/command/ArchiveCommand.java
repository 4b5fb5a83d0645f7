package org.pvswatch.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pvswatch.archive.ArchiveSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after the archive; without a further word it says how large it is. It changes nothing. */
@Command(
        name = "archive",
        description = {
            "Look after the archive of raw answers; changes nothing in it.",
            "Without a further word it says how large it is, what a day adds, and how many years the disk will do."
        },
        subcommands = ArchiveVerifyCommand.class,
        synopsisSubcommandLabel = "[COMMAND]")
final class ArchiveCommand implements Callable<Integer> {
    private static final double MANY_YEARS = 1000;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path root = folder(common.data(), spec);
        ArchiveSize size = ArchiveSize.of(root);
        double years = size.yearsLeft();
        System.out.printf(
                "%s: %,d %s, %,d of them packed, %s; a%s day adds %s; the %s left on this disk do for %s%n",
                root,
                size.days(),
                size.days() == 1 ? "day" : "days",
                size.packs(),
                ArchiveSize.room(size.bytes()),
                size.packs() > 0 ? " packed" : "",
                ArchiveSize.room(size.bytesPerDay()),
                ArchiveSize.room(size.freeBytes()),
                years > MANY_YEARS ? "more than 1,000 years" : "%.1f years".formatted(years));
        return 0;
    }

    /** The archive below a data folder. */
    static Path folder(Path data, CommandSpec spec) {
        return existing(data.resolve("archive"), spec);
    }

    static Path existing(Path root, CommandSpec spec) {
        if (!Files.isDirectory(root)) {
            throw new ParameterException(
                    spec.commandLine(),
                    root + " is no folder; name the folder of an archive, or with --data its parent");
        }
        return root;
    }
}
