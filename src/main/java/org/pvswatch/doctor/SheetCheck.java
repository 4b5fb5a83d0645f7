package org.pvswatch.doctor;

import java.util.List;
import java.util.Map;
import org.pvswatch.pipeline.SheetTry;
import org.pvswatch.pipeline.WatchApart;
import org.pvswatch.settings.Settings;
import org.pvswatch.sheet.SheetTrial;

/** Whether the owner's Google Sheet can be read; and written, when that is asked for. */
final class SheetCheck implements Check {
    private final Installed installed;
    private final boolean write;

    SheetCheck(Installed installed, boolean write) {
        this.installed = installed;
        this.write = write;
    }

    @Override
    public List<Finding> look() throws Exception {
        Settings settings = installed.settings();
        String sheet = settings.get("sheets.spreadsheet-id");
        if (sheet.isEmpty()) {
            return List.of(Finding.ok("sheet", "none set"));
        }
        String keyFile = settings.get("sheets.key-file");
        if (keyFile.isEmpty()) {
            return List.of(Finding.fail(
                    "sheet",
                    "sheets.key-file is not set",
                    "the README tells how to get the key: Your own Google Sheet"));
        }
        SheetTrial trial = new SheetTrial(sheet, keyFile);
        return List.of(Overheard.silently(() -> {
            try (WatchApart watch =
                    WatchApart.of(settings, installed.routes(), installed.clock(), Map.of("routes.own", ""))) {
                SheetTry.call(watch.started().watch(), write ? trial.write() : trial.look(), keyFile);
                return Finding.ok(
                        "sheet",
                        write
                                ? "a test row was written and taken away again"
                                : "it can be read; nothing was written (--send tries that)");
            } catch (Exception e) {
                String[] told = trial.problem(e).split("; ", 2);
                return Finding.fail(
                        "sheet", told[0], told.length > 1 ? told[1] : "the README tells more: Your own Google Sheet");
            }
        }));
    }
}
