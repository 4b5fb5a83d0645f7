package org.pvswatch.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pvswatch.archive.Redaction;
import org.pvswatch.find.Finder;
import org.pvswatch.find.Findings;
import org.pvswatch.find.FoundPvs;
import org.pvswatch.settings.Settings;
import org.pvswatch.setup.Installation;
import org.pvswatch.setup.MailWay;
import org.pvswatch.setup.Roof;
import org.pvswatch.setup.Town;
import org.pvswatch.setup.UnclearAnswerException;

/** The questions of the set-up, at most eight; every answer is noted and none is written. */
final class Interview {
    private static final String NONE = "-";
    private static final Duration LISTEN = Duration.ofSeconds(5);
    private static final double SECONDS_A_DEGREE = 240;
    private static final double MOST_DEGREES_OFF = 50; // western China lives by Beijing's clock

    private final Dialogue dialogue;
    private final Installation installation;
    private final Map<String, String> present;
    private final TownSearch towns;
    private final List<String> only;

    /**
     * @param present what the settings are now, empty where one must be set and is not
     * @param towns finds a town by its name
     * @param only where alone to look for a PVS; empty for everywhere
     */
    Interview(
            Dialogue dialogue,
            Installation installation,
            Map<String, String> present,
            TownSearch towns,
            List<String> only) {
        this.dialogue = dialogue;
        this.installation = installation;
        this.present = present;
        this.towns = towns;
        this.only = only;
    }

    /** Finds a town by its name. */
    interface TownSearch {
        List<Town> of(String name) throws UnclearAnswerException, IOException;
    }

    /** Asks everything. */
    void ask() throws IOException, InterruptedException {
        pvs();
        place();
        roof();
        mail();
        sheet();
    }

    private void pvs() throws IOException, InterruptedException {
        dialogue.title("The PVS");
        dialogue.say("Looking for it, a few seconds ...");
        List<FoundPvs> found = look(only);
        String offered = present.get("pvs.url");
        for (FoundPvs pvs : found) {
            dialogue.say("Found %s %s, firmware %s, at %s"
                    .formatted(
                            pvs.model().isEmpty() ? "a PVS" : Redaction.quotable(pvs.model()),
                            pvs.shownSerial(),
                            pvs.firmware().isEmpty() ? "unknown" : Redaction.quotable(pvs.firmware()),
                            pvs.url()));
        }
        boolean known = found.stream().anyMatch(pvs -> names(pvs).contains(present.get("pvs.url")));
        if (found.isEmpty()) {
            dialogue.say("None found. Be in its network, or lay a cable to its installer port (LAN1).");
        } else if (!known) {
            offered = found.stream().map(pvs -> pvs.url().toString()).collect(Collectors.joining(","));
        }
        String url = dialogue.ask("Its address", offered, offered, this::address);
        installation.set("pvs.url", url);
        int several = url.split(",").length;
        if (several != present.get("pvs.id").split(",").length) {
            installation.set(
                    "pvs.id",
                    IntStream.rangeClosed(1, several)
                            .mapToObj(number -> "pvs" + number)
                            .collect(Collectors.joining(",")));
        }
    }

    private static List<String> names(FoundPvs pvs) {
        return List.of(pvs.url().toString(), pvs.url().getRawAuthority());
    }

    private List<FoundPvs> look(List<String> where) throws InterruptedException {
        Finder finder = where.isEmpty()
                ? Finder.everywhere(List.of(present.get("pvs.url").split("\\s*,\\s*")), List.of())
                : Finder.only(where, List.of());
        Findings findings = finder.find(LISTEN);
        return findings.found();
    }

