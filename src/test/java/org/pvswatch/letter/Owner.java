package org.pvswatch.letter;

import java.util.HashMap;
import java.util.Map;
import org.pvswatch.settings.Settings;

/** Settings of an owner in California, with the shipped defaults. */
final class Owner {
    private Owner() {}

    static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Settings.shipped());
        settings.put("site.zone", "America/Los_Angeles");
        settings.put("site.latitude", "37.5");
        settings.put("site.longitude", "-122.1");
        settings.putAll(more);
        return settings;
    }

    static Words words(Map<String, String> more) {
        return new Words(settings(more));
    }
}
