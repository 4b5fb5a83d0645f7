package org.pvswatch.weather;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.pvswatch.archive.Redaction;
import org.pvswatch.outlet.Secret;

/** How OpenWeatherMap is asked; word of the route {@code ask-openweathermap}. Thread-safe. */
public final class OpenWeatherMap {
    private static final String KEY_FILE = "weather.openweathermap.key-file";

    private final String url;
    private final String latitude;
    private final String longitude;
    private final Secret key;

    /**
     * @param url of the service
     * @param latitude degrees north
     * @param longitude degrees east
     * @param keyFile holds the key and nothing else, empty for the environment
     */
    public OpenWeatherMap(String url, String latitude, String longitude, String keyFile) {
        this.url = url;
        this.latitude = latitude;
        this.longitude = longitude;
        this.key = new Secret(KEY_FILE, keyFile);
    }

    /** Where to ask for the weather now; the key is in it. @throws IOException when there is no key */
    public String address() throws IOException {
        return "%s/data/2.5/weather?lat=%s&lon=%s&units=metric&appid=%s"
                .formatted(url, latitude, longitude, URLEncoder.encode(key(), StandardCharsets.UTF_8));
    }

    /** An answer without the key, should the service repeat it. */
    public String withoutKey(String answer) throws IOException {
        return answer.replace(key(), Redaction.REMOVED);
    }

    private String key() throws IOException {
        String given = key.orNull();
        if (given == null) {
            throw new IOException("there is no key for OpenWeatherMap; name its file in " + KEY_FILE
                    + ", or set WEATHER_OPENWEATHERMAP_KEY in the environment");
        }
        return given;
    }
}
