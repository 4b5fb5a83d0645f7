package org.pvswatch.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.pvswatch.chart.Charts;
import org.pvswatch.history.History;
import org.pvswatch.letter.Asides;
import org.pvswatch.letter.Templates;
import org.pvswatch.letter.Words;
import org.pvswatch.mail.Attachment;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.mail.Picture;
import org.pvswatch.reading.Sun;
import org.pvswatch.settings.Settings;
import org.pvswatch.sheet.Workbook;
import org.pvswatch.sheet.XlsxFile;
import org.quartz.CronExpression;

/**
 * Which reports are due, and what is in them; word of the route {@code report-due}. A report is one that was put into the
 * mailbox under its own id, so that nothing but the mailbox needs to remember it. Thread-safe.
 */
public final class Reports {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final DateTimeFormatter ASKED =
            DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss'z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Map<String, String> settings;
    private final String site;
    private final ZoneId zone;
    private final int catchUpMonths;
    private final CronExpression cron;
    private final Path folder;
    private final History history;
    private final Mailbox mailbox;
    private final Clock clock;
    private final boolean workbook;
    private final MonthFigures months;
    private final YearFigures years;
    private final MonthLetter monthLetter;
    private final YearLetter yearLetter;

    /**
     * @param settings all settings in force, with the folders
     * @param sun over the site
     * @param history what reports are made from
     * @param mailbox that remembers which there were
     * @param clock decides what is over
     * @param cron when a month is told of, a Quartz cron in the zone of the site
     * @param catchUpMonths how far back a month may lie
     * @param asides said at the end of each
     * @param workbook whether the workbook goes with the year
     */
    public Reports(
            Map<String, String> settings,
            Sun sun,
            History history,
            Mailbox mailbox,
            Clock clock,
            String cron,
            int catchUpMonths,
            Asides asides,
            boolean workbook)
            throws ParseException {
        this.settings = settings;
        this.site = settings.get("site.id");
        this.zone = ZoneId.of(settings.get("site.zone"));
        this.catchUpMonths = catchUpMonths;
        this.cron = new CronExpression(cron);
        this.cron.setTimeZone(TimeZone.getTimeZone(zone));
        this.folder = Path.of(settings.get(Settings.DATA_DIR), "reports");
        this.history = history;
        this.mailbox = mailbox;
        this.clock = clock;
        this.workbook = workbook;
        this.months = new MonthFigures(settings, sun, history);
        this.years = new YearFigures(settings, months, history);
        Words words = new Words(settings);
        Templates templates = new Templates(Path.of(settings.get(Settings.CONFIG_DIR), "letters"), words, asides);
        Charts charts = new Charts(words.locale());
        this.monthLetter = new MonthLetter(words, templates, charts);
        this.yearLetter = new YearLetter(words, templates, charts);
    }

    /**
     * The months and years that are over, of which a day was watched from its beginning, and that nobody was told of yet.
     *
     * @return such as {@code 2026-12} and {@code 2026}, the oldest first; a year behind its December
     */
    public List<String> due() throws SQLException, IOException {
        Instant since = history.figures().watchedSince(site).orElse(null);
        if (since == null) {
            return List.of();
        }
        LocalDate firstDay = since.minusSeconds(1).atZone(zone).toLocalDate().plusDays(1);
        YearMonth current = YearMonth.from(clock.instant().atZone(zone));
        YearMonth month = YearMonth.from(firstDay);
        if (month.isBefore(current.minusMonths(catchUpMonths))) {
            month = current.minusMonths(catchUpMonths);
        }
        List<String> due = new ArrayList<>();
        for (; month.isBefore(current) && !tellsAt(month).isAfter(clock.instant()); month = month.plusMonths(1)) {
            addUnlessKnown(due, month.toString());
            boolean year = month.getMonthValue() == 12 && firstDay.isBefore(month.atDay(1));
            if (year) {
                addUnlessKnown(due, String.valueOf(month.getYear()));
            }
        }
        return due;
    }

    private void addUnlessKnown(List<String> due, String period) throws IOException {
        if (!mailbox.knows(id(period))) {
            due.add(period);
        }
    }

    /** The first time to tell after a month is over. */
    private Instant tellsAt(YearMonth month) {
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        Date next = cron.getNextValidTimeAfter(Date.from(end.minusMillis(1)));
        return next == null ? Instant.MAX : next.toInstant();
    }

    private String id(String period) {
        return site + ".report." + period;
    }

    /**
     * Writes a report, first into the folder of reports and then into the mailbox: what ends in between is done again. What
     * other programs and own routes should know of it lies beside it as {@code <period>.json}.
     *
     * @param period such as {@code 2026-10} or {@code 2026}
     * @return whether it was new
     */
    public boolean tell(String period) throws SQLException, IOException {
        Letter letter = letter(period);
        keep(letter, period, folder);
        ToldReport.of(site, period, letter, folder).write();
        return mailbox.put(letter);
    }

    /** The report of a month or a year as a letter. */
    public Letter letter(String period) throws SQLException, IOException {
        return written(period, id(period), tellsAt(lastMonth(period)));
    }

    /** The same, asked for by the owner: it has another id each second, so it is sent although it was already. */
    public Letter asked(String period) throws SQLException, IOException {
        Instant now = clock.instant();
        return written(period, id(period) + ".asked." + ASKED.format(now), now);
    }

    private Letter written(String period, String id, Instant at) throws SQLException, IOException {
        if (!isYear(period)) {
            return monthLetter.of(months.of(YearMonth.parse(period), clock.instant()), id, at);
        }
        Letter year = yearLetter.of(years.of(Year.parse(period).getValue(), clock.instant()), id, at);
        return workbook ? year.with(new Attachment("workbook.xlsx", XLSX, workbook())) : year;
    }

    private byte[] workbook() throws SQLException, IOException {
        return XlsxFile.bytes(Workbook.of(history, settings, false));
    }

    private static boolean isYear(String period) {
        return period.length() == 4;
    }

    private static YearMonth lastMonth(String period) {
        return isYear(period) ? Year.parse(period).atMonth(12) : YearMonth.parse(period);
    }

    /**
     * Writes a letter as files that can be opened anywhere: {@code <period>.html} with its pictures in it, {@code
     * <period>.txt}, and what is attached.
     *
     * @return the page
     */
    public static Path keep(Letter letter, String period, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path page = folder.resolve(period + ".html");
        write(page, selfContained(letter).getBytes(StandardCharsets.UTF_8));
        write(folder.resolve(period + ".txt"), letter.text().getBytes(StandardCharsets.UTF_8));
        for (Attachment attachment : letter.attachments()) {
            write(folder.resolve(period + "-" + attachment.name()), attachment.bytes());
        }
        return page;
    }

    static void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String selfContained(Letter letter) {
        String html = letter.html();
        for (Picture picture : letter.pictures()) {
            html = html.replace(
                    "cid:" + picture.name() + "@pvswatch",
                    "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png()));
        }
        return html;
    }
}
