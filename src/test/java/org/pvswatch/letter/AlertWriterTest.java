package org.pvswatch.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pvswatch.history.History;
import org.pvswatch.incident.Kind;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.Picture;

class AlertWriterTest {
    private static final String NASTY = "<b>&\"row\" 2</b>";
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,:]\\d+)*");

    @TempDir
    private static Path folder;

    private static History history;

    @BeforeAll
    static void measureTenDays() throws Exception {
        history = LetterSamples.history(folder.resolve("history.db"));
    }

    @AfterAll
    static void close() throws Exception {
        history.close();
    }

    private static Letter write(Map<String, String> settings, Trouble... troubles) throws Exception {
        return LetterSamples.writer(history, settings)
                .write("id", LetterSamples.SURE, List.of(troubles), LetterSamples.nothing());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindIsALetterWhoseTwoFormsSayTheSame(Kind kind) throws Exception {
        for (String event : List.of("open", "worse", "reminder", "resolved")) {
            Letter letter = write(
                    Map.of(
                            "letter.panel-names",
                            LetterSamples.panel(3) + ": " + NASTY,
                            "tariff.import-per-kwh",
                            "0.46"),
                    LetterSamples.trouble(kind, event));

            String shown = shown(letter.html());
            assertThat(numbers(shown)).containsAll(numbers(letter.text().replaceAll("\\s+", " ")));
            assertThat(numbers(letter.text())).containsAll(numbers(shown));
            assertThat(letter.subject() + letter.text() + letter.html())
                    .doesNotContain("${", "<#", "null", "NaN", "Optional", "1234p", "1234c")
                    .doesNotContainPattern("\\w+_\\w+_kwh");
            assertThat(letter.html()).doesNotContain(NASTY);
            assertThat(letter.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(60_000);
            assertThat(letter.subject()).startsWith("Solar: ").hasSizeLessThan(130);
            assertThat(letter.text().lines()).allMatch(line -> line.length() <= 78 || line.startsWith("    "));
            if (!event.equals("resolved")) {
                assertThat(letter.text()).contains("How sure, and why", "What to do first", "ack home-" + kind.label());
                assertThat(letter.text())
                        .contains("It would be a false alarm if")
                        .doesNotContain("  4. ");
            }
        }
    }

    /** What a person sees of it; it must be well-formed for that. */
    private static String shown(String html) throws Exception {
        String body = html.substring(html.indexOf("<body"), html.indexOf("</html>"));
        String xml = body.replace("</", " </")
                .replace("&nbsp;", " ")
                .replace("<br>", " ")
                .replaceAll("<div style=\"display:none[^<]*</div>", "")
                .replaceAll("(<img [^>]*)>", "$1/>");
        String text = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement()
                .getTextContent();
        String alts = Pattern.compile("alt=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining(" "));
        return text + " " + alts;
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
    }

    @Test
    void aDeadPanelIsToldWholly() throws Exception {
        Letter letter = write(
                Map.of("letter.panel-names", LetterSamples.panel(3) + ": row 2, left", "tariff.import-per-kwh", "0.46"),
                LetterSamples.trouble(Kind.NOT_PRODUCING, "open"));

        assertThat(letter.subject())
                .isEqualTo("Solar: panel E00122107305203 (row 2, left) not producing since Tue 6 Oct 10:15");
        assertThat(letter.critical()).isFalse();
        assertThat(letter.thread()).isNull();
        assertThat(letter.text())
                .contains("in 1.1 hours of full sun it made nothing", "0.34 kWh ($0.16)", "43.6 kWh ($20.07)")
                .contains("Its DC voltage is 54 V", "Tue 6 Oct               0.31                       0.62     50%")
                .contains("    2026-10-06T12:30 ack home-not-producing-E00122107305203-20261006T1715");
        assertThat(letter.pictures()).singleElement().satisfies(picture -> {
            assertThat(picture.png().length).isBetween(5_000, 40_000);
            assertThat(letter.html())
                    .contains("cid:" + picture.name() + "@pvswatch")
                    .contains(picture.alt());
        });
    }

    @Test
    void whatIsCriticalSaysSo() throws Exception {
        assertThat(write(Map.of(), LetterSamples.trouble(Kind.SYSTEM_OFF, "open"))
                        .critical())
                .isTrue();
        assertThat(write(Map.of(), LetterSamples.trouble(Kind.SYSTEM_OFF, "resolved"))
                        .critical())
                .isFalse();
    }

    @Test
    void severalAreOneLetterTheMostSevereFirst() throws Exception {
        Letter letter = LetterSamples.all(history, Map.of()).get("zz-several");

        assertThat(letter.subject())
                .isEqualTo("Solar: circuit 2 is off, 3 panels not producing since Tue 6 Oct 10:15, and 2 more");
        assertThat(letter.text())
                .startsWith("3 things to know")
                .containsSubsequence("1. Circuit 2", "2. Panel", "3. The production meter", "* * *", "* * *");
        assertThat(letter.pictures()).extracting(Picture::name).doesNotHaveDuplicates();
        int size = letter.html().length()
                + letter.pictures().stream()
                        .mapToInt(picture -> picture.png().length)
                        .sum();
        assertThat(size).isLessThan(200_000);
    }

    @Test
    void theEndHasTheSubjectOfTheBeginningAndSaysTheOutcomeFirst() throws Exception {
        Letter letter = LetterSamples.all(history, Map.of()).get("zz-resolved");

        assertThat(letter.subject()).isEqualTo("Re: Solar: panel E00122107305203 not producing since Tue 6 Oct 10:15");
        assertThat(letter.thread()).isEqualTo("a");
        assertThat(letter.text()).startsWith("Panel E00122107305203 is back; it lost 6.8 kWh in 4 days\n");
        assertThat(letter.html())
                .contains("overflow:hidden;\">Panel E00122107305203 is back; it lost 6.8 kWh in 4 days</div>");
        assertThat(letter.text()).contains("Fri 9 Oct").doesNotContain("$", "ack ");
    }

    @Test
    void numbersAndDatesAreOfTheOwnersLanguage() throws Exception {
        Map<String, String> german =
                Map.of("letter.language", "de-DE", "letter.currency", "EUR", "tariff.import-per-kwh", "0.31");

        assertThat(write(german, LetterSamples.trouble(Kind.NOT_PRODUCING, "open"))
                        .text())
                .contains("Di. 6. Okt. 10:15", "0,34 kWh (0,11\u00a0€)", "1,1 hours");
        assertThat(write(Map.of("letter.temperature", "F"), LetterSamples.trouble(Kind.HOT, "open"))
                        .text())
                .contains("It reached 161 °F, at least 27 °F more");
    }

    @Test
    void theTimeInWhichNobodyWatchedIsBridgedByTheCounters() throws Exception {
        Letter letter = LetterSamples.all(history, Map.of()).get("zz-blind");

        assertThat(letter.subject()).isEqualTo("Solar: nobody watched from Tue 6 Oct 10:15 to Sat 10 Oct 08:45");
        assertThat(letter.text()).containsPattern("The panels made \\d+ kWh in it");
        assertThat(shown(letter.html())).contains("Not known are the power hour by hour");
    }
}
