package org.pvswatch.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.pvswatch.simulator.SiteModel;

/**
 * What a benchmark of fault detection is a function of.
 *
 * @param sites where
 * @param seeds of each site
 * @param years of each simulated site
 * @param pollEvery how often each PVS is asked
 * @param panels of each site
 * @param obstacleShare part of the panels behind an obstacle, 0 to 1
 * @param gainSpread standard deviation of the panels' yield
 * @param meterGainError standard deviation of the production meter's gain
 * @param faults which kinds of label are wanted, by their words
 */
public record DetectionOptions(
        List<SiteModel> sites,
        List<Long> seeds,
        int years,
        Duration pollEvery,
        int panels,
        double obstacleShare,
        double gainSpread,
        double meterGainError,
        Predicate<String> faults) {

    /**
     * Which labels the words of {@code --faults} ask for: {@code all}, {@code none}, or words such as {@code dead}, which
     * means every kind of label that is or begins with it.
     *
     * @throws IllegalArgumentException naming a word that no label has
     */
    public static Predicate<String> wanted(List<String> words) {
        if (words.contains("all")) {
            return kind -> true;
        }
        for (String word : words) {
            if (!word.equals("none")
                    && Arrays.stream(LabelKind.values()).noneMatch(kind -> covers(word, kind.toString()))) {
                throw new IllegalArgumentException(
                        "'" + word + "' is no kind of fault; known are all, none, " + LabelKind.words());
            }
        }
        return kind -> words.stream().anyMatch(word -> covers(word, kind));
    }

    private static boolean covers(String word, String kind) {
        return kind.equals(word) || kind.startsWith(word + "-");
    }
}
