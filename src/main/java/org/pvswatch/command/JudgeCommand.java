package org.pvswatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.pvswatch.fault.FaultJudge;
import org.pvswatch.fault.FaultSettings;
import org.pvswatch.fault.FaultSite;
import org.pvswatch.fault.HeardFromHistory;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.History;
import org.pvswatch.reading.Sun;
import org.pvswatch.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges history anew without changing anything. */
@Command(
        name = "judge",
        description = {
            "Say what would have been mailed, with today's settings, on the history there is.",
            "All of history is heard, because the judge learns from it; told is what falls between the two days."
        })
final class JudgeCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    @Option(names = "--from", paramLabel = "DAY", description = "First day to tell of, such as 2026-06-01.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day to tell of.")
    private LocalDate to;

    @Mixin
    private CommonOptions common;

    private int mails;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settingsOfData();
        ZoneId zone = settings.zone();
        try (History history = IncidentsCommand.history(settings)) {
            History.Span span = history.span().orElse(null);
            if (span == null) {
                System.out.println("History is empty.");
                return 0;
            }
            Instant first =
                    from == null ? span.first() : from.atStartOfDay(zone).toInstant();
            Instant end =
                    to == null ? Instant.MAX : to.plusDays(1).atStartOfDay(zone).toInstant();
            Instant silent = history.lastUnanswered(settings.get("site.id")).orElse(span.last());
            Instant last = silent.isAfter(span.last()) ? silent : span.last();
            FaultJudge judge = new FaultJudge(
                    FaultSettings.of(settings.all()),
                    new FaultSite(
                            settings.get("site.id"),
                            zone,
                            new Sun(settings.get("site.latitude"), settings.get("site.longitude")),
                            FaultSite.sets(settings.get("site.groups")),
                            FaultSite.sets(settings.get("site.circuits"))));
            new HeardFromHistory(history, settings.get("site.id")).tell(span.first(), last.plusMillis(1), heard -> {
                for (Notice notice : judge.hear(heard)) {
                    if (!notice.at().isBefore(first) && notice.at().isBefore(end)) {
                        mails++;
                        System.out.printf("%s  %s%n", WHEN.format(notice.at().atZone(zone)), notice.line());
                    }
                }
            });
            System.out.printf(
                    "%d mails for %s to %s%n",
                    mails,
                    WHEN.format((first.isAfter(span.first()) ? first : span.first()).atZone(zone)),
                    WHEN.format((end.isBefore(span.last()) ? end : span.last()).atZone(zone)));
        }
        return 0;
    }
}
