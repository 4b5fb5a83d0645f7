package org.pvswatch.doctor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pvswatch.mail.LoginTrial;
import org.pvswatch.mail.MailServer;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.settings.Invocation;
import org.pvswatch.settings.Settings;

/** Whether mail arrives; a letter is sent only when that is asked for. */
final class MailCheck implements Check {
    private static final Duration LONG = Duration.ofHours(6);

    private final Installed installed;
    private final boolean send;

    MailCheck(Installed installed, boolean send) {
        this.installed = installed;
        this.send = send;
    }

    @Override
    public List<Finding> look() throws Exception {
        Settings settings = installed.settings();
        MailServer server = MailServer.of(settings.all());
        List<Finding> all = new ArrayList<>();
        if (!server.isSet()) {
            all.add(Finding.warn(
                    "mail",
                    "no mail server is set; letters lie in " + installed.data().resolve("mail"),
                    Invocation.of("setup") + " asks for one"));
        } else if (send) {
            List<String> troubles =
                    Overheard.silently(() -> TestLetter.send(settings, installed.routes(), installed.clock()));
            all.add(
                    troubles.isEmpty()
                            ? Finding.ok(
                                    "mail",
                                    "%s accepted a test letter for %s"
                                            .formatted(server, String.join(", ", server.recipients())))
                            : told(troubles.get(0)));
        } else {
            Optional<String> problem =
                    LoginTrial.problem(server, installed.clock().instant());
            all.add(problem.map(MailCheck::told)
                    .orElseGet(() -> Finding.ok(
                            "mail",
                            "%s lets %s in; nothing was sent (--send sends a test letter)"
                                    .formatted(server, server.user().isEmpty() ? "us" : server.user()))));
        }
        waiting(server).ifPresent(all::add);
        return all;
    }

    /** The sentence of a refusal: what it was, a colon, what to do. */
    private static Finding told(String sentence) {
        int cut = sentence.lastIndexOf(": ");
        return cut < 0
                ? Finding.fail("mail", sentence, "docs/mail.md tells more")
                : Finding.fail("mail", sentence.substring(0, cut), sentence.substring(cut + 2));
    }

    private Optional<Finding> waiting(MailServer server) throws IOException {
        Settings settings = installed.settings();
        List<Mailbox.Line> waiting = new Mailbox(
                        installed.data() + "/mail",
                        server,
                        settings.get("site.id"),
                        settings.get("site.zone"),
                        installed.clock())
                .overview()
                .waiting();
        Instant now = installed.clock().instant();
        boolean stuck = waiting.stream()
                .anyMatch(line -> Duration.between(line.at(), now).compareTo(LONG) > 0);
        return stuck
                ? Optional.of(Finding.warn(
                        "mail",
                        "%d letters wait since %s"
                                .formatted(
                                        waiting.size(),
                                        DataCheck.inWords(
                                                Duration.between(waiting.get(0).at(), now))),
                        "they are sent by the running watch when the server takes them"))
                : Optional.empty();
    }
}
