package org.pvswatch.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pvswatch.history.Glance;
import org.pvswatch.history.History;
import org.pvswatch.settings.Invocation;
import org.pvswatch.settings.Settings;

/** Whether the history can be read, and how much is wrong by it. */
final class IncidentsCheck implements Check {
    private static final Set<String> GOING_ON = Set.of("open", "acknowledged", "recovering");

    private final Installed installed;

    IncidentsCheck(Installed installed) {
        this.installed = installed;
    }

    @Override
    public List<Finding> look() throws SQLException {
        Settings settings = installed.settings();
        Path file = installed.data().toAbsolutePath().resolve("history.db");
        long open;
        if (!settings.get("history.url").isEmpty()) {
            open = ofServer(settings);
        } else if (Files.exists(file)) {
            try {
                open = Glance.incidents(file, settings.get("site.id")).entrySet().stream()
                        .filter(each -> GOING_ON.contains(each.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
            } catch (SQLException e) {
                return List.of(Finding.warn(
                        "history",
                        file + " cannot be read (" + e.getMessage().strip() + ")",
                        "the next start of the watch puts it right, from the archive if need be"));
            }
        } else {
            return List.of(Finding.ok("history", "none yet"));
        }
        return List.of(
                open == 0
                        ? Finding.ok("history", "nothing is wrong with the site")
                        : Finding.warn(
                                "history",
                                open == 1 ? "1 incident is open" : open + " incidents are open",
                                Invocation.of("incidents") + " lists them"));
    }

    private static long ofServer(Settings settings) throws SQLException {
        try (History history = new History(
                settings.get("history.url"), settings.get("history.user"), settings.get("history.password-file"), "")) {
            return history.judgements().incidents(settings.get("site.id")).stream()
                    .filter(each -> GOING_ON.contains(each.state()))
                    .count();
        }
    }
}
