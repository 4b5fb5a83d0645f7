package org.pvswatch.outlet;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvswatch.history.History;
import org.pvswatch.history.StoredPoll;
import org.pvswatch.own.Marks;
import org.pvswatch.reading.Sun;

/**
 * A system at PVOutput.org; word of the route {@code sink-pvoutput}. It begins with the oldest day that is taken there. At most
 * four requests each time it is told to look, so with a poll every five minutes never more than 48 of the 60 an hour;
 * and none when others have left few. Thread-safe.
 */
public final class PvOutput extends BatchOutlet {
    private static final String MARK = "sink-pvoutput";
    private static final int POLLS = 300;
    private static final int REQUESTS = 4;
    private static final int LEFT_TO_OTHERS = 5;
    private static final String AN_HOUR = "3600";
    private static final Pattern SENTENCE = Pattern.compile("^[A-Za-z ]{3,40} \\d{3}: [^<>]*");
    private static final Pattern NOT_STORED = Pattern.compile("(\\d{8},\\d\\d:\\d\\d),0(;|\\s*$)");

    private final String url;
    private final String system;
    private final Secret key;
    private final int days;
    private final ZoneId zone;
    private final Marks marks;
    private final History history;
    private final PvOutputRows rows;
    private final Clock clock;

    /** @param settings all settings in force; those called {@code pvoutput.*} count here */
    public PvOutput(Map<String, String> settings, Marks marks, History history, Sun sun, Clock clock, Outages outages) {
        super(
                "sink-pvoutput",
                !settings.get("pvoutput.system-id").isEmpty(),
                isDonor(settings) ? 100 : 30,
                REQUESTS,
                clock,
                outages);
        this.url = settings.get("pvoutput.url");
        this.system = settings.get("pvoutput.system-id");
        this.key = new Secret("pvoutput.key-file", settings.get("pvoutput.key-file"));
        this.days = isDonor(settings) ? 90 : 14;
        this.zone = ZoneId.of(settings.get("site.zone"));
        this.marks = marks;
        this.history = history;
        this.clock = clock;
        int minutes = Integer.parseInt(settings.get("pvoutput.minutes"));
        this.rows = new PvOutputRows(settings.get("site.id"), zone, minutes, history, sun);
    }

    private static boolean isDonor(Map<String, String> settings) {
        return "true".equals(settings.get("pvoutput.donor"));
    }

    @Override
    public String address() {
        return url + "/service/r2/addbatchstatus.jsp";
    }

    /** The API key. */
    public String key() {
        return key.get();
    }

    /** The id of the system. */
    public String system() {
        return system;
    }

    /** A form. */
    public String message(List<String> statuses) {
        return "data=" + URLEncoder.encode(String.join(";", statuses), StandardCharsets.UTF_8);
    }

    /**
     * What it said.
     *
     * @param statuses that were given out
     * @param status of its answer, {@code null} when there was none
     * @param remaining how many requests are left in this hour, text, may be {@code null}
     * @param reset when the next hour begins, Unix seconds as text, may be {@code null}
     * @param body of its answer
     */
    public synchronized void heard(List<String> statuses, Integer status, String remaining, String reset, String body)
            throws IOException {
        Duration untilReset = reset != null && reset.matches("\\d{1,12}")
                ? Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(reset)))
                : Duration.ZERO;
        boolean known = untilReset.compareTo(Duration.ZERO) > 0 && untilReset.compareTo(Duration.ofHours(2)) < 0;
        boolean exceeded = status != null && status == 403;
        String wait = known ? String.valueOf(untilReset.toSeconds() + 1) : AN_HOUR;
        answered(statuses, status, exceeded ? wait : null, body);
        if (known && remaining != null && remaining.matches("\\d{1,6}")) {
            if (Integer.parseInt(remaining) <= LEFT_TO_OTHERS) {
                rest(untilReset.plusSeconds(1));
            }
        }
    }

    @Override
    List<String> more() throws IOException, SQLException {
        Instant now = clock.instant();
        LocalDate oldest = now.atZone(zone).toLocalDate().minusDays(days - 1);
        if (marks.isNew(MARK)) {
            List<StoredPoll> all =
                    history.totalsBetween(oldest.atStartOfDay(zone).toInstant(), now.plusSeconds(1));
            if (all.isEmpty()) {
                return null;
            }
            marks.begin(MARK, all.stream().mapToLong(StoredPoll::seq).min().orElseThrow() - 1);
        }
        List<StoredPoll> polls = marks.polls(MARK, POLLS);
        return polls.isEmpty() ? null : rows.of(polls, oldest, now);
    }

    @Override
    void done() throws IOException {
        marks.done(MARK);
    }

    @Override
    Verdict verdict(int status, String body) {
        if (status < 300) {
            return NOT_STORED.matcher(body).find() ? Verdict.PARTLY : Verdict.TAKEN;
        }
        if (status >= 500
                || status == 408
                || status == 429
                || status == 403 && body.contains("Exceeded")
                || status == 400 && body.contains("Load in progress")) {
            return Verdict.LATER;
        }
        return status == 400 ? Verdict.REFUSED : Verdict.SETTINGS;
    }

    @Override
    String told(String body) {
        Matcher none = NOT_STORED.matcher(body);
        if (none.find()) {
            return "the status of " + none.group(1);
        }
        Matcher sentence = SENTENCE.matcher(body);
        return sentence.find() ? sentence.group() : "";
    }

    @Override
    String whatToDo() {
        return "look at pvoutput.system-id and the key";
    }

    @Override
    String words(String row) {
        return "the status '" + row + "'";
    }
}
