package org.pvswatch.command;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.pvswatch.doctor.TestLetter;
import org.pvswatch.mail.MailServer;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the mail, or tries whether it arrives. */
@Command(
        name = "mail",
        description = "List the letters that wait and those sent last; or send one to try the settings.")
final class MailCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final int LAST = 10;

    @Option(names = "--test", description = "Send a friendly letter at once and say what became of it.")
    private boolean test;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settingsOfData();
        return test ? test(settings) : list(settings);
    }

    private static Mailbox mailbox(Settings settings) {
        return new Mailbox(
                settings.get(Settings.DATA_DIR) + "/mail",
                MailServer.of(settings.all()),
                settings.get("site.id"),
                settings.get("site.zone"),
                Clock.systemUTC());
    }

    private static int list(Settings settings) throws IOException {
        Mailbox.Overview all = mailbox(settings).overview();
        ZoneId zone = settings.zone();
        print("Waiting to be sent: " + all.waiting().size(), all.waiting(), zone);
        print("Sent: " + all.sent().size(), last(all.sent()), zone);
        if (!all.lying().isEmpty()) {
            print("To be opened with a mail program: " + all.lying().size(), last(all.lying()), zone);
            System.out.println("They lie in " + all.lying().get(0).file().getParent());
        }
        return 0;
    }

    private static List<Mailbox.Line> last(List<Mailbox.Line> lines) {
        return lines.subList(Math.max(0, lines.size() - LAST), lines.size());
    }

    private static void print(String title, List<Mailbox.Line> lines, ZoneId zone) {
        System.out.println(title);
        lines.forEach(
                line -> System.out.printf("  %s  %s%n", WHEN.format(line.at().atZone(zone)), line.subject()));
    }

    private int test(Settings settings) throws Exception {
        if (!MailServer.of(settings.all()).isSet()) {
            mailbox(settings).put(TestLetter.of(settings, Instant.now()));
            List<Mailbox.Line> lying = mailbox(settings).overview().lying();
            System.out.println("No mail server is set (mail.host); the letter lies in "
                    + lying.get(lying.size() - 1).file() + ", open it with any mail program.");
            return 0;
        }
        List<String> troubles = TestLetter.send(settings, common.routes(), Clock.systemUTC());
        if (!troubles.isEmpty()) {
            throw new IOException(String.join("\npvs-watch: ", troubles));
        }
        System.out.printf(
                "%s:%s accepted a letter for %s; it should be there within minutes, look among the spam too.%n",
                settings.get("mail.host"), settings.get("mail.port"), settings.get("mail.to"));
        return 0;
    }
}
