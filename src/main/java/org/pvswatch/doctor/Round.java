package org.pvswatch.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.pipeline.Dates;
import org.pvswatch.pipeline.WatchApart;
import org.pvswatch.settings.Settings;
import org.pvswatch.supervisor.Language;
import org.pvswatch.supervisor.Supervisor;
import org.pvswatch.supervisor.Supervisors;

/**
 * One round of questions by the routes that poll: each PVS once and the weather once, in a folder of its own. A PVS that the running
 * watch heard a moment ago is not asked again.
 *
 * @param visits to the PVSs, in the order of the settings
 * @param weather to the weather service, {@code null} when that is switched off
 * @param ahead how far our clock is ahead of the weather service's, or else of a PVS's; {@code null} when nobody told
 */
record Round(List<Visit> visits, Visit weather, Duration ahead) {
    private static final Duration A_MOMENT = Duration.ofMinutes(10);

    /** Goes round. */
    static Round of(Installed installed) throws IOException, InterruptedException {
        Settings settings = installed.settings();
        Clock clock = installed.clock();
        boolean running = LockHolder.of(installed.data()).isPresent();
        Map<String, Visit> visits = new HashMap<>();
        List<String> ids = DataCheck.ids(settings);
        List<String> urls = List.of(settings.get("pvs.url").split("\\s*,\\s*"));
        List<String> toAsk = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Optional<RawAnswer> heard =
                    running ? fresh(installed.data().resolve("archive"), ids.get(i), clock) : Optional.empty();
            if (heard.isPresent()) {
                visits.put(ids.get(i), new Visit(ids.get(i), urls.get(i), heard.get(), true, "", List.of()));
            } else {
                toAsk.add(ids.get(i));
            }
        }
        Patience.beforeAsking(installed, toAsk);
        try (Overheard log = new Overheard();
                WatchApart trial = WatchApart.of(settings, installed.routes(), clock, alone())) {
            remember(installed.data(), trial.data());
            trial.started();
            Dates dates = Dates.of(trial.watch());
            for (Supervisor pvs :
                    trial.watch().word("supervisors", Supervisors.class).due()) {
                if (toAsk.contains(pvs.id())) {
                    visits.put(pvs.id(), visit(trial, log, pvs));
                    Patience.asked(installed, pvs);
                }
            }
            boolean off = List.of(settings.get("routes.off").split("\\s*,\\s*")).contains("ask-weather");
            Visit weather = off ? null : weather(trial, log, settings);
            Duration ahead = dates.ahead(host(weatherUrl(settings)))
                    .or(() -> visits.values().stream()
                            .flatMap(visit -> dates.ahead(host(visit.url())).stream())
                            .findFirst())
                    .orElse(null);
            return new Round(ids.stream().map(visits::get).toList(), weather, ahead);
        }
    }

    /** Of the service that is asked. */
    private static String weatherUrl(Settings settings) {
        String service = settings.get("weather.service");
        return settings.get(service.equals("open-meteo") ? "weather.url" : "weather." + service + ".url");
    }

    private static String host(String url) {
        return URI.create(url.contains("://") ? url : "http://" + url).getRawAuthority();
    }

    private static Optional<RawAnswer> fresh(Path archive, String id, Clock clock) throws IOException {
        return new Archive(archive.toString())
                .newestGood(id)
                .filter(answer -> Duration.between(answer.receivedAt(), clock.instant())
                                .abs()
                                .compareTo(A_MOMENT)
                        <= 0);
    }

    /** Nobody is told of what the trial hears. */
    private static Map<String, String> alone() {
        Map<String, String> alone = new HashMap<>(Settings.TELLING_NOBODY);
        List.of("routes.own", "poll.sinks", "reading.feeds", "routes.off").forEach(key -> alone.put(key, ""));
        return alone;
    }

    /** Which PVS is known, and by which certificate: another one is to be noticed. */
    private static void remember(Path from, Path to) throws IOException {
        for (String folder : List.of("supervisors", "certificates")) {
            if (Files.isDirectory(from.resolve(folder))) {
                Files.createDirectories(to.resolve(folder));
                try (Stream<Path> files = Files.list(from.resolve(folder))) {
                    for (Path file : files.filter(Files::isReadable).toList()) {
                        Files.copy(
                                file,
                                to.resolve(folder).resolve(file.getFileName()),
                                StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
            }
        }
    }

    private static Visit visit(WatchApart trial, Overheard log, Supervisor pvs) throws IOException {
        log.forget();
        trial.watch().send("direct:ask-pvs", pvs);
        String login = pvs.loggedIn() ? "logged in" : pvs.language() == Language.LEGACY ? "needs no login" : "";
        return new Visit(pvs.id(), pvs.url(), answer(trial, pvs.id()), false, login, log.troubles());
    }

    private static Visit weather(WatchApart trial, Overheard log, Settings settings) throws IOException {
        log.forget();
        trial.watch().send("direct:ask-weather", null);
        RawAnswer answer = answer(trial, RawAnswer.WEATHER);
        return new Visit(RawAnswer.WEATHER, weatherUrl(settings), answer, false, "", log.troubles());
    }

    private static RawAnswer answer(WatchApart trial, String source) throws IOException {
        return new Archive(trial.data().resolve("archive").toString())
                .newestGood(source)
                .orElse(null);
    }
}
