package org.pvswatch.letter;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.pvswatch.archive.Redaction;
import org.pvswatch.fault.Notice;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;

/**
 * Gives one outlet the notices that it was not told yet, one after another. How far it was told is a file of its own, kept
 * durably after each, so what is told twice is at most the one that was under way when we died. The first time ever it
 * is told once what is open. That mail is not taken is told before all else. Thread-safe.
 */
public final class Teller {
    static final int LONGEST = 1000;

    private static final int MOST_LISTED = 6;

    /** Without news the mark is moved this seldom: the card counts writes. */
    private static final Duration MARK_MOVED_EVERY = Duration.ofDays(1);

    private final String site;
    private final Path mark;
    private final Unsaid unsaid;
    private final TroubleWriter writer;
    private final MailTrouble mail;
    private Told told;
    private Instant kept;
    private Telling pending;
    private Telling ofMail;
    private List<Trouble> pendingTroubles;

    Teller(String site, Path mark, History history, TroubleWriter writer, MailTrouble mail) {
        this.site = site;
        this.mark = mark;
        this.unsaid = new Unsaid(site, history);
        this.writer = writer;
        this.mail = mail;
    }

    /** What to tell now, the same until it is {@link #taken}; {@code null} when there is nothing. */
    public synchronized Telling next() throws IOException, SQLException {
        ofMail = mail.next();
        return ofMail == null ? nextNotice() : ofMail;
    }

    private Telling nextNotice() throws IOException, SQLException {
        Instant heard = unsaid.heardUntil();
        if (heard == null) {
            return null;
        }
        if (told == null) {
            told = Told.read(mark);
            kept = told == null ? null : told.until();
        }
        List<IncidentRow> rows = unsaid.incidents();
        if (told == null) {
            List<Trouble> open = Unsaid.open(rows);
            if (!open.isEmpty()) {
                return pending(site + ".alert.watching-begins", heard, open);
            }
            told = new Told(heard, new TreeMap<>());
        }
        for (Notice notice : together(unsaid.notices(told.until()))) {
            List<Trouble> news = Unsaid.news(notice, rows, told);
            if (!news.isEmpty()) {
                Notice.Item first = notice.items().get(0);
                return pending(AlertWriter.id(site, notice.at(), first.kind(), first.subject()), notice.at(), news);
            }
        }
        told = told.until(heard.isAfter(told.until()) ? heard : told.until());
        if (kept == null || Duration.between(kept, told.until()).compareTo(MARK_MOVED_EVERY) >= 0) {
            keep();
        }
        return null;
    }

    /** The outlet has it, or will never take it. */
    public synchronized void taken(Telling telling) throws IOException {
        if (telling == ofMail) {
            mail.taken(telling);
            ofMail = null;
            return;
        }
        if (telling != pending) {
            throw new IllegalStateException(telling.id() + " was not given out");
        }
        Told before = told == null ? new Told(telling.at(), new TreeMap<>()) : told;
        before.note(telling.id(), telling.title(), pendingTroubles, telling.at());
        told = before.until(telling.at());
        keep();
        pending = null;
    }

    private void keep() throws IOException {
        told.write(mark);
        kept = told.until();
    }

    /** The mark is a moment, so what is due at the same one is told together. */
    private static List<Notice> together(List<Notice> notices) {
        List<Notice> grouped = new ArrayList<>();
        for (Notice notice : notices) {
            int last = grouped.size() - 1;
            if (last >= 0 && grouped.get(last).at().equals(notice.at())) {
                List<Notice.Item> items = new ArrayList<>(grouped.get(last).items());
                items.addAll(notice.items());
                grouped.set(last, new Notice(notice.at(), items));
            } else {
                grouped.add(notice);
            }
        }
        return grouped;
    }

    private Telling pending(String id, Instant at, List<Trouble> troubles) {
        List<Telling.Item> items = new ArrayList<>();
        troubles.forEach(trouble -> items.add(item(trouble, at)));
        boolean over = troubles.stream().allMatch(Trouble::isOver);
        Trouble worst = troubles.stream()
                .filter(trouble -> over || !trouble.isOver())
                .max((a, b) -> Unsaid.severity(a.row()) - Unsaid.severity(b.row()))
                .orElseThrow();
        String more = items.size() == 1 ? "" : ", and " + (items.size() - 1) + " more";
        pendingTroubles = troubles;
        pending = new Telling(
                safe(id),
                site,
                at,
                worst.row().severity(),
                over,
                Redaction.safe("Solar: " + items.get(0).headline() + more),
                cut(items.size() == 1 ? alone(troubles.get(0), items.get(0)) : list(troubles, items)),
                items);
        return pending;
    }

    private Telling.Item item(Trouble trouble, Instant at) {
        Saying saying = writer.say(trouble);
        return new Telling.Item(
                safe(trouble.row().id()),
                trouble.kind(),
                safe(trouble.subject()),
                trouble.event(),
                trouble.row().severity(),
                trouble.since(),
                trouble.row().resolvedAt(),
                trouble.lostKwh(),
                safe(writer.headline(trouble, saying, at)),
                trouble.isOver()
                        ? List.of()
                        : saying.steps().stream().map(Teller::safe).toList());
    }

    private String alone(Trouble trouble, Telling.Item item) {
        if (trouble.isOver()) {
            return "Nothing needs to be done." + lost(trouble, " Lost: ");
        }
        String todo = item.steps().isEmpty() ? "" : "\nTo do: " + item.steps().get(0);
        return safe(writer.say(trouble).what()) + lost(trouble, "\nLost so far: ") + todo;
    }

    private String list(List<Trouble> troubles, List<Telling.Item> items) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < Math.min(items.size(), MOST_LISTED); i++) {
            lines.append(i == 0 ? "" : "\n")
                    .append(TroubleWriter.capital(items.get(i).headline()))
                    .append('.')
                    .append(troubles.get(i).isOver() ? "" : lost(troubles.get(i), " Lost so far: "));
        }
        items.stream().flatMap(item -> item.steps().stream()).findFirst().ifPresent(step -> lines.append("\nTo do: ")
                .append(step));
        return lines.toString();
    }

    private String lost(Trouble trouble, String before) {
        return trouble.lostKwh() == null ? "" : before + writer.withMoney(trouble.lostKwh()) + ".";
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, text.lastIndexOf(' ', LONGEST - 2)) + " …";
    }

    /** An incident of a meter has its serial in its id, whose end may be a password. */
    private static String safe(String text) {
        return Redaction.withoutSerialEnds(text, "hidden");
    }
}
