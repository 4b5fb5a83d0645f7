package org.pvswatch.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings in force, checked before anything starts.
 *
 * <p>A copy of the shipped {@code config/application.properties} inside the program names every key and its default, so
 * that an owner may delete or change any line of the file itself; the owner's file, environment
 * variables ({@code PVS_URL} for {@code pvs.url}) and a command's own values come on top, in this order. Keys of Camel
 * itself ({@code camel.*}) pass through unchecked: Camel refuses what it does not know; so do those of the owner's own
 * routes ({@code own.*}). Immutable.
 */
public final class Settings {
    /** Name of the settings file in the configuration folder. */
    public static final String FILE = "application.properties";

    /** Given by {@code --data}, never written in the file. */
    public static final String DATA_DIR = "data.dir";

    /** Folder of the settings; every loaded settings have it. */
    public static final String CONFIG_DIR = "config.dir";

    /** Each setting that turns an outlet on, empty: nobody outside is told or answered anything, mail aside. */
    public static final Map<String, String> TELLING_NOBODY = Stream.of(
                    "heartbeat.url",
                    "alert.ntfy.topic",
                    "alert.telegram.chat",
                    "alert.pushover.user",
                    "alert.webhook.url",
                    "influx.url",
                    "pvoutput.system-id",
                    "mqtt.url",
                    "mqtt.source.topic",
                    "metrics.listen",
                    "health.listen",
                    "share.listen",
                    "mirror.url",
                    "sheets.spreadsheet-id")
            .collect(Collectors.toUnmodifiableMap(key -> key, key -> ""));

    /** Beginning of keys that only the owner's own routes know. */
    public static final String OWN = "own.";

    private static final String ENVIRONMENT = "environment variable ";

    /** Addresses that let their finder in. */
    private static final Set<String> SECRET = Set.of("heartbeat.url", "alert.webhook.url", "influx.url");

    private final Map<String, String> values;
    private final List<String> remarks;

    private Settings(Map<String, String> values, List<String> remarks) {
        this.values = Map.copyOf(values);
        this.remarks = List.copyOf(remarks);
    }

    /**
     * Reads and checks all settings.
     *
     * @param configDir folder that holds {@value #FILE}
     * @param environment the process's environment
     * @param given values that a command sets and that beat file and environment; may hold {@value #DATA_DIR}
     * @throws SettingsException with every problem found, if there is any
     */
    public static Settings load(Path configDir, Map<String, String> environment, Map<String, String> given)
            throws SettingsException {
        Map<String, String> shipped = shipped();
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>(shipped);
        Map<String, String> origin = new LinkedHashMap<>();
        Path file = configDir.resolve(FILE);
        SettingsFile own = SettingsFile.read(file, problems);
        if (!problems.isEmpty() && own.values().isEmpty() && Files.exists(file)) {
            throw new SettingsException(problems); // nothing is known of what stands there
        }
        List<String> remarks = new ArrayList<>();
        RenamedSettings.NEW_NAMES.forEach((old, now) -> {
            String said = own.values().getOrDefault(old, environment.get(environmentName(old)));
            if (said != null) {
                String where = own.values().containsKey(old) ? own.where(old) : ENVIRONMENT + environmentName(old);
                values.put(now, said.trim());
                origin.put(now, where);
                remarks.add(RenamedSettings.remark(where, old, now, own.values().containsKey(now)));
            }
        });
        own.values().forEach((key, value) -> {
            if (RenamedSettings.NEW_NAMES.containsKey(key)) {
                return;
            }
            if (!shipped.containsKey(key) && !key.startsWith("camel.") && !key.startsWith(OWN)) {
                problems.add(own.where(key) + ": '" + key + "' is not a known key; "
                        + NearestName.suggest(key, shipped.keySet()));
            } else {
                values.put(key, value);
                origin.put(key, own.where(key));
            }
        });
        for (String key : shipped.keySet()) {
            String fromEnvironment = environment.get(environmentName(key));
            if (fromEnvironment != null) {
                values.put(key, fromEnvironment.trim());
                origin.put(key, ENVIRONMENT + environmentName(key));
            }
        }
        given.forEach((key, value) -> {
            values.put(key, value);
            origin.put(key, "this command");
        });
        values.putIfAbsent(CONFIG_DIR, configDir.toString());
        Set<String> checked = new LinkedHashSet<>(shipped.keySet());
        for (String key : checked) {
            String value = values.get(key);
            SettingRules.mend(key, value).ifPresent(mend -> {
                String where = origin.getOrDefault(key, file.toString());
                String seen = value.isEmpty()
                        ? "'" + key + "' is not set"
                        : "'" + key + "' is '" + (isSecret(key) ? "..." : shown(value)) + "'";
                problems.add(where + ": " + seen + "; " + mend);
            });
        }
        int names = values.get("pvs.id").split(",").length;
        int addresses = values.get("pvs.url").split(",").length;
        if (names != addresses) {
            problems.add(
                    "%s: 'pvs.url' has %d addresses and 'pvs.id' %d names; give each address a name, such as pvs1,pvs2"
                            .formatted(origin.getOrDefault("pvs.url", file.toString()), addresses, names));
        }
        Map<String, String> together = new LinkedHashMap<>(MailRules.problems(values));
        together.putAll(OutletRules.problems(values));
        together.putAll(WeatherRules.problems(values));
        together.putAll(CopyRules.problems(values));
        together.forEach((key, problem) ->
                problems.add(origin.getOrDefault(key, file.toString()) + ": '" + key + "' " + problem));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        RenamedSettings.NEW_NAMES.forEach((old, now) -> values.put(old, values.get(now))); // routes may say it still
        return new Settings(values, remarks);
    }

