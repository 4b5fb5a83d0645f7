package org.pvswatch.mail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.SimulatedClock;

/**
 * A watcher in a process of its own that puts and sends letters as fast as it can and says on standard output what it has
 * done. A letter that it calls put must arrive, whatever happens.
 */
public final class MailVictim {
    private static final Instant BEGIN = Instant.parse("2026-06-03T17:00:00Z");

    private MailVictim() {}

    /** @param args data folder, port of the server, number of the first letter, how many letters, 0 for no end, folder of the routes */
    public static void main(String[] args) throws Exception {
        int first = Integer.parseInt(args[2]);
        int count = Integer.parseInt(args[3]);
        SimulatedClock clock = SimulatedClock.stepped(BEGIN.plusSeconds(first));
        try (Watch watch = new Watch(settings(args[0], args[1]), Path.of(args[4]), clock)) {
            watch.start();
            say("started");
            Mailbox mailbox = watch.word("mailbox", Mailbox.class);
            for (int number = first; count == 0 || number < first + count; number++) {
                clock.stepTo(BEGIN.plusSeconds(number));
                say("putting " + number);
                mailbox.put(letter(number));
                say("put " + number);
                if (number % 3 == 0) {
                    watch.send("direct:send-mail", null);
                }
            }
            watch.send("direct:send-mail", null);
        }
    }

    static Letter letter(int number) {
        String id = "home.alert.%06d".formatted(number);
        Letter plain = Letters.plain(id, BEGIN.plusSeconds(number));
        Picture picture = new Picture("week", new byte[10_000], 560, 260, "no picture, but as long as one");
        return new Letter(id, plain.at(), null, false, id, plain.text(), plain.html(), List.of(picture), List.of());
    }

    private static Settings settings(String data, String port) throws Exception {
        return Settings.load(
                Path.of("config"),
                Map.of(),
                Map.ofEntries(
                        Map.entry("site.zone", "America/Los_Angeles"),
                        Map.entry("site.latitude", "38.6"),
                        Map.entry("site.longitude", "-121.5"),
                        Map.entry("pvs.url", "http://127.0.0.1:9"),
                        Map.entry("mail.host", "localhost"),
                        Map.entry("mail.port", port),
                        Map.entry("mail.security", "none"),
                        Map.entry("mail.from", "pvs@home.example"),
                        Map.entry("mail.to", "me@home.example,you@home.example"),
                        Map.entry(Settings.DATA_DIR, data)));
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
