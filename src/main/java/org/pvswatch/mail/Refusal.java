package org.pvswatch.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.pvswatch.archive.Redaction;
import org.pvswatch.mail.Reply.Stage;

/**
 * What a failed delivery means: whom it concerns, how long to leave it, and one sentence that an owner can act on. The first
 * row of the table that fits counts.
 *
 * @param name of the row, the same for the same trouble
 * @param concerns what else is of no use now
 * @param rest how long nothing is tried
 * @param advice what it is and what to do, as a sentence without its full stop
 */
record Refusal(String name, Concerns concerns, Rest rest, String advice) {
    /** Name of the row of a recipient who does not exist. */
    static final String NOBODY_THERE = "no-such-recipient";

    /** Before this program was written. */
    private static final Instant CLOCK_WAS_NEVER_SET = Instant.parse("2026-01-01T00:00:00Z");

    /** Whom a refusal concerns. */
    enum Concerns {
        SERVER,
        RECIPIENT,
        /** A recipient who will never get it. */
        NO_RECIPIENT,
        LETTER,
        /** A letter that may do without its pictures. */
        SIZE
    }

    /** How long nothing is tried. */
    enum Rest {
        /** One minute, then two, four ... sixty. */
        GROWING,
        HOUR,
        /** Or until a setting of the mail, or the password, changes. */
        DAY
    }

    private record Row(Set<Stage> stages, Pattern said, Refusal meaning) {
        boolean fits(Reply reply) {
            return stages.contains(reply.stage()) && said.matcher(reply.said()).find();
        }
    }

    private static final Set<Stage> ANY = Set.of(Stage.values());
    private static final Set<Stage> REPLIES =
            Set.of(Stage.GREETING, Stage.LOGIN, Stage.SENDER, Stage.RECIPIENT, Stage.LETTER);
    private static final Set<Stage> NO_REPLY = Set.of(Stage.CONNECTION);