    /**
     * What stands in the owner's file and nothing else, by key; empty when there is none.
     *
     * @param configDir folder that holds {@value #FILE}
     */
    public static Map<String, String> written(Path configDir) {
        return SettingsFile.read(configDir.resolve(FILE), new ArrayList<>()).values();
    }

    /** The text of the shipped file, with every comment. */
    public static String shippedText() {
        try (InputStream in = Settings.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the shipped settings are not readable", e);
        }
    }

    /** The same settings with these in place of their own; they are not checked. */
    public Settings with(Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(given);
        return new Settings(all, remarks);
    }

    /** A value as it may be shown: an address can hold a password. */
    private static String shown(String value) {
        return value.replaceFirst("//[^/@]*@", "//...@").replaceAll("(?i)(password=)[^&]*", "$1...");
    }

    /** Every key of the shipped file with its default, in the order of the file. */
    public static Map<String, String> shipped() {
        return SettingsFile.parse(Path.of(FILE), shippedText(), new ArrayList<>())
                .values();
    }

    /** What to write instead of a value, empty when it is good. */
    public static Optional<String> problem(String key, String value) {
        return SettingRules.mend(key, value);
    }

    /** Whether whoever knows the value is let in somewhere, so that it may not be shown. */
    public static boolean isSecret(String key) {
        return SECRET.contains(key);
    }

    /** The environment variable that sets a key: {@code pvs.poll-cron} is {@code PVS_POLL_CRON}. */
    public static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The value of a key, trimmed, perhaps empty. */
    public String get(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no setting is called " + key);
        }
        return value;
    }

    /** What the owner should change and need not: old names of settings, a line each. */
    public List<String> remarks() {
        return remarks;
    }

    /** Time zone of the site. */
    public ZoneId zone() {
        return ZoneId.of(get("site.zone"));
    }

    /** All values by key, for Camel's placeholders. */
    public Map<String, String> all() {
        return values;
    }

    /** One properties file, with the line of each key. */
    private record SettingsFile(Path file, Map<String, String> values, Map<String, Integer> lines) {

        static SettingsFile read(Path file, List<String> problems) {
            try {
                return parse(file, Files.readString(file), problems);
            } catch (CharacterCodingException e) {
                problems.add(file + ": the settings file cannot be read as UTF-8; save it in that encoding");
                return new SettingsFile(file, Map.of(), Map.of());
            } catch (AccessDeniedException e) {
                problems.add(file + ": this user may not read it; give it to the user that runs PVS Watch (chown)");
                return new SettingsFile(file, Map.of(), Map.of());
            } catch (IOException e) {
                problems.add(file + ": the settings file cannot be read; "
                        + "name its folder with --config, or copy the shipped one there");
                return new SettingsFile(file, Map.of(), Map.of());
            }
        }

        static SettingsFile parse(Path file, String text, List<String> problems) {
            Map<String, String> values = new LinkedHashMap<>();
            Map<String, Integer> lines = new LinkedHashMap<>();
            int number = 0;
            for (String line : text.split("\\R", -1)) {
                number++;
                if (saysNothing(line)) { // most of them, and each would be given a buffer
                    continue;
                }
                for (Map.Entry<Object, Object> entry : parsedLine(line).entrySet()) {
                    String key = (String) entry.getKey();
                    if (values.put(key, ((String) entry.getValue()).trim()) != null) {
                        problems.add("%s:%d: '%s' stands here again, first in line %d; keep one of them"
                                .formatted(file, number, key, lines.get(key)));
                    } else {
                        lines.put(key, number);
                    }
                }
            }
            return new SettingsFile(file, values, lines);
        }

        private static boolean saysNothing(String line) {
            String said = line.stripLeading();
            return said.isEmpty() || said.charAt(0) == '#' || said.charAt(0) == '!';
        }

        static Properties parsedLine(String line) {
            Properties parsed = new Properties();
            try {
                parsed.load(new StringReader(line));
            } catch (IOException | IllegalArgumentException e) {
                parsed.setProperty(line.trim(), "");
            }
            return parsed;
        }

        String where(String key) {
            return file + ":" + lines.get(key);
        }
    }
}
