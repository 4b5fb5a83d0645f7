package org.pvswatch.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pvswatch.settings.Invocation;
import org.pvswatch.settings.Settings;

/** Whether the settings can be used. */
final class SettingsCheck implements Check {
    private final Installed installed;

    SettingsCheck(Installed installed) {
        this.installed = installed;
    }

    @Override
    public List<Finding> look() {
        if (installed.settings() == null) {
            List<Finding> all = new ArrayList<>();
            for (String problem : installed.problems()) {
                int cut = problem.lastIndexOf("; ");
                all.add(
                        cut < 0
                                ? Finding.fail("settings", problem, "mend it, or run " + Invocation.of("setup"))
                                : Finding.fail("settings", problem.substring(0, cut), problem.substring(cut + 2)));
            }
            return all;
        }
        Map<String, String> shipped = Settings.shipped();
        Map<String, String> written = Settings.written(installed.config());
        long own = written.entrySet().stream()
                .filter(each -> !each.getValue().equals(shipped.get(each.getKey())))
                .count();
        long given = shipped.keySet().stream()
                .filter(key -> installed.environment().containsKey(Settings.environmentName(key)))
                .count();
        return List.of(Finding.ok(
                "settings",
                "in order, %d of your own in %s%s"
                        .formatted(
                                own,
                                installed.config().resolve(Settings.FILE),
                                given == 0 ? "" : ", " + given + " in the environment")));
    }
}
