package org.pvswatch.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvswatch.benchmark.DetectionBenchmark;
import org.pvswatch.benchmark.DetectionOptions;
import org.pvswatch.benchmark.JudgeFactory;
import org.pvswatch.fault.FaultJudge;
import org.pvswatch.fault.FaultSettings;
import org.pvswatch.fault.FaultSite;
import org.pvswatch.fault.Heard;
import org.pvswatch.fault.Notice;
import org.pvswatch.incident.Incident;
import org.pvswatch.reading.Sun;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.SiteModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How soon faults are found, how many are missed, and how often it cries wolf. */
@Command(
        name = "detection",
        description = {
            "Measure fault detection: simulated sites with faults, and as many without, are judged as real ones are.",
            "Writes faults.csv, mails.csv, labels.csv and detection.md, and prints the latter."
        },
        sortOptions = false)
final class BenchmarkDetectionCommand implements Callable<Integer> {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final int MOST_YEARS = 25;
    private static final int MOST_PANELS = 200;
    private static final int MOST_SEEDS = 1000;

    @Option(
            names = "--sites",
            paramLabel = "NAMES",
            split = ",",
            defaultValue = "north,valley,marine",
            description = "Where: north, valley, marine. Default: ${DEFAULT-VALUE}.")
    private List<String> sites;

    @Option(
            names = "--seeds",
            paramLabel = "N[-N]",
            split = ",",
            defaultValue = "1",
            description = "Dice of each site, such as 1-4 or 7,9. Default: ${DEFAULT-VALUE}.")
    private List<String> seeds;

    @Option(
            names = "--years",
            paramLabel = "N",
            defaultValue = "3",
            description = "Of each simulated site, 1 to 25. Default: ${DEFAULT-VALUE}.")
    private int years;

    @Option(
            names = "--poll-minutes",
            paramLabel = "N",
            defaultValue = "15",
            description = "How often the PVS is asked: 5 or 15. Default: ${DEFAULT-VALUE}.")
    private int pollMinutes;

    @Option(
            names = "--panels",
            paramLabel = "N",
            defaultValue = "24",
            description = "Of each site, 1 to 200. Default: ${DEFAULT-VALUE}.")
    private int panels;

    @Option(
            names = "--obstacle-share",
            paramLabel = "PART",
            defaultValue = "0.35",
            description = "Part of the panels behind an obstacle. Default: ${DEFAULT-VALUE}.")
    private double obstacleShare;

    @Option(
            names = "--gain-spread",
            paramLabel = "PART",
            defaultValue = "0.015",
            description = "How much panels differ, standard deviation. Default: ${DEFAULT-VALUE}.")
    private double gainSpread;

    @Option(
            names = "--meter-gain-error",
            paramLabel = "PART",
            defaultValue = "0.01",
            description = "How wrong the production meter is, standard deviation. Default: ${DEFAULT-VALUE}.")
    private double meterGainError;

    @Option(
            names = "--faults",
            paramLabel = "WORDS",
            split = ",",
            defaultValue = "all",
            description = "all, none, or kinds of fault such as dead,step-20; dead means every kind of dead panel."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<String> faults;

    @Option(names = "--threads", paramLabel = "N", description = "Sites at one time. Default: as many as cores.")
    private Integer threads;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for what is written.")
    private Path out;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        DetectionBenchmark benchmark = new DetectionBenchmark(options(), judges());
        Terminal progress = new Terminal("sites", benchmark.size());
        int atOnce = threads == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, threads);
        String page = benchmark.run(out, atOnce, progress::step);
        progress.end();
        System.out.print(page);
        return 0;
    }

    /** The product's judge with the shipped thresholds; groups and circuits are learned. */
    private static JudgeFactory judges() {
        FaultSettings settings = FaultSettings.of(Settings.shipped());
        return place -> {
            Sun sun = new Sun(String.valueOf(place.latitudeDegrees()), String.valueOf(place.longitudeDegrees()));
            FaultSite site = new FaultSite(place.site(), place.zone(), sun, Map.of(), Map.of());
            return new ShippedJudge(new FaultJudge(settings, site));
        };
    }

    private record ShippedJudge(FaultJudge judge) implements JudgeFactory.Judge {
        @Override
        public List<Notice> hear(Heard heard) {
            return judge.hear(heard);
        }

        @Override
        public double lostKwh(String incident) {
            return judge.incidents().stream()
                    .filter(each -> incident.equals(each.id()))
                    .mapToDouble(Incident::lostKwh)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    private DetectionOptions options() {
        inRange("--years", years, 1, MOST_YEARS);
        inRange("--panels", panels, 1, MOST_PANELS);
        if (pollMinutes != 5 && pollMinutes != 15) {
            throw wrong("--poll-minutes must be 5 or 15, not " + pollMinutes);
        }
        inRange("--obstacle-share", obstacleShare, 0, 1);
        inRange("--gain-spread", gainSpread, 0, 0.2);
        inRange("--meter-gain-error", meterGainError, 0, 0.2);
        return new DetectionOptions(
                sites.stream().map(this::site).toList(),
                seeds(),
                years,
                Duration.ofMinutes(pollMinutes),
                panels,
                obstacleShare,
                gainSpread,
                meterGainError,
                wanted());
    }

    private Predicate<String> wanted() {
        try {
            return DetectionOptions.wanted(faults);
        } catch (IllegalArgumentException e) {
            throw wrong("--faults " + e.getMessage());
        }
    }

    private SiteModel site(String name) {
        return Arrays.stream(SiteModel.values())
                .filter(model -> model.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> wrong("--sites '" + name + "' is no simulated site; known are north, valley, marine"));
    }

    private List<Long> seeds() {
        List<Long> all = new ArrayList<>();
        for (String text : seeds) {
            Matcher range = RANGE.matcher(text);
            if (!range.matches()) {
                throw wrong("--seeds has '" + text + "'; understood are 7, 1-4 and 1,3,9");
            }
            long first = Long.parseLong(range.group(1));
            long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
            if (last < first || last - first >= MOST_SEEDS) {
                throw wrong("--seeds has '" + text + "', which is no range of up to " + MOST_SEEDS + " seeds");
            }
            for (long seed = first; seed <= last; seed++) {
                all.add(seed);
            }
        }
        return all;
    }

    private void inRange(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw wrong("%s must be %s to %s, not %s".formatted(option, plain(least), plain(most), plain(value)));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
