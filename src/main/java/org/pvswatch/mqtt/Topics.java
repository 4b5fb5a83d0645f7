package org.pvswatch.mqtt;

import java.util.Map;

/** The topics of a site: {@code solar/home/...}, and {@code homeassistant/device/.../config}. */
final class Topics {
    static final String ONLINE = "online";
    static final String OFFLINE = "offline";

    private final String base;
    private final String discovery;
    private final String site;

    /** @param settings all settings in force */
    Topics(Map<String, String> settings) {
        this.site = settings.get("site.id");
        String prefix = settings.get("mqtt.prefix");
        this.base = prefix.isEmpty() ? "" : prefix + "/" + site + "/";
        this.discovery = settings.get("mqtt.discovery-prefix");
    }

    /** Whether anything is told. */
    boolean tells() {
        return !base.isEmpty();
    }

    /** Whether devices are announced to Home Assistant. */
    boolean announces() {
        return tells() && !discovery.isEmpty();
    }

    /** Whether we are there. */
    String status() {
        return base + "status";
    }

    /** Whether any PVS is heard. */
    String heard() {
        return base + "heard";
    }

    /** Whether a PVS is heard. */
    String heard(String pvs) {
        return base + "pvs/" + pvs + "/heard";
    }

    String state() {
        return base + "state";
    }

    String incidents() {
        return base + "incidents";
    }

    String panel(String serial) {
        return base + "panel/" + id(serial) + "/state";
    }

    /** Where Home Assistant says that it has started. */
    String birth() {
        return discovery + "/status";
    }

    /** Where a device is announced. */
    String config(String device) {
        return discovery + "/device/" + device + "/config";
    }

    /** What the site is called among devices. */
    String siteId() {
        return "pvswatch_" + site;
    }

    /** What a panel is called among devices. */
    String panelId(String serial) {
        return siteId() + "_" + id(serial);
    }

    /** A name in which nothing has a meaning of its own. */
    static String id(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }
}
