package org.pvswatch.outlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A token or password, read whenever it is needed, so that a new one counts at once; it is in no setting and no log. */
public final class Secret {
    private final String key;
    private final String file;
    private final String variable;
    private final Map<String, String> environment;

    /**
     * @param key setting that names the file, such as {@code alert.ntfy.token-file}
     * @param file holds it and nothing else; empty for the environment, {@code ALERT_NTFY_TOKEN}
     */
    public Secret(String key, String file) {
        this(key, file, System.getenv());
    }

    Secret(String key, String file, Map<String, String> environment) {
        this.key = key;
        this.file = file;
        this.variable = key.replaceFirst("-file$", "")
                .toUpperCase(java.util.Locale.ROOT)
                .replace('.', '_')
                .replace('-', '_');
        this.environment = environment;
    }

    /**
     * The secret as it is now, {@code null} when none is set.
     *
     * @throws MissingSecretException when a file is named that cannot be read, or is empty
     */
    public String orNull() {
        if (file.isEmpty()) {
            String given = environment.get(variable);
            return given == null || given.isBlank() ? null : given.strip();
        }
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
        } catch (IOException e) {
            throw new MissingSecretException("%s cannot be read (%s); mend the file, or %s"
                    .formatted(file, e.getClass().getSimpleName(), key));
        }
        throw new MissingSecretException(file + " is empty; write the secret into it, and nothing else");
    }

    /** The same where there must be one. */
    String get() {
        String secret = orNull();
        if (secret == null) {
            throw new MissingSecretException(
                    "there is no token; name its file in %s, or set %s in the environment".formatted(key, variable));
        }
        return secret;
    }
}
