package org.pvswatch.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.pipeline.WatchApart;
import org.pvswatch.settings.Settings;

/** A letter that only tries the way. */
public final class TestLetter {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter IN_ID = DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss", Locale.ROOT);

    private TestLetter() {}

    /**
     * Sends one by the route that every letter takes, in a folder of its own, so that it works beside the watch.
     *
     * @return why it was not accepted, a sentence each; empty when it was
     */
    public static List<String> send(Settings settings, Path routes, Clock clock) throws IOException {
        try (WatchApart trial = WatchApart.of(settings, routes, clock, Map.of("routes.own", ""))) {
            Mailbox mailbox = trial.started().watch().word("mailbox", Mailbox.class);
            mailbox.put(of(settings, clock.instant()));
            trial.watch().send("direct:send-mail", null);
            List<String> troubles = mailbox.troubles();
            boolean waits = !mailbox.overview().waiting().isEmpty();
            return troubles.isEmpty() && waits ? List.of("the mail server was not asked") : troubles;
        }
    }

    /** Says hello, and that nothing else will come. */
    public static Letter of(Settings settings, Instant now) {
        String when = WHEN.format(now.atZone(settings.zone()));
        String text = """
                Hello,

                this is PVS Watch. You asked at %s whether its mail arrives, and it does.

                From now on you will hear from it when something is wrong with your panels, and once a month
                with a report. Nothing else will come, and no answer is read.
                """.formatted(when);
        String html = """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>It arrives</title></head>
                <body style="font-family:-apple-system,Segoe UI,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;">
                <p>Hello,</p>
                <p>this is PVS Watch. You asked at %s whether its mail arrives, and <b>it does</b>.</p>
                <p>From now on you will hear from it when something is wrong with your panels, and once a month
                with a report. Nothing else will come, and no answer is read.</p>
                </body></html>
                """.formatted(when);
        String id =
                settings.get("site.id") + "." + Mailbox.TEST + "." + IN_ID.format(now.atZone(ZoneId.of("UTC"))) + "z";
        return new Letter(id, now, null, true, "Solar: mail of PVS Watch arrives", text, html, List.of(), List.of());
    }
}
