package org.pvswatch.command;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pvswatch.history.History;
import org.pvswatch.settings.Settings;
import org.pvswatch.sheet.Tab;
import org.pvswatch.sheet.Workbook;
import org.pvswatch.sheet.XlsxFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the owner's workbook to a file. */
@Command(
        name = "workbook",
        description = {
            "Write the workbook that Google Sheets would hold to a file: days, months by year, panels, incidents.",
            "The same history gives the same bytes. Goes on beside the watch."
        })
final class WorkbookCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "solar.xlsx",
            description = "Where to write it. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--overview", description = "With a row for each poll of this year.")
    private boolean overview;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settingsOfData();
        if (settings.get("history.url").isEmpty() && !Files.exists(common.data().resolve("history.db"))) {
            System.err.println(
                    common.data() + ": holds no history yet; let the watch run for a day, or replay an archive");
            return 1;
        }
        try (History history = IncidentsCommand.history(settings)) {
            Workbook workbook = Workbook.of(history, settings.all(), overview);
            XlsxFile.write(workbook, out.toAbsolutePath());
            String tabs = String.join(
                    ", ",
                    workbook.tabs().stream()
                            .map(tab -> "%s %,d".formatted(tab.title(), rows(tab)))
                            .toList());
            System.out.printf("%s written, %,d bytes; rows: %s%n", out, Files.size(out), tabs);
        } catch (FileSystemException e) {
            throw new IOException(
                    "%s cannot be written (%s); name another file with --out"
                            .formatted(out, e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()),
                    e);
        }
        return 0;
    }

    private static int rows(Tab tab) {
        return tab.keys().size();
    }
}