    private static final List<Row> TABLE = List.of(
            row(
                    Set.of(Stage.LOGIN),
                    "^(there is no|the) password|is empty; write",
                    "password-missing",
                    Concerns.SERVER,
                    Rest.DAY,
                    "the password is not there"),
            row(
                    REPLIES,
                    "^534|[Aa]pplication-specific",
                    "app-password",
                    Concerns.SERVER,
                    Rest.DAY,
                    "it wants an app password instead of the usual one: turn on 2-step verification, make an app password in"
                            + " the account's security settings and write it, without spaces, into mail.password-file"),
            row(
                    REPLIES,
                    "^535 5\\.7\\.(139|3)\\b|^550 5\\.7\\.30|(?i)basic authentication",
                    "microsoft",
                    Concerns.SERVER,
                    Rest.DAY,
                    "Microsoft lets no program log in by password here: use another provider, such as Gmail or Fastmail, or"
                            + " a relay of your own; docs/mail.md says how"),
            row(
                    REPLIES,
                    "^454 4\\.7\\.0(?!.*[Tt]emporary)|^421 4\\.7\\.|(?i)too many (login|auth)",
                    "throttled",
                    Concerns.SERVER,
                    Rest.HOUR,
                    "it wants fewer questions; nothing to do, it is asked again in an hour"),
            row(
                    REPLIES,
                    "^530.*(?i:starttls)|(?i)must issue a STARTTLS",
                    "wants-starttls",
                    Concerns.SERVER,
                    Rest.DAY,
                    "it takes nothing without encryption: write mail.security=starttls"),
            row(
                    REPLIES,
                    "^530|(?i)authentication required",
                    "wants-login",
                    Concerns.SERVER,
                    Rest.DAY,
                    "it wants a login: set mail.user and mail.password-file"),
            row(
                    REPLIES,
                    "^4\\d\\d 4\\.7\\.0.*(?i:greylist)|^45[01].*(?i:greylist|grey list|graylist)",
                    "greylisted",
                    Concerns.RECIPIENT,
                    Rest.GROWING,
                    "it takes strangers only at the second try; nothing to do"),
            row(
                    Set.of(Stage.LOGIN),
                    "^4\\d\\d|(?i)temporar",
                    "login-later",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "it cannot check the login now; nothing to do, it is tried again"),
            row(
                    Set.of(Stage.LOGIN),
                    "(?i)no authentication mechanisms supported",
                    "login-not-offered",
                    Concerns.SERVER,
                    Rest.DAY,
                    "it offers no login by password here: use port 587 with mail.security=starttls, or leave mail.user empty"
                            + " for a relay without login"),
            row(
                    Set.of(Stage.LOGIN),
                    "",
                    "login",
                    Concerns.SERVER,
                    Rest.DAY,
                    "user or password is wrong or was revoked: write mail.user as the provider has it and a new app password"
                            + " into mail.password-file; no login is tried until one of them changes, or for a day"),
            row(
                    REPLIES,
                    "^550 5\\.4\\.5|(?i)(sending|daily) .*(limit|quota)",
                    "quota",
                    Concerns.SERVER,
                    Rest.DAY,
                    "the account has sent its fill for today; nothing to do, it is tried again tomorrow"),
            row(
                    REPLIES,
                    "^552 5\\.(3\\.4|2\\.3)|^523|(?i)too (large|big)|message size exceeds|size limit",
                    "too-large",
                    Concerns.SIZE,
                    Rest.DAY,
                    "the letter is too large for it; it is sent without pictures and attachments"),
            row(
                    REPLIES,
                    "^55[0-9] 5\\.7\\.(26|1|60|64)|^5.*(?i:relay(ing)? (access )?(denied|not permitted|not allowed)|unable to relay|relay access)",
                    "not-our-mail",
                    Concerns.SERVER,
                    Rest.DAY,
                    "it does not pass on our mail: mail.from must be the address of the login, and outside the house port 587"
                            + " with a login is needed, not 25"),
            row(
                    Set.of(Stage.SENDER),
                    "^5",
                    "sender",
                    Concerns.SERVER,
                    Rest.DAY,
                    "it refuses the sender: write the address that belongs to mail.user into mail.from"),
            row(
                    Set.of(Stage.RECIPIENT),
                    "^452 4\\.5\\.3|^4.*(?i:too many recipients)",
                    "too-many",
                    Concerns.RECIPIENT,
                    Rest.GROWING,
                    "it takes no more recipients now; nothing to do"),
            row(
                    Set.of(Stage.LETTER),
                    "^[45]\\d\\d [45]\\.2\\.2",
                    "mailbox-full",
                    Concerns.RECIPIENT,
                    Rest.GROWING,
                    "that mailbox is full: make room in it; the letter is kept until then"),
            row(
                    Set.of(Stage.RECIPIENT),
                    "^452|^[45]\\d\\d [45]\\.2\\.2|^422|^552",
                    "mailbox-full",
                    Concerns.RECIPIENT,
                    Rest.GROWING,
                    "that mailbox is full: make room in it; the letter is kept until then"),
            row(
                    Set.of(Stage.RECIPIENT),
                    "^4(?!21)",
                    "recipient-later",
                    Concerns.RECIPIENT,
                    Rest.GROWING,
                    "it does not take mail for that address now; nothing to do, it is tried again"),
            row(
                    Set.of(Stage.RECIPIENT),
                    "^5",
                    NOBODY_THERE,
                    Concerns.NO_RECIPIENT,
                    Rest.DAY,
                    "nobody gets mail at that address: write the right one into mail.to"),
            row(
                    Set.of(Stage.LETTER),
                    "^5",
                    "letter",
                    Concerns.LETTER,
                    Rest.DAY,
                    "it does not want this letter; perhaps it takes it for spam: allow the sender at the provider. It is kept"
                            + " and tried again in a day"),
            row(
                    REPLIES,
                    "^421",
                    "not-now",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "it has no time now; nothing to do, it is tried again"),
            row(REPLIES, "^4", "later", Concerns.SERVER, Rest.GROWING, "nothing to do, it is tried again"),
            row(
                    REPLIES,
                    "^5",
                    "refused",
                    Concerns.SERVER,
                    Rest.DAY,
                    "it refuses to talk to us: ask the provider why, or use another port or server"),
            row(
                    NO_REPLY,
                    "CertificateNotYetValid|NotBefore",
                    "clock-behind",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "its certificate is not valid yet by the clock of this machine: set the clock"),
            row(
                    NO_REPLY,
                    "CertificateExpired|NotAfter|certificate expired",
                    "certificate-expired",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "its certificate has expired by the clock of this machine: look whether the clock is right; if so, the"
                            + " server needs a new one"),
            row(
                    NO_REPLY,
                    "PKIX path|unable to find valid certification path|[Tt]rust anchor|self.signed",
                    "certificate-unknown",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "nobody this machine knows vouches for its certificate: is the name right, does a router look into the"
                            + " traffic? If the certificate is yours, write it as PEM into a file and name that in"
                            + " mail.ca-file"),
            row(
                    NO_REPLY,
                    "No subject alternative|No name matching|[Cc]an't verify identity",
                    "certificate-of-another",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "it shows the certificate of another name: write the name that the provider tells into mail.host"),
            row(
                    NO_REPLY,
                    "(?i)unsupported or unrecognized SSL|plaintext connection",
                    "begins-without-tls",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "it begins without encryption at this port: write mail.security=starttls, or mail.port=465 with tls"),
            row(
                    NO_REPLY,
                    "STARTTLS is required",
                    "no-starttls",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "it offers no STARTTLS at this port: write mail.port=465 with mail.security=tls, or none for a relay in"
                            + " this house"),
            row(
                    NO_REPLY,
                    "SSLHandshake|SSLException|TLS",
                    "tls",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "no encryption could be agreed on: look whether port and mail.security belong together (587 starttls,"
                            + " 465 tls)"),
            row(
                    NO_REPLY,
                    "UnknownHost",
                    "unknown-host",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "no machine is known by that name: look at mail.host, or at the Internet connection"),
            row(
                    NO_REPLY,
                    "Connection refused",
                    "connection-refused",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "nobody listens there: look at mail.host and mail.port, or wait until the server is back"),
            row(
                    NO_REPLY,
                    "(?i)timed out|timeout|NoRouteToHost|Network is unreachable",
                    "no-answer",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "there is no answer in time; if it lasts, look at the Internet connection and whether the provider"
                            + " blocks the port"),
            row(
                    ANY,
                    "",
                    "cut",
                    Concerns.SERVER,
                    Rest.GROWING,
                    "the connection broke off; nothing to do, it is tried again"));