    /** An address that an owner wrote; one at which nobody answers is said and taken all the same. */
    private String address(String answer) throws UnclearAnswerException {
        String url = answer.replaceAll("\\s+", "").replaceAll("/+(?=,|$)", "");
        check("pvs.url", url);
        try {
            if (look(List.of(url.split(","))).isEmpty()) {
                dialogue.say("No PVS answers there now; it is taken as you wrote it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalArgumentException e) {
            throw new UnclearAnswerException(e.getMessage());
        }
        return url;
    }

    private void place() throws IOException {
        String latitude = present.get("site.latitude");
        String longitude = present.get("site.longitude");
        boolean set = !latitude.isEmpty() && !longitude.isEmpty();
        dialogue.title(
                "Where the house is", "For the weather and the sun: a town, or coordinates such as 38.58, -121.49.");
        Town kept = set ? new Town("", latitude, longitude, present.get("site.zone")) : null;
        Town town = dialogue.ask("Town or coordinates", set ? latitude + ", " + longitude : "", kept, this::town);
        if (!town.name().isEmpty()) {
            dialogue.say("%s: %s, %s%s"
                    .formatted(
                            town.name(),
                            town.latitude(),
                            town.longitude(),
                            town.zone().isEmpty() ? "" : ", " + town.zone()));
        }
        installation.set("site.latitude", town.latitude());
        installation.set("site.longitude", town.longitude());
        installation.set("site.zone", town.zone().isEmpty() ? zone(town.longitude()) : town.zone());
    }

    private Town town(String answer) throws UnclearAnswerException {
        if (answer.isEmpty()) {
            throw new UnclearAnswerException("there is nothing to take by default; write a town or coordinates");
        }
        if (Town.isCoordinates(answer)) {
            return Town.at(answer);
        }
        try {
            List<Town> found = towns.of(answer);
            if (found.isEmpty()) {
                throw new UnclearAnswerException("no town is known as '" + answer
                        + "'; write it otherwise, or coordinates such as 38.58, -121.49");
            }
            return found.size() == 1 ? found.get(0) : chosen(found);
        } catch (IOException e) {
            throw new UnclearAnswerException(e.getMessage());
        }
    }

    private Town chosen(List<Town> found) throws IOException {
        for (int i = 0; i < found.size(); i++) {
            dialogue.say("%d  %s".formatted(i + 1, found.get(i).name()));
        }
        return dialogue.ask("Which of them", "1", found.get(0), answer -> {
            int number = answer.matches("\\d") ? Integer.parseInt(answer) : 0;
            if (number < 1 || number > found.size()) {
                throw new UnclearAnswerException("'" + answer + "' is none of them; write 1 to " + found.size());
            }
            return found.get(number - 1);
        });
    }

    /** Whether clocks there may go as those of a zone: a machine that was never told keeps UTC. */
    static boolean fits(ZoneId zone, String longitude) {
        int seconds = zone.getRules().getOffset(Instant.now()).getTotalSeconds();
        return Math.abs(seconds / SECONDS_A_DEGREE - Double.parseDouble(longitude)) <= MOST_DEGREES_OFF;
    }

    private String zone(String longitude) throws IOException {
        ZoneId here = ZoneId.systemDefault();
        String offered = !present.get("site.zone").isEmpty()
                ? present.get("site.zone")
                : fits(here, longitude) ? here.getId() : "";
        dialogue.title("Its time zone", "It decides when a day begins.");
        return dialogue.ask("Time zone", offered, offered.isEmpty() ? null : offered, answer -> {
            try {
                return ZoneId.of(answer).getId();
            } catch (DateTimeException e) {
                throw new UnclearAnswerException(
                        (answer.isEmpty() ? "there is nothing to take by default" : "'" + answer + "' is no time zone")
                                + "; write an IANA name such as America/Los_Angeles");
            }
        });
    }

    private void roof() throws IOException {
        Roof now = new Roof(present.get("site.tilt-degrees"), present.get("site.azimuth-degrees"));
        dialogue.title("The roof", "Slope of the panels in degrees, and where they face; roughly is enough.");
        Roof roof = dialogue.ask("Slope and direction", now.toString(), now, Roof::of);
        installation.set("site.tilt-degrees", roof.tiltDegrees());
        installation.set("site.azimuth-degrees", roof.azimuthDegrees());
    }

    private void mail() throws IOException {
        String now = present.get("mail.to");
        dialogue.title(
                "Mail",
                "Who hears of trouble and gets the monthly report; several with commas."
                        + (now.isEmpty() ? "" : " A - is nobody."),
                "Nobody: letters lie as files.");
        String to = dialogue.ask("Mail address", now.isEmpty() ? "nobody" : now, now, answer -> {
            String addresses = answer.replaceAll("\\s+", "");
            if (!addresses.equals(NONE)) {
                check("mail.to", addresses);
            }
            return addresses;
        });
        if (to.isEmpty() || to.equals(NONE)) {
            if (to.equals(NONE)) {
                List.of("mail.to", "mail.host").forEach(key -> installation.set(key, ""));
            }
            return;
        }
        installation.set("mail.to", to);
        String first = to.split(",")[0];
        MailWay way = server(first);
        installation.set("mail.host", way.host());
        installation.set("mail.port", String.valueOf(way.port()));
        installation.set("mail.security", way.security());
        installation.set("mail.user", way.user());
        if (way.user().isEmpty() || !way.user().contains("@")) {
            installation.set("mail.from", present.get("mail.from").isEmpty() ? first : present.get("mail.from"));
        }
        if (!way.user().isEmpty()) {
            password(way);
        }
    }

    private MailWay server(String address) throws IOException {
        boolean set = !present.get("mail.host").isEmpty();
        MailWay now = set
                ? new MailWay(
                        present.get("mail.host"),
                        Integer.parseInt(present.get("mail.port")),
                        present.get("mail.security"),
                        present.get("mail.user"))
                : MailWay.usual(address);
        dialogue.title("Who sends it", "Mail server, with its port and who logs in there.");
        if (!set && MailWay.isClosed(address)) {
            dialogue.say("Microsoft lets no program log in by password: name another provider's server to send by.");
        }
        return dialogue.ask("Server and user", now.toString(), now, answer -> MailWay.of(answer, address));
    }

    private void password(MailWay way) throws IOException {
        Path file = Path.of(present.get("mail.password-file"));
        boolean there = !present.get("mail.password-file").isEmpty() && Files.exists(file);
        dialogue.title(
                "Its password",
                "For Gmail, Fastmail, iCloud and others an app password, made in the account's security settings.",
                "It is not shown, and lies in a file that only you may read.");
        String password = dialogue.askSecret("Password of " + way.user(), there ? "as it is" : "none yet");
        if (!password.isEmpty()) {
            String bare = way.host().equals("smtp.gmail.com") ? password.replace(" ", "") : password;
            installation.setSecret(
                    "mail.password-file", "mail-password", (bare + "\n").getBytes(StandardCharsets.UTF_8));
        } else if (!there) {
            dialogue.say("Without it no mail leaves; run setup again when you have it.");
        }
    }

    private void sheet() throws IOException {
        String now = present.get("sheets.spreadsheet-id");
        dialogue.title(
                "A Google Sheet that keeps itself, if you like",
                "Its address, a blank, and the key file of the README's step 4."
                        + (now.isEmpty() ? "" : " A - is none."));
        String[] sheet =
                dialogue.ask("Sheet and key file", now.isEmpty() ? "none" : now, new String[] {now}, this::sheetAndKey);
        if (sheet[0].equals(now)) {
            return;
        }
        installation.set("sheets.spreadsheet-id", sheet[0].equals(NONE) ? "" : sheet[0]);
        if (sheet.length > 1) {
            installation.setSecret("sheets.key-file", "google-key.json", Files.readAllBytes(Path.of(sheet[1])));
        } else if (!sheet[0].equals(NONE) && present.get("sheets.key-file").isEmpty()) {
            dialogue.say("Its key file is still to come: doctor says so until it is named in sheets.key-file.");
        }
    }

    private String[] sheetAndKey(String answer) throws UnclearAnswerException {
        String[] words = answer.split("\\s+", 2);
        if (!words[0].equals(NONE)) {
            check("sheets.spreadsheet-id", words[0]);
        }
        if (words.length > 1 && !Files.isReadable(Path.of(words[1]))) {
            throw new UnclearAnswerException("the file " + words[1] + " is not there");
        }
        return words;
    }

    private static void check(String key, String value) throws UnclearAnswerException {
        Optional<String> mend = Settings.problem(key, value);
        if (mend.isPresent()) {
            throw new UnclearAnswerException("'" + value + "' does not do; " + mend.get());
        }
    }
}
