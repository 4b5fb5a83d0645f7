package org.pvswatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.history.History;
import org.pvswatch.incident.Kind;
import org.pvswatch.letter.Asides;
import org.pvswatch.mail.Attachment;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.MailServer;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.mail.Picture;
import org.pvswatch.pipeline.Watch;
import org.pvswatch.reading.Sun;
import org.pvswatch.settings.Settings;
import org.pvswatch.simulator.DirectPvs;
import org.pvswatch.simulator.FaultText;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;

/** Reports of a simulated house that was watched from 10 September until 1 November 2026, one panel dead since 11 October. */
class ReportsTest {
    private static final SiteModel SITE = SiteModel.VALLEY;
    private static final String FAULT = "dead:7@2026-10-11T10:15";
    private static final Pattern NUMBER = Pattern.compile("[−+±]?\\d[\\d,.:]*\\d%?|[−+±]?\\d%?");

    @TempDir
    static Path made;

    @TempDir
    Path data;

    @BeforeAll
    static void live() throws Exception {
        try (History history = new History(made.resolve("history.db").toString())) {
            LongHistory.fill(
                    history,
                    SITE,
                    LocalDate.of(2026, 9, 10),
                    LocalDate.of(2026, 11, 1),
                    List.of(FaultText.parse(FAULT, SITE.zone())),
                    List.of());
        }
    }

