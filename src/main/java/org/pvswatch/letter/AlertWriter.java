package org.pvswatch.letter;

import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pvswatch.archive.Redaction;
import org.pvswatch.mail.Letter;
import org.pvswatch.mail.Picture;

/** Writes one letter about one or several incidents. */
final class AlertWriter {
    private static final DateTimeFormatter OF_ID =
            DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss'z'", Locale.ROOT).withZone(java.time.ZoneOffset.UTC);
    private static final int MOST_PICTURES = 6;

    private final String site;
    private final Templates templates;
    private final TroubleWriter writer;

    AlertWriter(String site, Templates templates, TroubleWriter writer) {
        this.site = site;
        this.templates = templates;
        this.writer = writer;
    }

    /** Id of the letter that tells a notice. */
    static String id(String site, Instant at, String kind, String subject) {
        return "%s.alert.%s.%s-%s"
                .formatted(site, OF_ID.format(at), kind, subject)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]+", "-");
    }

    /**
     * @param id of the letter
     * @param troubles most severe first, at least one
     * @param told the talk about each incident so far
     */
    Letter write(String id, Instant at, List<Trouble> troubles, Told told) throws SQLException {
        List<Saying> sayings = new ArrayList<>();
        List<TroubleView> views = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        for (Trouble trouble : troubles) {
            Saying saying = writer.say(trouble);
            TroubleView view = writer.write(trouble, saying, "incident-" + (views.size() + 1), at);
            sayings.add(saying);
            views.add(pictures.size() < MOST_PICTURES ? view : without(view));
            if (view.picture() != null && pictures.size() < MOST_PICTURES) {
                pictures.add(view.picture());
            }
        }
        String first = writer.headline(troubles.get(0), sayings.get(0), at);
        String many = troubles.size() == 1 ? first : first + ", and " + (troubles.size() - 1) + " more";
        Told.Thread thread = thread(troubles, told);
        boolean follows = thread != null && isOneTalk(troubles, told);
        Rendered rendered = templates.render("alert", model(troubles, views, follows));
        return new Letter(
                id,
                at,
                thread == null ? null : thread.letter(),
                troubles.stream().anyMatch(Trouble::isCritical),
                Redaction.safe(follows ? "Re: " + thread.subject() : "Solar: " + many),
                withoutSecrets(rendered.text()),
                withoutSecrets(rendered.html()),
                pictures,
                List.of());
    }

    private Map<String, Object> model(List<Trouble> troubles, List<TroubleView> views, boolean follows) {
        TroubleView first = views.get(0);
        boolean alone = views.size() == 1;
        Map<String, Object> model = new HashMap<>();
        model.put("title", alone ? first.headline() : views.size() + " things to know");
        model.put("lead", alone ? first.lead() : "The most severe first.");
        // a follower has the subject of the first letter: what is new is what a list of mails shows behind it
        model.put("preheader", alone && follows ? first.headline() : alone ? first.lead() : list(views));
        model.put("tone", troubles.stream().allMatch(Trouble::isOver) ? "good" : "bad");
        model.put("kicker", "PVS Watch · " + site);
        model.put("troubles", views);
        return model;
    }

    /** An incident of a meter has its serial in its id, whose end may be a password. */
    private static String withoutSecrets(String text) {
        return Redaction.withoutSerialEnds(text, "hidden");
    }

    private static String list(List<TroubleView> views) {
        List<String> headlines = new ArrayList<>();
        views.forEach(view -> headlines.add(view.headline()));
        return String.join(". ", headlines) + ".";
    }

    /** The talk that the letter belongs to: that of its most severe incident that was told before. */
    private static Told.Thread thread(List<Trouble> troubles, Told told) {
        return troubles.stream()
                .map(trouble -> told.threads().get(trouble.row().id()))
                .filter(thread -> thread != null)
                .findFirst()
                .orElse(null);
    }

    /** Gmail keeps a talk together only while its subject is the same: so it stays, where all belongs to one talk. */
    private static boolean isOneTalk(List<Trouble> troubles, Told told) {
        Set<String> letters = new LinkedHashSet<>();
        for (Trouble trouble : troubles) {
            Told.Thread thread = told.threads().get(trouble.row().id());
            letters.add(thread == null ? "" : thread.letter());
        }
        return letters.size() == 1;
    }

    private static TroubleView without(TroubleView view) {
        return new TroubleView(
                view.headline(),
                view.lead(),
                view.facts(),
                view.why(),
                view.steps(),
                view.falseAlarm(),
                view.heading(),
                null,
                view.table(),
                view.saw(),
                view.commands(),
                view.id());
    }
}
