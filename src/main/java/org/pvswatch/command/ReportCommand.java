package org.pvswatch.command;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pvswatch.history.History;
import org.pvswatch.letter.Asides;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.MailServer;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.reading.Sun;
import org.pvswatch.report.Reports;
import org.pvswatch.settings.Settings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a month or a year was like. */
@Command(
        name = "report",
        description = {
            "Tell what a month or a year was like, of any that history knows. Without --month and --year: last month.",
            "Without --out and --send it is printed. It works while the watch runs."
        })
final class ReportCommand implements Callable<Integer> {
    @Option(names = "--month", paramLabel = "MONTH", description = "Such as 2026-10.")
    private YearMonth month;

    @Option(names = "--year", paramLabel = "YEAR", description = "Such as 2026; also beside --month.")
    private Year year;

    @ArgGroup
    private Where where = new Where();

    @Mixin
    private CommonOptions common;

    /** Where it goes, one of the two. */
    static final class Where {
        @Option(
                names = "--out",
                paramLabel = "DIR",
                description = "Write it there, as a page with its pictures and as plain text.")
        private Path out;

        @Option(names = "--send", description = "Mail it, also if it was mailed already.")
        private boolean send;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settingsOfData();
        Clock clock = Clock.systemUTC();
        Mailbox mailbox = new Mailbox(
                settings.get(Settings.DATA_DIR) + "/mail",
                MailServer.of(settings.all()),
                settings.get("site.id") + " " + settings.get("site.latitude") + " " + settings.get("site.longitude"),
                settings.get("site.zone"),
                clock);
        try (History history = IncidentsCommand.history(settings)) {
            if (history.span().isEmpty() && history.days().first().isEmpty()) {
                throw new IOException(history.where() + " is empty, so there is nothing to tell");
            }
            Reports reports = reports(settings, history, mailbox, clock);
            for (String period : periods(settings, clock)) {
                give(reports.asked(period), period, mailbox);
            }
        }
        if (where.send) {
            send(settings, clock);
        }
        return 0;
    }

    private static Reports reports(Settings settings, History history, Mailbox mailbox, Clock clock)
            throws ParseException {
        return new Reports(
                settings.all(),
                new Sun(settings.get("site.latitude"), settings.get("site.longitude")),
                history,
                mailbox,
                clock,
                settings.get("report.cron"),
                Integer.parseInt(settings.get("report.catch-up-months")),
                Asides.NONE,
                Boolean.parseBoolean(settings.get("report.workbook")));
    }

    private List<String> periods(Settings settings, Clock clock) {
        List<String> periods = new ArrayList<>();
        if (month != null) {
            periods.add(month.toString());
        }
        if (year != null) {
            periods.add(year.toString());
        }
        if (periods.isEmpty()) {
            periods.add(YearMonth.now(clock.withZone(settings.zone()))
                    .minusMonths(1)
                    .toString());
        }
        return periods;
    }

    private void give(Letter letter, String period, Mailbox mailbox) throws IOException {
        if (where.out != null) {
            System.out.println(letter.subject() + ": " + Reports.keep(letter, period, where.out));
        } else if (where.send) {
            mailbox.put(letter);
            System.out.println(letter.subject());
        } else {
            System.out.println(letter.text());
        }
    }

    /** By the route that every letter takes; beside a running watch it is shared with it. */
    private void send(Settings settings, Clock clock) throws Exception {
        Mailbox mailbox;
        try (Watch watch = watch(settings, clock)) {
            watch.start();
            watch.send("direct:send-mail", null);
            mailbox = watch.word("mailbox", Mailbox.class);
        }
        List<String> troubles = mailbox.troubles();
        if (!troubles.isEmpty()) {
            throw new IOException(String.join("\npvs-watch: ", troubles));
        }
        System.out.println(
                MailServer.of(settings.all()).isSet()
                        ? "Handed to " + settings.get("mail.host") + " for " + settings.get("mail.to")
                        : "No mail server is set (mail.host); it lies in " + settings.get(Settings.DATA_DIR)
                                + "/mail, open it with any mail program.");
    }

    private Watch watch(Settings settings, Clock clock) throws Exception {
        try {
            return new Watch(settings, common.routes(), clock);
        } catch (Watch.DataFolderInUseException e) {
            return Watch.beside(settings, common.routes(), clock);
        }
    }
}