    @BeforeEach
    void copy() throws Exception {
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                Files.copy(file, data.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Settings settings() throws Exception {
        Map<String, String> given = new HashMap<>(LongHistory.settings(SITE));
        given.put(Settings.DATA_DIR, data.toString());
        given.put("tariff.import-per-kwh", "0.32");
        given.put("tariff.export-per-kwh", "0.08");
        return Settings.load(Path.of("config"), Map.of(), given);
    }

    private boolean workbook;

    private static Instant local(String dateTime) {
        return LocalDateTime.parse(dateTime).atZone(SITE.zone()).toInstant();
    }

    private Mailbox mailbox(Clock clock) throws Exception {
        return new Mailbox(
                data.resolve("mail").toString(),
                MailServer.of(settings().all()),
                "home",
                SITE.zone().getId(),
                clock);
    }

    private List<String> due(History history, String now) throws Exception {
        Clock clock = Clock.fixed(local(now), ZoneOffset.UTC);
        return reports(history, clock).due();
    }

    private Reports reports(History history, Clock clock) throws Exception {
        Map<String, String> all = settings().all();
        Sun sun = new Sun(all.get("site.latitude"), all.get("site.longitude"));
        return new Reports(all, sun, history, mailbox(clock), clock, all.get("report.cron"), 3, Asides.NONE, workbook);
    }

    private History history() {
        return new History(data.resolve("history.db").toString());
    }

    @Test
    void areDueFromEightOnTheFirstOnAndNotForEver() throws Exception {
        try (History history = history()) {
            assertThat(due(history, "2026-11-01T07:59:59")).containsExactly("2026-09");
            assertThat(due(history, "2026-11-01T08:00:00")).containsExactly("2026-09", "2026-10");
            assertThat(due(history, "2026-12-31T23:59:59")).containsExactly("2026-09", "2026-10", "2026-11");
            assertThat(due(history, "2027-01-01T08:00:00")).containsExactly("2026-10", "2026-11", "2026-12", "2026");
            assertThat(due(history, "2027-02-01T07:00:00")).containsExactly("2026-11", "2026-12", "2026");
        }
    }

    @Test
    void areToldOnceAndTheMailboxRemembersAlsoWithoutTheHistory() throws Exception {
        Clock clock = Clock.fixed(local("2026-11-14T10:00:00"), ZoneOffset.UTC); // it was off over the first
        try (Watch watch = new Watch(settings(), Path.of("routes"), clock)) {
            watch.start();
            watch.send("direct:report-due", null);
            watch.send("direct:report-due", null);
        }
        Mailbox mailbox = mailbox(clock);
        assertThat(mailbox.overview().lying().stream()
                        .filter(line -> line.subject().contains("2026"))
                        .map(Mailbox.Line::at))
                .containsExactly(local("2026-10-01T08:00:00"), local("2026-11-01T08:00:00"));
        assertThat(mailbox.knows("home.report.2026-10")).isTrue();
        assertThat(data.resolve("reports")).isDirectoryContaining("glob:**/2026-10.html");
        assertThat(Files.readString(data.resolve("reports/2026-10.html")))
                .contains("data:image/png;base64,")
                .doesNotContain("cid:");

        for (String name : List.of("history.db", "history.db-wal", "history.db-shm")) {
            Files.deleteIfExists(data.resolve(name));
        }
        try (History empty = history()) {
            assertThat(due(empty, "2026-11-14T10:00:00")).isEmpty();
        }
        copy();
        try (History again = history()) {
            assertThat(due(again, "2026-11-14T10:00:00")).isEmpty();
        }
    }

    @Test
    void areToldAfterAllWhenTheyEndedBetweenPageAndMailbox() throws Exception {
        Clock clock = Clock.fixed(local("2026-10-14T10:00:00"), ZoneOffset.UTC);
        Files.writeString(data.resolve("mail"), "in the way");
        try (Watch watch = new Watch(settings(), Path.of("routes"), clock)) {
            watch.start();
            watch.send("direct:report-due", null);
            assertThat(data.resolve("reports/2026-09.html")).exists();
            Files.delete(data.resolve("mail"));
            watch.send("direct:report-due", null);
            watch.send("direct:report-due", null);
        }
        assertThat(mailbox(clock).overview().lying()).hasSize(1);
        assertThat(mailbox(clock).knows("home.report.2026-09")).isTrue();
    }

    @Test
    void askedForGoOutAgain() throws Exception {
        try (History history = history()) {
            Clock first = Clock.fixed(local("2026-11-14T10:00:00"), ZoneOffset.UTC);
            Clock second = Clock.fixed(local("2026-11-14T10:00:01"), ZoneOffset.UTC);
            Letter one = reports(history, first).asked("2026-10");
            Letter two = reports(history, second).asked("2026-10");
            assertThat(one.id()).isEqualTo("home.report.2026-10.asked.20261114t180000z");
            assertThat(mailbox(first).put(one)).isTrue();
            assertThat(mailbox(first).put(two)).isTrue();
            assertThat(due(history, "2026-11-14T10:00:00")).contains("2026-10");
        }
    }

    /** What the simulated panels made is known exactly, and told by counters of 10 Wh. */
    @Test
    void agreeWithWhatTheHouseReallyMade() throws Exception {
        DirectPvs truth = new DirectPvs(SimulatorOptions.defaults()
                .withSite(SITE)
                .withSeed(5)
                .withClock(SimulatedClock.stepped(local("2026-09-10T00:00:00")))
                .withFaults(List.of(FaultText.parse(FAULT, SITE.zone()))));
        double[] begin = made(truth, "2026-10-01T00:00:00");
        double[] end = made(truth, "2026-11-01T00:00:00");
        MonthReport month;
        try (History history = history()) {
            Map<String, String> all = settings().all();
            Sun sun = new Sun(all.get("site.latitude"), all.get("site.longitude"));
            month = new MonthFigures(all, sun, history).of(YearMonth.of(2026, 10), local("2026-11-01T08:00:00"));
        }
        double site = 0;
        for (int i = 0; i < begin.length; i++) {
            double madeKwh = end[i] - begin[i];
            site += madeKwh;
            if (i != 6) { // the counter of the dead one is not heard any more
                assertThat(month.panels().get(i).energyKwh()).isCloseTo(madeKwh, within(0.1));
            }
        }
        assertThat(month.productionKwh()).isCloseTo(site, within(0.01 * site));
        assertThat(month.panels().get(6).shares().subList(12, 31)).containsOnly(0.0);
        assertThat(month.incidents())
                .filteredOn(incident -> incident.kind() == Kind.NOT_PRODUCING)
                .singleElement()
                .satisfies(incident -> assertThat(incident.subject())
                        .isEqualTo(truth.panelSerials().get(6)));
        assertThat(month.coverage().panelsJudged()).isEqualTo(24);
        assertThat(month.weather().days()).isGreaterThan(27);
        assertThat(month.weather().changePercent()).isBetween(-8.0, 4.0);
    }

    private static double[] made(DirectPvs truth, String moment) {
        return truth.madeUntil(local(moment)).madeKwh();
    }

    @Test
    void sayTheSameNumbersInBothFormsAndAreSmall() throws Exception {
        try (History history = history()) {
            Reports reports = reports(history, Clock.fixed(local("2027-01-02T10:00:00"), ZoneOffset.UTC));
            for (String period : List.of("2026-09", "2026-10", "2026-11", "2026")) {
                Letter letter = reports.asked(period);
                assertThat(numbers(visible(letter.html()))).as(period).isEqualTo(numbers(letter.text()));
                assertThat(letter.html().length()).as(period).isLessThan(60_000);
                int all = letter.html().length() + letter.text().length();
                for (Picture picture : letter.pictures()) {
                    all += picture.png().length * 4 / 3;
                }
                assertThat(all).as(period).isLessThan(600_000);
                assertThat(letter.pictures()).hasSizeLessThanOrEqualTo(6);
            }
            assertThat(reports.asked("2026-10").text()).contains("not producing", "$", "Judged were 24 of 24 panels");
            assertThat(reports.asked("2026-11").subject()).isEqualTo("Solar November 2026: nothing is known");
        }
    }

    private static TreeSet<String> numbers(String text) {
        TreeSet<String> numbers = new TreeSet<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            numbers.add(number.group());
        }
        return numbers;
    }

    /** What a person sees of a page, with what stands for its pictures. */
    private static String visible(String html) {
        String body = html.substring(html.indexOf("<body"));
        return body.replaceAll("<img[^>]*alt=\"([^\"]*)\"[^>]*>", " $1 ")
                .replaceAll("(?s)<td class=\"quiet\" valign=\"top\" width=\"24\".*?</td>", " ")
                .replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }

    @Test
    void haveAPageForTheMakerOfEachPanelThatEarnedOne() throws Exception {
        try (History history = history()) {
            Letter year = reports(history, Clock.fixed(local("2027-01-02T10:00:00"), ZoneOffset.UTC))
                    .asked("2026");
            assertThat(year.attachments()).singleElement().satisfies(page -> {
                assertThat(page.name()).matches("claim-e\\d+\\.html");
                assertThat(new String(page.bytes(), StandardCharsets.UTF_8))
                        .contains("Serial number of the inverter", "October 2026", "The 7 neighbours in 2026");
            });
            assertThat(year.text()).contains("too early to say how fast the site ages");
        }
    }

    @Test
    void bringTheWorkbookOnceAYearIfThatIsSet() throws Exception {
        workbook = true;
        try (History history = history()) {
            Reports reports = reports(history, Clock.fixed(local("2027-01-02T10:00:00"), ZoneOffset.UTC));
            assertThat(reports.asked("2026-12").attachments()).isEmpty();
            Attachment file = reports.asked("2026").attachments().stream()
                    .filter(each -> each.name().equals("workbook.xlsx"))
                    .findFirst()
                    .orElseThrow();
            List<String> parts = new ArrayList<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file.bytes()))) {
                for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                    parts.add(part.getName());
                }
            }
            assertThat(parts).contains("xl/workbook.xml", "xl/worksheets/sheet1.xml");
        }
    }
}
