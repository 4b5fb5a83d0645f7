package org.pvswatch.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pvswatch.settings.Settings;

/** Whether each outlet that is on has what it needs; none of them is told anything. */
final class OutletsCheck implements Check {
    private final Map<String, String> settings;
    private final Map<String, String> environment;

    OutletsCheck(Map<String, String> settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public List<Finding> look() {
        List<String> on = new ArrayList<>();
        List<Finding> all = new ArrayList<>();
        look("heartbeat", "heartbeat.url", "", on, all);
        look("ntfy", "alert.ntfy.topic", "", on, all);
        look("Telegram", "alert.telegram.chat", "alert.telegram.token", on, all);
        look("Pushover", "alert.pushover.user", "alert.pushover.token", on, all);
        look("webhook", "alert.webhook.url", "", on, all);
        look("MQTT", "mqtt.url", "", on, all);
        look("inverters on MQTT", "mqtt.source.topic", "", on, all);
        look("InfluxDB", "influx.url", "", on, all);
        look("PVOutput", "pvoutput.system-id", "pvoutput.key", on, all);
        look("Prometheus", "metrics.listen", "", on, all);
        look("health", "health.listen", "", on, all);
        look("shared PVS", "share.listen", "", on, all);
        look("mirror", "mirror.url", "", on, all);
        all.add(
                0,
                Finding.ok(
                        "outlets", on.isEmpty() ? "none on" : String.join(", ", on) + " on; none was told anything"));
        return all;
    }

    private void look(String name, String key, String needs, List<String> on, List<Finding> all) {
        if (settings.get(key).isEmpty()) {
            return;
        }
        on.add(name);
        boolean there = needs.isEmpty()
                || !settings.get(needs + "-file").isEmpty()
                || !environment
                        .getOrDefault(Settings.environmentName(needs), "")
                        .isBlank();
        if (!there) {
            all.add(Finding.fail(
                    "outlets",
                    name + " is on and has no token",
                    "name its file in %s-file, or set %s in the environment"
                            .formatted(needs, Settings.environmentName(needs))));
        }
    }
}
