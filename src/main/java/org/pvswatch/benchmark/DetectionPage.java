package org.pvswatch.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** One page that says how a benchmark of fault detection went. */
final class DetectionPage {
    private static final Duration RECALL_WITHIN = Duration.ofDays(30);
    private static final double LEAST_LOSS_KWH = 2;

    private final DetectionOptions options;
    private final List<WorldRun.Result> results;
    private final StringBuilder out = new StringBuilder(4_096);

    DetectionPage(DetectionOptions options, List<WorldRun.Result> results) {
        this.options = options;
        this.results = results;
    }

    String text() {
        line("# Fault detection on simulated sites");
        line("");
        line(
                "%s; seeds %s; %d year(s) each; %d panels; a poll every %d min; %.0f of %.0f site-years without faults.",
                join(options.sites()),
                join(options.seeds()),
                options.years(),
                options.panels(),
                options.pollEvery().toMinutes(),
                years(healthy()),
                years(results));
        faults();
        falseMails();
        rest();
        return out.toString();
    }

    private void faults() {
        line("");
        line(
                "| fault | labels | found | within 30 days | sun-hours p50 | p90 | max | hours p50 | p90 | max | target |");
        line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        for (FaultGroup group : FaultGroup.values()) {
            List<Scoring.Scored> labels = scored().stream()
                    .filter(scored -> scored.label() != null
                            && group.kinds().contains(scored.label().kind()))
                    .toList();
            if (!labels.isEmpty()) {
                List<Scoring.Scored> found = labels.stream()
                        .filter(scored -> scored.outcome() == Scoring.Outcome.FOUND)
                        .toList();
                long soon = found.stream()
                        .filter(scored -> wall(scored).compareTo(RECALL_WITHIN) <= 0)
                        .count();
                line(
                        "| %s | %d | %s | %s | %s | %s | %s |",
                        group.title(),
                        labels.size(),
                        percent(found.size(), labels.size()),
                        percent(soon, labels.size()),
                        spread(found, Scoring.Scored::sunHours),
                        spread(found, scored -> wall(scored).toSeconds() / 3_600.0),
                        group.target());
            }
        }
    }

    private void falseMails() {
        List<WorldRun.Result> faulty =
                results.stream().filter(result -> !result.world().isHealthy()).toList();
        line("");
        line("| false mails per site-year | healthy sites | sites with faults | all | target |");
        line("| --- | ---: | ---: | ---: | --- |");
        Map<String, Long> kinds = new TreeMap<>(lies(results));
        kinds.forEach((kind, count) -> line(
                "| %s | %s | %s | %s | %s |",
                kind,
                rate(lies(healthy()).getOrDefault(kind, 0L), healthy()),
                rate(lies(faulty).getOrDefault(kind, 0L), faulty),
                rate(count, results),
                kind.equals("not-producing") ? "<= 0.03" : ""));
        line(
                "| **all kinds** | %s | %s | %s | <= 0.10 |",
                rate(sum(lies(healthy())), healthy()),
                rate(sum(lies(faulty)), faulty),
                rate(sum(lies(results)), results));
    }

    private void rest() {
        List<Double> over = scored().stream()
                .filter(scored -> scored.resolvedAfter() != null)
                .map(scored -> scored.resolvedAfter().toHours() / 24.0)
                .sorted()
                .toList();
        line("");
        line("- Mails per site-year: %s at healthy sites, %s at all.", mails(healthy()), mails(results));
        line(
                "- Days from the end of a fault to the mail that it is over: %s (%d told).",
                over.isEmpty() ? "-" : "p50 %.1f, p90 %.1f".formatted(at(over, 0.5), at(over, 0.9)), over.size());
        List<Double> errors = lossErrors();
        line(
                "- kWh that the last mail says are lost, of %d faults that cost 2 kWh or more and were over in time: %s of the truth.",
                errors.size(),
                errors.isEmpty()
                        ? "-"
                        : String.format(
                                Locale.ROOT,
                                "p10 %.0f %%, p50 %.0f %%, p90 %.0f %%",
                                100 * at(errors, 0.1),
                                100 * at(errors, 0.5),
                                100 * at(errors, 0.9)));
        line(
                "- Seconds of one core per site-year: %.2f to simulate, %.2f to judge.",
                results.stream().mapToDouble(WorldRun.Result::generationSeconds).sum() / years(results),
                results.stream().mapToDouble(WorldRun.Result::judgingSeconds).sum() / years(results));
    }

    /** Told kWh as a part of the true ones, sorted, of faults that a mail called over. */
    private List<Double> lossErrors() {
        List<Double> errors = new ArrayList<>();
        for (WorldRun.Result result : results) {
            for (Scoring.Scored scored : result.scored()) {
                double truth = scored.label() == null ? 0 : result.lostKwh().get(scored.label());
                double told = result.toldKwh().getOrDefault(scored.incident(), Double.NaN);
                if (scored.resolvedAfter() != null && truth >= LEAST_LOSS_KWH && !Double.isNaN(told)) {
                    errors.add(told / truth);
                }
            }
        }
        errors.sort(null);
        return errors;
    }

    private List<Scoring.Scored> scored() {
        return results.stream().flatMap(result -> result.scored().stream()).toList();
    }

    private List<WorldRun.Result> healthy() {
        return results.stream().filter(result -> result.world().isHealthy()).toList();
    }

    private static Duration wall(Scoring.Scored scored) {
        return Duration.between(scored.label().start(), scored.firstMail());
    }

    private static double years(List<WorldRun.Result> some) {
        return some.stream().mapToDouble(WorldRun.Result::siteYears).sum();
    }

    private static Map<String, Long> lies(List<WorldRun.Result> some) {
        return some.stream()
                .flatMap(result -> result.scored().stream())
                .filter(scored -> scored.outcome() == Scoring.Outcome.FALSE)
                .collect(Collectors.groupingBy(Scoring.Scored::kind, Collectors.counting()));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String rate(long count, List<WorldRun.Result> some) {
        return some.isEmpty() ? "-" : String.format(Locale.ROOT, "%.3f (%d)", count / years(some), count);
    }

    private static String mails(List<WorldRun.Result> some) {
        long count = some.stream().mapToLong(result -> result.notices().size()).sum();
        return some.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", count / years(some));
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.0f %%", 100.0 * part / whole);
    }

    private static String spread(List<Scoring.Scored> found, ToDoubleFunction<Scoring.Scored> of) {
        if (found.isEmpty()) {
            return "- | - | -";
        }
        List<Double> sorted =
                new ArrayList<>(found.stream().mapToDouble(of).sorted().boxed().toList());
        return String.format(Locale.ROOT, "%.1f | %.1f | %.1f", at(sorted, 0.5), at(sorted, 0.9), at(sorted, 1));
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    private static String join(Collection<?> some) {
        return some.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private void line(String format, Object... values) {
        out.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
