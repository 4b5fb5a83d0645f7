package org.pvswatch.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.pvswatch.find.SupervisorInfo;

/**
 * One PVS of the site as the conversation with it knows it: where it is, which language it speaks, its session, and when
 * it may be asked again. The exchange property {@code pvs} of the routes that talk to it. Thread-safe; its text form
 * shows neither serial nor session.
 */
public final class Supervisor {
    private static final Duration WEAR_PAUSE = Duration.ofHours(24).minusMinutes(1);

    private final String id;
    private final Language settled;
    private final Turn turn = new Turn();
    private List<String> addresses;
    private int address;
    private int addressesTried;
    private Language language;
    private SupervisorInfo info;
    private String serial;
    private String session;
    private int loginStatus;
    private boolean triedAnew;
    private boolean answered;
    private boolean leftAlone;
    private int notReached;
    private Instant wearAskedAt;

    /**
     * A PVS nobody talked to yet.
     *
     * @param id its name in archive and history
     * @param addresses base addresses to try, in order
     * @param settled the language by the settings, {@link Language#UNKNOWN} to find it out
     * @param serial the serial it must have, empty if not known
     */
    Supervisor(String id, List<String> addresses, Language settled, String serial) {
        this.id = id;
        this.addresses = List.copyOf(addresses);
        this.settled = settled;
        this.serial = serial;
        this.language = settled == Language.LEGACY ? settled : Language.UNKNOWN; // a login begins with a meeting
    }

    /** Its name in archive and history. */
    public String id() {
        return id;
    }

    /** Base address to ask at now, without a slash at the end. */
    public synchronized String url() {
        return addresses.get(address);
    }

    /** The language it speaks, as far as known. */
    public synchronized Language language() {
        return language;
    }

    /** Whether it gave a session that nothing is known against. */
    public synchronized boolean loggedIn() {
        return session != null;
    }

    /** Whether a login can be tried: its serial is known and the settings do not say that it needs none. */
    public synchronized boolean mayLogIn() {
        return !serial.isEmpty() && settled != Language.LEGACY;
    }

    /** The {@code Authorization} header of a login. A secret. */
    public synchronized String authorization() {
        return OwnerLogin.authorization(serial);
    }

    /** The {@code Cookie} header of its session. A secret. */
    public synchronized String cookie() {
        return "session=" + session;
    }

    /** Whether this poll asks it no more: it refused right after a login it had granted, or it says nothing at all. */
    public synchronized boolean leftAlone() {
        return leftAlone;
    }

    /** Its serial, empty if not known. A secret, because it ends with the password. */
    public synchronized String serial() {
        return serial;
    }

    /** What it last told about itself, {@code null} if nothing yet. */
    synchronized SupervisorInfo info() {
        return info;
    }

    synchronized int loginStatus() {
        return loginStatus;
    }

    synchronized boolean is(Language other) {
        return language == other;
    }

    /** The language of the settings, {@link Language#UNKNOWN} if it is to be found out. */
    Language settled() {
        return settled;
    }

    /** Takes its turn if it has come; a poll begins. */
    synchronized boolean takeTurn(Instant now, Duration pause) {
        if (!turn.take(now, pause)) {
            return false;
        }
        triedAnew = false;
        answered = false;
        leftAlone = false;
        addressesTried = 1;
        return true;
    }

    /** It gave devices; gives since when it had not, {@code null} if it just had. */
    synchronized Instant heard() {
        notReached = 0;
        return turn.heard();
    }

    /** Nobody was there; gives whether another of its addresses is worth a try in this poll. */
    synchronized boolean notReached() {
        turn.notReached();
        notReached++;
        session = null;
        if (addresses.size() > 1) {
            address = (address + 1) % addresses.size();
        }
        return addressesTried++ < addresses.size();
    }

    /** How many asks in a row reached nobody. */
    synchronized int timesNotReached() {
        return notReached;
    }

    synchronized void met(SupervisorInfo told) {
        info = told;
        serial = told.serial();
    }

    synchronized void speaks(Language found) {
        language = found;
    }

    synchronized void answeredLogin(String token, int status) {
        session = token;
        loginStatus = status;
    }

    /** Its session is good no more. */
    synchronized void loggedOut() {
        session = null;
    }

    /** Its session is in doubt; gives whether a fresh login is worth a try, true once in a poll. */
    synchronized boolean triesAnew() {
        boolean first = !triedAnew;
        triedAnew = true;
        return first;
    }

    /** It refused although it had just granted a login: no more questions in this poll. */
    synchronized void turnedAway() {
        session = null;
        leftAlone = true;
    }

    /** It answered a question, whatever it said. */
    synchronized void answered() {
        answered = true;
    }

    /** A question got no answer; if no other did either in this poll, it hangs as a whole. */
    synchronized void unanswered() {
        leftAlone = leftAlone || !answered;
    }

    synchronized void movedTo(String url) {
        addresses = List.of(url);
        address = 0;
        notReached = 0;
    }

    /** Whether the wear of its flash may be asked for; true at most once a day. */
    synchronized boolean wearIsDue(Instant now) {
        boolean due = wearAskedAt == null || now.isBefore(wearAskedAt) || !now.isBefore(wearAskedAt.plus(WEAR_PAUSE));
        if (due) {
            wearAskedAt = now;
        }
        return due;
    }

    @Override
    public synchronized String toString() {
        return id + " at " + url();
    }

    /** Whether it gave nothing when it was asked last. */
    synchronized boolean wasAskedInVain() {
        return turn.inVain() > 0;
    }
}
