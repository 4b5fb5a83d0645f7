package org.pvswatch.setup;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How panels lie.
 *
 * @param tiltDegrees from level, 0 to 90, as text
 * @param azimuthDegrees of the compass, 0 to 360: 180 is south, as text
 */
public record Roof(String tiltDegrees, String azimuthDegrees) {
    private static final Pattern SHAPE =
            Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)°?\\s*[,; ]\\s*([A-Za-z-]+|\\d{1,3}(?:\\.\\d+)?)°?");
    private static final List<String> LETTERS = List.of("N", "NE", "E", "SE", "S", "SW", "W", "NW");
    private static final List<String> WORDS =
            List.of("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest");
    private static final double STEP = 45;

    /**
     * Reads {@code 20 south}, {@code 20 SW} or {@code 20, 225}.
     *
     * @throws UnclearAnswerException when it is none of these
     */
    public static Roof of(String answer) throws UnclearAnswerException {
        Matcher found = SHAPE.matcher(answer.strip());
        if (found.matches() && Double.parseDouble(found.group(1)) <= 90) {
            String azimuth = azimuth(found.group(2));
            if (azimuth != null) {
                return new Roof(found.group(1), azimuth);
            }
        }
        throw new UnclearAnswerException(
                "'" + answer.strip()
                        + "' is no slope and direction; write degrees from level and where they face, such as 20 south or 20 225");
    }

    private static String azimuth(String said) {
        if (Character.isDigit(said.charAt(0))) {
            return Double.parseDouble(said) <= 360 ? said : null;
        }
        String word = said.replace("-", "").toLowerCase(Locale.ROOT);
        int index = Math.max(WORDS.indexOf(word), LETTERS.indexOf(word.toUpperCase(Locale.ROOT)));
        return index < 0 ? null : String.valueOf((int) (index * STEP));
    }

    /** As an owner would write it, {@code 20 south}. */
    @Override
    public String toString() {
        double steps = Double.parseDouble(azimuthDegrees) / STEP;
        boolean named = steps == Math.rint(steps);
        return tiltDegrees + " " + (named ? WORDS.get((int) steps % WORDS.size()) : azimuthDegrees);
    }
}