    private static Row row(Set<Stage> stages, String said, String name, Concerns concerns, Rest rest, String advice) {
        return new Row(stages, Pattern.compile(said), new Refusal(name, concerns, rest, advice));
    }

    /** A file that cannot be read is left alone for a day. */
    static Refusal unreadable() {
        return new Refusal("unreadable", Concerns.LETTER, Rest.DAY, "");
    }

    /** What such a reply of such a server means at that time. */
    static Refusal of(Reply reply, MailServer server, Instant now) {
        for (Row row : TABLE) {
            if (row.fits(reply)) {
                return mended(row.meaning, reply, server, now);
            }
        }
        throw new IllegalStateException("the last row fits everything");
    }

    private static Refusal mended(Refusal meaning, Reply reply, MailServer server, Instant now) {
        boolean certificate = meaning.name.startsWith("certificate-") || meaning.name.equals("clock-behind");
        if (certificate && now.isBefore(CLOCK_WAS_NEVER_SET)) {
            return meaning.saying(
                    "clock-not-set", "the clock of this machine says " + now + ": set it, and its certificate will do");
        }
        boolean silent = Set.of("no-answer", "cut").contains(meaning.name) && reply.stage() == Stage.CONNECTION;
        if (silent && server.port() == 465 && !server.security().equals("tls")) {
            return meaning.saying(
                    "begins-with-tls", "port 465 begins with encryption: write mail.security=tls, or mail.port=587");
        }
        if (meaning.name.equals("password-missing")) {
            return meaning.saying(meaning.name, reply.said());
        }
        if (meaning.name.equals("login") && server.host().endsWith("gmail.com")) {
            return meaning.saying(
                    meaning.name,
                    "Gmail wants the full address as mail.user and an app password (16 letters, no"
                            + " spaces; a change of the account's password revokes it) in mail.password-file; no login is tried"
                            + " until one of them changes, or for a day");
        }
        return meaning;
    }

    private Refusal saying(String otherName, String otherAdvice) {
        return new Refusal(otherName, concerns, rest, otherAdvice);
    }

    /** The whole sentence. */
    String sentence(Reply reply, MailServer server, String recipient) {
        boolean ofOne = concerns == Concerns.RECIPIENT || concerns == Concerns.NO_RECIPIENT;
        String whom = ofOne ? " takes nothing for " + recipient : " does not take our mail";
        boolean words = reply.stage() != Stage.CONNECTION && !name.equals("password-missing");
        String quoted = words ? " (" + Redaction.quotable(reply.said()) + ")" : "";
        return server + whom + quoted + ": " + advice;
    }

    /** How long nothing is tried. @param failures in a row, from 1 */
    Duration restAfter(int failures) {
        return switch (rest) {
            case GROWING -> Duration.ofMinutes(Math.min(60, 1L << Math.min(failures - 1, 6)));
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
        };
    }
}
