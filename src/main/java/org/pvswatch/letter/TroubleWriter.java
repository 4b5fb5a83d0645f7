package org.pvswatch.letter;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pvswatch.history.History;
import org.pvswatch.settings.Invocation;

/** Writes the part of a letter that is about one incident. */
final class TroubleWriter {
    private static final DateTimeFormatter OWNERS_FILE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    /** The end of an incident is that of the quarter-hour in which it was noticed. */
    private static final Duration AN_INTERVAL = Duration.ofMinutes(16);

    private final History history;
    private final String site;
    private final Templates templates;
    private final Words words;
    private final Pictures pictures;
    private final Bridge bridge;

    TroubleWriter(History history, String site, Templates templates, Words words) {
        this.history = history;
        this.site = site;
        this.templates = templates;
        this.words = words;
        this.bridge = new Bridge(history, site, words);
        this.pictures = new Pictures(history, site, words);
    }

    Saying say(Trouble trouble) {
        return Saying.of(trouble, templates, words);
    }

    /** What changed, in words that stand alone. */
    String headline(Trouble trouble, Saying saying, Instant at) {
        String since = " since " + words.since(trouble.since(), at);
        return switch (trouble.event()) {
            case "worse" -> "worse: " + saying.title() + since;
            case "reminder" -> "still open: " + saying.title() + since;
            case "resolved" ->
                saying.over()
                        + (trouble.lostKwh() == null
                                ? " after " + words.span(trouble.lasted(at))
                                : "; it lost " + words.energy(trouble.lostKwh()) + " in "
                                        + words.span(trouble.lasted(at)));
            default -> saying.title() + since;
        };
    }

    TroubleView write(Trouble trouble, Saying saying, String picture, Instant at) throws SQLException {
        boolean over = trouble.isOver();
        Week week = trouble.isOfOnePanel() ? Week.of(trouble, history, site, words, at) : new Week(List.of(), "");
        return new TroubleView(
                capital(headline(trouble, saying, at)),
                lead(trouble, saying, at),
                facts(trouble, at),
                over ? "" : saying.why(),
                over ? List.of() : saying.steps(),
                over ? "" : saying.falseAlarm(),
                trouble.isOfOnePanel() ? "Beside its neighbours" : "How it went",
                pictures.of(trouble, week, picture, at).orElse(null),
                week.isEmpty() ? null : week.table(words),
                over ? List.of() : saying.saw(),
                over ? List.of() : commands(trouble, at),
                trouble.row().id());
    }

    private String lead(Trouble trouble, Saying saying, Instant at) throws SQLException {
        if (trouble.isOver() && trouble.kind().equals("pvs-unreachable")) {
            return "Nothing was heard of it from %s to %s. %s"
                    .formatted(
                            words.since(trouble.since(), at),
                            words.since(end(trouble, at), at),
                            bridge.over(trouble.since(), end(trouble, at).minus(AN_INTERVAL)));
        }
        boolean again = trouble.row().openings() > 1 && !trouble.isOver();
        String often = again
                ? " It was over before and came back: this is its %s time."
                        .formatted(ordinal(trouble.row().openings()))
                : "";
        return switch (trouble.event()) {
            case "resolved" ->
                "It is over since %s and was well for a whole day. Nothing needs to be done."
                        .formatted(words.since(end(trouble, at), at));
            case "reminder" ->
                "Day %d. %s%s%s"
                        .formatted(
                                trouble.lasted(at).toDays() + 1,
                                saying.what(),
                                trouble.lostKwh() == null
                                        ? ""
                                        : " It has lost " + withMoney(trouble.lostKwh()) + " so far.",
                                often);
            case "worse" -> "It has become worse. " + saying.what() + often;
            default ->
                saying.what()
                        + often
                        + (trouble.row().resolvedAt() != null
                                ? " Meanwhile it is over, since "
                                        + words.since(trouble.row().resolvedAt(), at) + "."
                                : "");
        };
    }

    private List<Fact> facts(Trouble trouble, Instant at) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Since", words.since(trouble.since(), at)));
        if (trouble.isOver()) {
            facts.add(new Fact("Until", words.since(end(trouble, at), at)));
            facts.add(new Fact("It lasted", words.span(trouble.lasted(at))));
        } else {
            facts.add(new Fact("Sure since", words.since(trouble.row().openedAt(), at)));
        }
        if (trouble.lostKwh() != null) {
            facts.add(new Fact(trouble.isOver() ? "Lost" : "Lost so far", withMoney(trouble.lostKwh())));
        }
        if (!trouble.isOver() && trouble.monthKwh(at) != null) {
            facts.add(new Fact("In a month, if it stays", withMoney(trouble.monthKwh(at))));
        }
        return facts;
    }

    /** Energy, and what it is worth where a price is known. */
    String withMoney(Double kwh) {
        Double worth = words.worth(kwh);
        return words.energy(kwh) + (worth == null ? "" : " (" + words.money(worth) + ")");
    }

    private List<String> commands(Trouble trouble, Instant at) {
        String id = trouble.row().id();
        return List.of(
                Invocation.of("incidents ack " + id),
                Invocation.of("incidents snooze " + id),
                OWNERS_FILE.format(at.atZone(words.zone())) + " ack " + id);
    }

    private static Instant end(Trouble trouble, Instant at) {
        return trouble.row().resolvedAt() == null ? at : trouble.row().resolvedAt();
    }

    static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String ordinal(int number) {
        return switch (number) {
            case 2 -> "second";
            case 3 -> "third";
            default -> number + "th";
        };
    }
}
