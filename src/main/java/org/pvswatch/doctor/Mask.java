package org.pvswatch.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvswatch.archive.Redaction;
import org.pvswatch.settings.Settings;

/**
 * Takes out of any text what an owner should not give to strangers: every secret that is known here, serials of supervisors and
 * what their ends open, keys of a Wi-Fi, mail addresses, public addresses, exact coordinates. What is not known here cannot be
 * recognised in all its shapes, so a bundle is to be read before it is attached.
 */
final class Mask {
    private static final String GONE = "(removed)";
    private static final int PASSWORD = 5;
    private static final int LEAST_SECRET = 4;
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");
    private static final Pattern IPV4 =
            Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.]*\\d|\\+\\d)"); // no Java 17.0.21.1+2
    private static final Pattern IPV6 =
            Pattern.compile("(?<![0-9A-Za-z:])(?:[0-9a-fA-F]{1,4}:){3,7}(?::?[0-9a-fA-F]{1,4})+(?![0-9A-Za-z:])");
    private static final Pattern MAC =
            Pattern.compile("(?<![0-9A-Fa-f:])(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:])");
    private static final Pattern PLACE = Pattern.compile(
            "((?:latitude|longitude)[\"']?\\s*[:=]\\s*[\"']?)(-?\\d{1,3}\\.\\d)\\d+", Pattern.CASE_INSENSITIVE);
    private static final Pattern NETWORK =
            Pattern.compile("(\"[^\"]*(?:ssid|lmac)\"\\s*:\\s*)\"[^\"]*\"", Pattern.CASE_INSENSITIVE);

    /** A name that sounds like a secret, and what it is set to; in settings, YAML, addresses and headers. */
    private static final Pattern NAMED = Pattern.compile(
            "((?:pass(?:word|wd|phrase)?|secret|token|api-?key|access-?key|authorization|cookie|credentials?|bearer)[\\w.-]*[\"']?"
                    + "\\s*[:=]\\s*[\"']?)(?!\\{\\{|\\$\\{|#bean:)(?:(?:basic|bearer)\\s+)?(?!/|\\(removed)[^\\s\"'&,;}#]{3,}",
            Pattern.CASE_INSENSITIVE);

    /** Sessions and hashes. */
    private static final Pattern HEX = Pattern.compile("(?<![0-9A-Za-z])[0-9a-fA-F]{32,}(?![0-9A-Za-z])");

    private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s\"']+@");

    /** A long string of letters and digits mixed, as keys are; words, names of files and hashes of ours are shorter or plain. */
    private static final Pattern KEY_LIKE = Pattern.compile(
            "(?<![\\w/.-])(?=[\\w-]*[0-9])(?=[\\w-]*[A-Z])(?=[\\w-]*[a-z])[A-Za-z0-9_-]{24,}(?![\\w/-])");

    private final List<String> secrets;
    private final Map<String, String> rounded;

    private Mask(List<String> secrets, Map<String, String> rounded) {
        this.secrets = secrets;
        this.rounded = rounded;
    }

    /** Knows the secrets of an installation. */
    static Mask of(Installed installed) {
        Set<String> secrets = new LinkedHashSet<>();
        Map<String, String> settings = installed.settings() == null
                ? Settings.written(installed.config())
                : installed.settings().all();
        for (Path file : SecretsCheck.files(settings).values()) {
            addLines(secrets, file);
        }
        addFolder(secrets, installed.config().resolve("secrets"));
        settings.forEach((key, value) -> {
            if (isSecret(key)) {
                add(secrets, value);
            }
        });
        installed.environment().forEach((name, value) -> {
            if (name.matches(".*(PASSWORD|TOKEN|SECRET|_KEY)$|HEARTBEAT_URL|ALERT_WEBHOOK_URL|INFLUX_URL")) {
                add(secrets, value);
            }
        });
        try (DirectoryStream<Path> serials =
                Files.newDirectoryStream(installed.data().resolve("supervisors"), "*.serial")) {
            serials.forEach(file -> addSerial(secrets, file));
        } catch (IOException e) {
            // no PVS was met yet
        }
        List<String> longestFirst = new ArrayList<>(secrets);
        longestFirst.sort(Comparator.comparing(String::length).reversed());
        Map<String, String> rounded = new HashMap<>();
        for (String key : List.of("site.latitude", "site.longitude")) {
            String exact = settings.getOrDefault(key, "");
            if (exact.matches("-?\\d{1,3}\\.\\d{2,}")) {
                rounded.put(exact, coarse(exact));
            }
        }
        return new Mask(longestFirst, rounded);
    }

    /** Settings whose value says who somebody is, or lets in. */
    static boolean isSecret(String key) {
        return Settings.isSecret(key)
                || key.startsWith(Settings.OWN)
                || key.matches(
                        "mail\\.(user|from|to)|alert\\.ntfy\\.topic|alert\\.telegram\\.chat|alert\\.pushover\\.user"
                                + "|sheets\\.spreadsheet-id|(history|mirror)\\.(url|user)|mqtt\\.user|pvoutput\\.system-id"
                                + "|weather\\.nws\\.contact")
                || key.matches("(?i).*(password|secret|token|api-?key|credential)s?(?!.*-file)");
    }

    /** A coordinate to a tenth of a degree: a town, not a house. */
    static String coarse(String degrees) {
        return String.format(Locale.ROOT, "%.1f", Double.parseDouble(degrees));
    }

    /** The text without what it should not show. */
    String text(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, GONE);
        }
        for (Map.Entry<String, String> place : rounded.entrySet()) {
            clean = clean.replace(place.getKey(), place.getValue());
        }
        clean = Redaction.withoutSerialEnds(Redaction.withoutSecrets(clean), "pvs");
        clean = USER_INFO.matcher(clean).replaceAll("$1(user)@");
        clean = HEX.matcher(clean).replaceAll(GONE);
        clean = NAMED.matcher(clean).replaceAll("$1" + GONE);
        clean = MAIL.matcher(clean).replaceAll("(mail address)");
        clean = MAC.matcher(clean).replaceAll("(hardware address)");
        clean = IPV4.matcher(clean).replaceAll(found -> Matcher.quoteReplacement(address(found.group())));
        clean = IPV6.matcher(clean).replaceAll(found -> Matcher.quoteReplacement(address(found.group())));
        clean = PLACE.matcher(clean).replaceAll("$1$2");
        return NETWORK.matcher(clean).replaceAll("$1\"" + GONE + "\"");
    }

    /** The same of a file that an owner wrote himself, in which what looks like a key is taken out too. */
    String ofOwner(String text) {
        return KEY_LIKE.matcher(text(text)).replaceAll(GONE);
    }

    /** Private addresses tell nothing; public ones tell where somebody lives. */
    private static String address(String literal) {
        try {
            InetAddress address = InetAddress.getByName(literal); // numbers only, so nobody is asked
            boolean ofTheHouse = address.isSiteLocalAddress()
                    || address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress()
                    || literal.toLowerCase(Locale.ROOT).startsWith("fd");
            return ofTheHouse || literal.startsWith("172.27.153.") ? literal : "(public address)";
        } catch (UnknownHostException e) {
            return literal; // four numbers that are a version
        }
    }

    private static void addFolder(Set<String> secrets, Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> addLines(secrets, file));
        } catch (IOException e) {
            // there is no such folder
        }
    }

    private static void addLines(Set<String> secrets, Path file) {
        try {
            Files.readString(file).lines().forEach(line -> add(secrets, line.strip()));
        } catch (IOException e) {
            // what cannot be read here cannot be told here
        }
    }

    private static void addSerial(Set<String> secrets, Path file) {
        try {
            String serial = Files.readString(file).strip();
            if (serial.length() > PASSWORD) {
                String end = serial.substring(serial.length() - PASSWORD);
                add(secrets, serial);
                add(secrets, serial.substring(2, 6) + serial.substring(serial.length() - 4)); // of its hotspot
                add(secrets, "ssm_owner:" + end);
                add(secrets, Base64.getEncoder().encodeToString(("ssm_owner:" + end).getBytes(StandardCharsets.UTF_8)));
                add(secrets, end);
            }
        } catch (IOException e) {
            // as above
        }
    }

    private static void add(Set<String> secrets, String value) {
        for (String each : value.split(",")) {
            if (each.strip().length() >= LEAST_SECRET) {
                secrets.add(each.strip());
            }
        }
    }
}
