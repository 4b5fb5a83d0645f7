package org.pvswatch.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.StoredAnswer;
import org.pvswatch.day.DayCloser;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements;
import org.pvswatch.own.IncidentNews;
import org.pvswatch.pipeline.OwnCases;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.replay.TimedAnswer;
import org.pvswatch.report.Reports;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsException;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.Simulator;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;

/** What a route on trial is told of: the owner's last archived answer with his last day, incident and report; or a simulated house. */
final class TrialHouse implements AutoCloseable {
    private static final SiteModel HOUSE = SiteModel.VALLEY;
    private static final int PANELS = 6;
    private static final int DAWN = 5;
    private static final int NEXT_NOON = 36;
    private static final LocalDate DAY = LocalDate.of(2026, 6, 10);
    private static final Duration AFTER_THE_MARK = Duration.ofSeconds(20);

    private final Settings settings;
    private final Settings owners;
    private final Clock clock;
    private final Simulator simulator;
    private final SimulatedClock simulated;
    private final List<RawAnswer> answers;

    private TrialHouse(
            Settings settings,
            Settings owners,
            Clock clock,
            Simulator simulator,
            SimulatedClock simulated,
            List<RawAnswer> answers) {
        this.settings = settings;
        this.owners = owners;
        this.clock = clock;
        this.simulator = simulator;
        this.simulated = simulated;
        this.answers = answers;
    }

    /** @param given of the trial, over whatever the owner has set */
    static TrialHouse of(CommonOptions common, boolean simulated, Map<String, String> given)
            throws IOException, SettingsException {
        Path archive = common.data().resolve("archive");
        if (!simulated && Files.isDirectory(archive)) {
            Settings owners = common.settingsOfData();
            List<RawAnswer> answers = newest(new Archive(archive.toString()), owners.get("pvs.id"));
            if (!answers.isEmpty()) {
                Map<String, String> all =
                        new HashMap<>(DemoMark.isIn(common.data()) ? DemoCommand.settings() : Map.of());
                all.putAll(given);
                Instant at = answers.get(answers.size() - 1).receivedAt();
                Clock clock = Clock.fixed(at.plus(AFTER_THE_MARK), ZoneOffset.UTC);
                return new TrialHouse(common.settings(all), owners, clock, null, null, answers);
            }
        }
        SimulatedClock clock = SimulatedClock.stepped(at(4));
        Simulator simulator = Simulator.start(
                SimulatorOptions.defaults().withSite(HOUSE).withPanels(PANELS).withClock(clock));
        Map<String, String> all = new HashMap<>(given);
        all.put("site.zone", HOUSE.zone().getId());
        all.put("site.latitude", String.valueOf(HOUSE.latitudeDegrees()));
        all.put("site.longitude", String.valueOf(HOUSE.longitudeDegrees()));
        all.put("pvs.id", "pvs1");
        all.put("pvs.url", simulator.pvsUrl().toString());
        all.put("pvs.api", "auto");
        all.put("pvs.jitter-ms", "0");
        all.put("pvs.night-minutes", "0");
        all.put("weather.service", "open-meteo");
        all.put("weather.url", simulator.weatherUrl().toString());
        try {
            return new TrialHouse(common.settings(all), null, clock, simulator, clock, List.of());
        } catch (SettingsException e) {
            simulator.close();
            throw e;
        }
    }

    /** The newest weather and the newest answer of each PVS, in the order of time. */
    private static List<RawAnswer> newest(Archive archive, String pvs) throws IOException {
        List<RawAnswer> answers = new ArrayList<>();
        for (String source : pvs.split("\\s*,\\s*")) {
            Optional<StoredAnswer> answer = archive.newest(source, Instant.MIN, Instant.MAX);
            if (answer.isPresent()) {
                answers.add(TimedAnswer.ofArchive(answer.get()));
            }
        }
        if (!answers.isEmpty()) {
            Optional<StoredAnswer> weather = archive.newest(RawAnswer.WEATHER, Instant.MIN, Instant.MAX);
            if (weather.isPresent()) {
                answers.add(0, TimedAnswer.ofArchive(weather.get()));
            }
        }
        return answers;
    }

    private static Instant at(int hour) {
        return DAY.atTime(hour, 0).atZone(HOUSE.zone()).toInstant();
    }

    Settings settings() {
        return settings;
    }

    Clock clock() {
        return clock;
    }

    boolean isSimulated() {
        return simulator != null;
    }

    /** Gives history what there was before the poll that the routes are told of. */
    void fill(Watch watch, String text) throws Exception {
        if (simulator == null) {
            copyLatest(watch);
            return;
        }
        boolean wholeDay = text.contains("seda:day-")
                || text.contains("seda:report-")
                || text.contains("days(")
                || text.contains("reports(");
        for (int hour = wholeDay ? DAWN : NEXT_NOON; hour <= NEXT_NOON; hour++) {
            simulated.stepTo(at(0).plus(Duration.ofHours(hour)).plus(AFTER_THE_MARK));
            watch.send("direct:ask-weather", null);
            watch.send("direct:ask-every-pvs", null);
        }
        if (wholeDay) {
            watch.word("dayCloser", DayCloser.class).catchUp();
            watch.word("reports", Reports.class).tell(YearMonth.from(DAY).toString());
        }
        Instant began = at(9);
        OwnCases.keep(
                watch.history(),
                new IncidentNews(
                        settings.get("site.id"),
                        "made-up-" + DAY,
                        clock.instant(),
                        "open",
                        "not-producing",
                        simulator.panelSerials().get(0),
                        "high",
                        "open",
                        began,
                        null,
                        1.2));
    }

    /** The poll that the routes are told of. */
    void poll(Watch watch) throws IOException {
        if (simulator != null) {
            simulated.stepTo(clock.instant().plus(Duration.ofMinutes(15)));
            watch.send("direct:ask-every-pvs", null);
        }
        answers.forEach(answer -> watch.send("direct:replay-answer", answer));
    }

    private void copyLatest(Watch watch) throws Exception {
        String site = settings.get("site.id");
        Path data = Path.of(owners.get(Settings.DATA_DIR));
        if (!owners.get("history.url").isEmpty() || Files.exists(data.resolve("history.db"))) {
            try (History history = IncidentsCommand.history(owners)) {
                Optional<LocalDate> last = history.days().last();
                if (last.isPresent()) {
                    watch.history().days().write(history.days().between(last.get(), last.get()), "try", 0);
                }
                Judgements theirs = history.judgements();
                List<Judgements.NoticeRow> notices = theirs.notices(site, Instant.EPOCH);
                if (!notices.isEmpty()) {
                    watch.history()
                            .judgements()
                            .keep(
                                    site,
                                    theirs.incidents(site),
                                    notices.subList(notices.size() - 1, notices.size()),
                                    null);
                }
            }
        }
        Path reports = data.resolve("reports");
        if (Files.isDirectory(reports)) {
            Path here = Files.createDirectories(Path.of(settings.get(Settings.DATA_DIR), "reports"));
            try (DirectoryStream<Path> files = Files.newDirectoryStream(reports)) {
                for (Path file : files) {
                    Files.copy(file, here.resolve(file.getFileName()));
                }
            }
        }
    }

    @Override
    public String toString() {
        return simulator != null
                ? "a simulated house of " + PANELS + " panels on " + DAY.plusDays(1) + "; its incident is made up"
                : "the last archived answer, of "
                        + answers.get(answers.size() - 1).receivedAt();
    }

    @Override
    public void close() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
