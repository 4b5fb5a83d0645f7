package org.pvswatch.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pvswatch.adopt.Import;
import org.pvswatch.archive.AnswerReceiver;
import org.pvswatch.archive.Answers;
import org.pvswatch.archive.Archive;
import org.pvswatch.history.History;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.reading.AnswerReader;
import org.pvswatch.replay.Replay;
import org.pvswatch.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Takes over what owners have from the old script. First into the archive; then history is made from the archive alone, anew
 * where what was taken is older than what it holds.
 */
@Command(
        name = "import",
        description = {
            "Take over what the old script left: raw answers and CSV files.",
            "Its folder of PVS6_output_*.json, overview.csv, inverters.csv and daily_summary.csv, plain or gzip. All of it"
                    + " goes into the archive; history and CSV files are then made from there. Name everything at once, or"
                    + " again: nothing is taken twice."
        },
        footer = {"", "Stop a watcher that runs on the same data first. A report stays in the data folder."})
final class ImportCommand implements Callable<Integer> {
    /** Rows on their way; while it is there, an import has not come to its end. */
    private static final String UNDER_WAY = ".import";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Folders and files of the old script.")
    private List<Path> paths;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    private final Clock clock = Clock.systemUTC();
    private final List<String> report = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new ParameterException(spec.commandLine(), path + " does not exist; name a folder or file");
            }
        }
        Settings settings = common.settings(Map.of("poll.sinks", "", "routes.own", ""));
        DemoMark.putAside(common.data())
                .ifPresent(aside -> System.out.println("The readings of the demo lie in " + aside + " now."));
        Instant now = clock.instant();
        Path underWay = common.data().resolve(UNDER_WAY);
        report.add("Import of %s (%s)"
                .formatted(
                        LOCAL.format(now.atZone(settings.zone())),
                        settings.zone().getId()));
        Import taking;
        boolean behind;
        Instant historyEnds;
        long readingsBefore;
        try (Watch watch = new Watch(settings, common.routes(), clock)) {
            watch.start();
            boolean unfinished = Files.exists(underWay);
            historyEnds = watch.history().span().map(History.Span::last).orElse(Instant.MIN);
            readingsBefore = watch.history().count(History.Table.READING);
            taking = archived(watch, settings, now, underWay);
            behind = unfinished || taking.isBehind(historyEnds);
            if (behind) {
                setAside(watch.history());
                historyEnds = Instant.MIN;
            }
        }
        try (Watch watch = new Watch(settings, common.routes(), clock)) {
            watch.start();
            if (behind || taking.archived() > 0) {
                replay(watch, settings, historyEnds);
            }
            report.addAll(taking.compare(watch.history().days().all()));
            report.add("%,d answers put into %s; %,d new rows in %s"
                    .formatted(
                            taking.archived(),
                            common.data().resolve("archive"),
                            watch.history().count(History.Table.READING) - readingsBefore,
                            watch.history().where()));
            compareWithOld(watch.history());
        }
        Folders.delete(underWay);
        keepReport(now);
        return taking.refused() || taking.isEmpty() ? 1 : 0;
    }

    private Import archived(Watch watch, Settings settings, Instant now, Path underWay) throws IOException {
        Import taking = new Import(
                watch.word("archive", Archive.class),
                watch.word("answers", AnswerReceiver.class),
                watch.word("answerReader", AnswerReader.class),
                settings.get("pvs.id").split("\\s*,")[0],
                settings.zone(),
                now,
                underWay);
        taking.read(paths);
        Terminal answers = new Terminal("answers archived", taking.answerCount());
        taking.takeAnswers(answers::step);
        answers.end();
        Terminal rows = new Terminal("rows archived", taking.rowCount());
        taking.takeRows(rows::step);
        rows.end();
        report.addAll(taking.report());
        return taking;
    }

    /** An import that came late makes history anew: then it is what a replay of the archive gives, to the byte. */
    private void setAside(History history) throws IOException, SQLException {
        history.putAside();
        Files.deleteIfExists(common.data().resolve("csv").resolve(".caught-up"));
    }

    private void replay(Watch watch, Settings settings, Instant historyEnds) throws Exception {
        Answers answers = watch.word("archive", Archive.class).after(historyEnds);
        Terminal progress = new Terminal("answers read", 0);
        new Replay(watch, settings)
                .all(
                        answers,
                        false,
                        outcome -> progress.step(
                                Path.of(outcome.where()).getFileName().toString(), answers.share()));
        progress.end();
        for (String sink : common.settings(Map.of()).get("poll.sinks").split(",")) {
            if (!sink.isBlank()) {
                watch.send(sink.trim(), null);
            }
        }
    }

    /** The old history goes only when the new one holds as much. */
    private void compareWithOld(History history) throws SQLException {
        Optional<History> aside = history.aside();
        if (aside.isEmpty()) {
            return;
        }
        String where;
        long before;
        try (History old = aside.get()) {
            where = old.where();
            before = old.count(History.Table.POLL);
        }
        long after = history.count(History.Table.POLL);
        if (after >= before) {
            history.dropAside();
        } else {
            report.add(
                    "The history made anew from the archive has %,d polls and the one before had %,d: answers are missing"
                                    .formatted(after, before)
                            + " in the archive. The old one is kept as " + where);
        }
    }

    private void keepReport(Instant now) throws IOException {
        Path file = common.data().resolve("import-" + STAMP.format(now.truncatedTo(ChronoUnit.SECONDS)) + ".txt");
        Files.write(file, report);
        PrintStream out = System.out;
        report.forEach(out::println);
        out.println("This report is kept in " + file);
    }
}
