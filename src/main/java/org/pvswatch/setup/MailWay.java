package org.pvswatch.setup;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How mail leaves: which server, and who logs in there. Source of the providers: their own help pages.
 *
 * @param host name of the server
 * @param port its port
 * @param security {@code starttls}, {@code tls} or {@code none}, as the port has it
 * @param user who logs in; empty for nobody
 */
public record MailWay(String host, int port, String security, String user) {
    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]*)(?::(\\d{1,5}))?(?:[\\s,]+(\\S+))?");
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final int RELAY = 25;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    private static final Map<String, String> SERVERS = Map.ofEntries(
            Map.entry("gmail.com", "smtp.gmail.com:587"),
            Map.entry("googlemail.com", "smtp.gmail.com:587"),
            Map.entry("fastmail.com", "smtp.fastmail.com:465"),
            Map.entry("fastmail.fm", "smtp.fastmail.com:465"),
            Map.entry("icloud.com", "smtp.mail.me.com:587"),
            Map.entry("me.com", "smtp.mail.me.com:587"),
            Map.entry("mac.com", "smtp.mail.me.com:587"),
            Map.entry("yahoo.com", "smtp.mail.yahoo.com:465"),
            Map.entry("aol.com", "smtp.aol.com:465"),
            Map.entry("gmx.net", "mail.gmx.net:587"),
            Map.entry("gmx.de", "mail.gmx.net:587"),
            Map.entry("gmx.com", "mail.gmx.com:587"),
            Map.entry("web.de", "smtp.web.de:587"),
            Map.entry("posteo.de", "posteo.de:465"),
            Map.entry("mailbox.org", "smtp.mailbox.org:465"),
            Map.entry("zoho.com", "smtp.zoho.com:465"));

    /** Microsoft lets no program log in by password there. */
    private static final Set<String> CLOSED = Set.of("outlook.com", "hotmail.com", "live.com", "msn.com");

    /** The server that an address of this domain is sent by; a guess where the provider is not known. */
    public static MailWay usual(String address) {
        String domain = domain(address);
        String server = SERVERS.getOrDefault(domain, "smtp." + domain + ":" + SUBMISSION);
        int colon = server.indexOf(':');
        int port = Integer.parseInt(server.substring(colon + 1));
        return new MailWay(server.substring(0, colon), port, security(port), address);
    }

    /** Whether its provider is known to take no password from a program. */
    public static boolean isClosed(String address) {
        return CLOSED.contains(domain(address));
    }

    /**
     * Reads {@code smtp.example.org}, {@code smtp.example.org:465 me@example.org} or {@code localhost:25}.
     *
     * @param address whose mail it is; logs in where no user is said and the port is none of a relay
     * @throws UnclearAnswerException when it is none of these
     */
    public static MailWay of(String answer, String address) throws UnclearAnswerException {
        Matcher found = SHAPE.matcher(answer.strip());
        int port = found.matches() && found.group(2) != null ? Integer.parseInt(found.group(2)) : SUBMISSION;
        if (!found.matches() || port < 1 || port > 65_535) {
            throw new UnclearAnswerException("'" + answer.strip()
                    + "' is no mail server; write its name, with a port and a user behind it where they are others, such as"
                    + " smtp.example.org:465 me@example.org");
        }
        String host = found.group(1).toLowerCase(Locale.ROOT);
        boolean relay = port == RELAY || THIS_MACHINE.contains(host) && found.group(3) == null;
        String user = found.group(3) != null ? found.group(3) : relay ? "" : address;
        return new MailWay(host, port, relay && user.isEmpty() ? "none" : security(port), user);
    }

    private static String security(int port) {
        return port == SUBMISSIONS ? "tls" : "starttls";
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
    }

    /** As an owner would write it. */
    @Override
    public String toString() {
        return host + ":" + port + (user.isEmpty() ? "" : " " + user);
    }
}
