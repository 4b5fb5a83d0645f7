package org.pvswatch.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pvswatch.archive.ArchiveCheck;
import org.pvswatch.archive.ArchiveSize;
import org.pvswatch.archive.Redaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the whole archive and says what is not well. */
@Command(
        name = "verify",
        description = {
            "Read every byte of the archive and say which files are damaged, cut off, left over or foreign.",
            "Changes nothing. Ends with 0 if all is well, else with 1."
        })
final class ArchiveVerifyCommand implements Callable<Integer> {
    private static final int SHOWN_GAPS = 5;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Folder of the archive, also a copy of it. Default: archive in the data folder.")
    private Path folder;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path root = folder == null ? ArchiveCommand.folder(common.data(), spec) : ArchiveCommand.existing(folder, spec);
        PrintStream out = System.out;
        ArchiveCheck.Result found = new ArchiveCheck(
                        root,
                        problem -> out.printf(
                                "%s: %s; %s%n", problem.file(), Redaction.safe(problem.seen()), problem.advice()))
                .all();
        List<LocalDate> days = found.days();
        out.printf(
                "%s: %,d answers (%,d in %,d packs, %,d in single files), %s, %s, %s; %s%n",
                root,
                found.packed() + found.singles(),
                found.packed(),
                found.packs(),
                found.singles(),
                ArchiveSize.room(found.bytes()),
                days.isEmpty() ? "of no day" : days.get(0) + " to " + days.get(days.size() - 1) + " UTC",
                gaps(found.gaps()),
                found.problems() == 0 ? "all is well" : "problems: %,d".formatted(found.problems()));
        return found.problems() == 0 ? 0 : 1;
    }

    /** Days without an answer as stretches, {@code 2026-11-02, 2026-11-05 to 2026-11-09}. */
    private static String gaps(List<LocalDate> missing) {
        List<String> stretches = new ArrayList<>();
        LocalDate from = null;
        for (int i = 0; i < missing.size(); i++) {
            LocalDate day = missing.get(i);
            from = from == null ? day : from;
            if (i + 1 == missing.size() || !missing.get(i + 1).equals(day.plusDays(1))) {
                stretches.add(from.equals(day) ? "" + day : from + " to " + day);
                from = null;
            }
        }
        if (stretches.isEmpty()) {
            return "no day without any";
        }
        int shown = Math.min(SHOWN_GAPS, stretches.size());
        return "days without any: %,d (%s%s)"
                .formatted(
                        missing.size(),
                        String.join(", ", stretches.subList(0, shown)),
                        stretches.size() > shown ? ", and more" : "");
    }
}
