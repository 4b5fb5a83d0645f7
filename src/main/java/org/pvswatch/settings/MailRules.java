package org.pvswatch.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the settings of the mail may be, one by one and together. */
final class MailRules {
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)?");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    static final Map<String, Function<String, Optional<String>>> RULES = Map.of(
            "mail.host",
            MailRules::host,
            "mail.port",
            SettingRules.whole(1, 65_535, "a port"),
            "mail.security",
            SettingRules.oneOf("starttls", "tls", "none"),
            "mail.user",
            value -> Optional.empty(),
            "mail.password-file",
            value -> Optional.empty(),
            "mail.from",
            MailRules::addressOrNone,
            "mail.to",
            SettingRules.each(MailRules::addressOrNone),
            "mail.timeout-ms",
            SettingRules.whole(100, 600_000, "milliseconds"),
            "mail.ca-file",
            value -> Optional.empty());

    private MailRules() {}

    private static Optional<String> host(String value) {
        return HOST.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("write the name of the server alone, such as smtp.example.org; the port has its own key");
    }

    private static Optional<String> addressOrNone(String value) {
        return value.isEmpty() || ADDRESS.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("write mail addresses alone, such as me@example.org, separated by commas");
    }

    /** What does not go together: a key and what to do about it; empty when all is well. */
    static Map<String, String> problems(Map<String, String> values) {
        if (values.get("mail.host").isEmpty()) {
            return Map.of();
        }
        String user = values.get("mail.user");
        if (values.get("mail.to").isEmpty()) {
            return Map.of("mail.to", "is not set while 'mail.host' is; write who gets the mail");
        }
        if (values.get("mail.from").isEmpty() && !ADDRESS.matcher(user).matches()) {
            return Map.of("mail.from", "is not set and 'mail.user' is no address; write who sends the mail");
        }
        if (values.get("mail.security").equals("none")
                && !user.isEmpty()
                && !THIS_MACHINE.contains(values.get("mail.host"))) {
            return Map.of(
                    "mail.security",
                    "is 'none', and the password of 'mail.user' would travel readable; write starttls or tls, or no user");
        }
        return Map.of();
    }
}
