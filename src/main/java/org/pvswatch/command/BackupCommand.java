package org.pvswatch.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.pvswatch.archive.ArchiveSize;
import org.pvswatch.backup.Backup;
import org.pvswatch.settings.Invocation;
import org.pvswatch.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies all that must not be lost. */
@Command(
        name = "backup",
        description = {
            "Copy archive, history, mail, marks and settings into a folder, or into one file if its name ends with .zip.",
            "Goes on beside the watch. A folder is brought up to date; a file is written whole. Secrets of the settings are in it."
        })
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR|FILE.zip", description = "Where to.")
    private Path target;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settingsOfData();
        if (!Files.isDirectory(common.data())) {
            System.err.println(
                    common.data() + ": is not there, so there is nothing to copy; name the data with --data");
            return 1;
        }
        Backup backup = new Backup(common.data(), common.config(), Clock.systemUTC());
        boolean file = target.toString().endsWith(".zip");
        String site = settings.get("site.id");
        Backup.Done done = file ? backup.asFile(target, site) : backup.into(target, site);
        System.out.printf(
                "%s: %,d files of %s, %s written; put back with %s%n",
                target, done.files(), site, ArchiveSize.room(done.bytes()), Invocation.of("restore " + target));
        if (!settings.get("history.url").isEmpty()) {
            System.out.println(
                    "History is in a database server and not in it: copy it with pg_dump, or replay the archive.");
        }
        elsewhere(settings).forEach((key, path) -> System.out.printf("Not in it: %s (%s)%n", path, key));
        return 0;
    }

    /** Files that settings name and that lie in neither folder. */
    private Map<String, Path> elsewhere(Settings settings) {
        Map<String, Path> elsewhere = new TreeMap<>();
        settings.all().forEach((key, value) -> {
            if (key.endsWith("-file") && !value.isEmpty()) {
                Path path = Path.of(value).toAbsolutePath().normalize();
                if (Files.exists(path) && !isBelow(path, common.config()) && !isBelow(path, common.data())) {
                    elsewhere.put(key, path);
                }
            }
        });
        return elsewhere;
    }

    private static boolean isBelow(Path path, Path folder) {
        return path.startsWith(folder.toAbsolutePath().normalize());
    }
}
