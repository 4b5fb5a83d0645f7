package org.pvswatch.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.find.FoundPvs;
import org.pvswatch.find.SupervisorInfo;
import org.pvswatch.reading.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PVSs of the site and what their answers mean for the conversation with them; word of the routes that ask. Says in
 * one line each what an owner wants to know: a firmware update, a refused login, a box that is unwell, that moved, that
 * is another one, or that answers again.
 */
public final class Supervisors {
    private static final Logger LOG = LoggerFactory.getLogger("supervisors");
    private static final Set<Integer> REFUSALS = Set.of(401, 403);
    private static final Set<Integer> SESSION_TROUBLE = Set.of(401, 403, 500);
    private static final String MATCH = "match=";

    /** After the first search of the network, the next ones wait for so many asks that reach nobody. */
    private static final int SEARCH_EVERY = 12;

    private final List<Supervisor> all;
    private final Etiquette etiquette;
    private final Serials serials;
    private final Clock clock;

    /**
     * The PVSs of the settings.
     *
     * @param ids their names, separated by commas
     * @param urls their addresses, likewise and in the same order; empty when there is no PVS
     * @param api the language they speak, or {@code auto}
     * @param folder where their serials are remembered
     * @param etiquette how often they may be asked
     * @param clock our clock
     */
    public Supervisors(String ids, String urls, String api, String folder, Etiquette etiquette, Clock clock) {
        this.etiquette = etiquette;
        this.clock = clock;
        this.serials = new Serials(Path.of(folder));
        Language settled = "auto".equals(api) ? Language.UNKNOWN : Language.valueOf(api.toUpperCase(Locale.ROOT));
        List<Supervisor> found = new ArrayList<>();
        String[] names = ids.split("\\s*,\\s*");
        String[] addresses = urls.split("\\s*,\\s*");
        for (int i = 0; i < names.length && !urls.isEmpty(); i++) {
            found.add(new Supervisor(names[i], Addresses.of(addresses[i]), settled, serials.of(names[i])));
        }
        this.all = List.copyOf(found);
    }

    /** Those whose turn has come; the poll of each begins. */
    public List<Supervisor> due() {
        Instant now = clock.instant();
        return all.stream()
                .filter(pvs -> pvs.takeTurn(now, etiquette.pause(pvs.language(), now)))
                .toList();
    }

    /** Those that gave a session which was not ended yet. */
    public List<Supervisor> withSession() {
        return all.stream().filter(Supervisor::loggedIn).toList();
    }

    /** The PVS at a host and port, by the addresses in use; empty if it is none of ours. */
    public Optional<Supervisor> at(String host, int port) {
        return all.stream().filter(pvs -> Addresses.at(pvs.url(), host, port)).findFirst();
    }

    /** The PVS of that name. */
    public Optional<Supervisor> named(String id) {
        return all.stream().filter(pvs -> pvs.id().equals(id)).findFirst();
    }

    /** It answered {@code supervisor/info}, perhaps with something else. */
    public void met(Supervisor pvs, String answer) {
        SupervisorInfo.of(answer).ifPresent(told -> {
            if (!pvs.serial().isEmpty() && !pvs.serial().equals(told.serial())) {
                LOG.warn(
                        "{} is another PVS than before ({} instead of {}); if it was not replaced, the address in"
                                + " pvs.url belongs to somebody else's",
                        pvs,
                        told.shownSerial(),
                        SupervisorInfo.shown(pvs.serial()));
            }
            pvs.met(told);
            try {
                serials.remember(pvs.id(), told.serial());
            } catch (IOException e) {
                LOG.warn(
                        "the serial of {} cannot be remembered ({}); it is asked for again at each start",
                        pvs,
                        e.getMessage());
            }
        });
    }

    /** It answered a login. */
    public void answeredLogin(Supervisor pvs, String answer, int status) {
        pvs.answeredLogin(OwnerLogin.session(answer), status);
        if (pvs.is(Language.VARSERVER) && !pvs.loggedIn()) {
            pvs.speaks(Language.UNKNOWN); // the next poll meets it anew
        }
        if (REFUSALS.contains(status)) {
            LOG.warn(
                    "{} refuses the login made from its own serial (HTTP {}); nothing to set here, restart the PVS if it"
                            + " lasts",
                    pvs,
                    status);
        }
    }

    /** Decides which language it speaks, by what it did and not by its build number. */
    public void settleLanguage(Supervisor pvs) {
        Language before = pvs.language();
        SupervisorInfo info = pvs.info();
        Language now = languageOf(pvs, info);
        pvs.speaks(now);
        if (now == before) {
            if (now == Language.LEGACY) {
                LOG.warn(
                        "{} refuses its device list although its firmware ({}) needs no login: the PVS is unwell, no"
                                + " password is wrong; a power cycle of the PVS mends it",
                        pvs,
                        info == null ? "unknown" : info.firmware());
            }
        } else if (before == Language.LEGACY) {
            LOG.warn(
                    "{} had its firmware updated ({}) and asks for a login now; it is asked in its new language ({})",
                    pvs,
                    info.firmware(),
                    now);
        } else if (now != Language.UNKNOWN) {
            LOG.info("{} is a {} with firmware {} and speaks {}", pvs, model(info), firmware(info), now);
        }
    }

    private static String model(SupervisorInfo info) {
        return info == null ? "PVS" : info.model();
    }

    private static String firmware(SupervisorInfo info) {
        return info == null ? "that it does not tell" : info.firmware();
    }

    private static Language languageOf(Supervisor pvs, SupervisorInfo info) {
        if (pvs.settled() != Language.UNKNOWN) {
            return pvs.serial().isEmpty() && pvs.settled() == Language.VARSERVER ? Language.UNKNOWN : pvs.settled();
        }
        if (pvs.loggedIn()) {
            return Language.VARSERVER;
        }
        if (info == null) {
            return pvs.language(); // it told nothing about itself, so nothing is decided
        }
        boolean refused = REFUSALS.contains(pvs.loginStatus());
        return info.expectsLogin() && refused ? Language.VARSERVER : Language.LEGACY;
    }

    /** Whether an open PVS suddenly wants a login. */
    public boolean wantsLogin(Supervisor pvs, RawAnswer answer) {
        return pvs.is(Language.LEGACY) && pvs.settled() == Language.UNKNOWN && REFUSALS.contains(answer.httpStatus());
    }

    /**
     * Whether a varserver refused a question, so that a fresh login is worth a try; true once in a poll. A quiet answer
     * without what was asked for may be a refusal too: without a session only the few open variables are shown.
     */
    public boolean refuses(Supervisor pvs, RawAnswer answer, String question) {
        pvs.answered();
        boolean quiet = answer.httpStatus() == RawAnswer.OK
                && question.startsWith(MATCH)
                && !answer.body().contains(question.substring(MATCH.length()));
        if (!quiet && !SESSION_TROUBLE.contains(answer.httpStatus())) {
            return false;
        }
        boolean triesAnew = pvs.triesAnew();
        if (!triesAnew) {
            noteRefusal(pvs, answer);
        }
        return triesAnew;
    }

    /** It was asked again after a fresh login; if it refuses still, that is all for this poll. */
    public void noteRefusal(Supervisor pvs, RawAnswer answer) {
        if (REFUSALS.contains(answer.httpStatus())) {
            pvs.turnedAway();
        }
    }

    /**
     * A request got no answer.
     *
     * @param pvs {@code null} when it was not a PVS that was asked
     */
    public void unanswered(Supervisor pvs) {
        if (pvs != null) {
            pvs.unanswered();
        }
    }

    /**
     * It gave an answer that nobody could read yet.
     *
     * @param pvs {@code null} when it was not a PVS that was asked
     */
    public void answered(Supervisor pvs) {
        if (pvs != null) {
            pvs.heard();
        }
    }

    /** Whether the wear of its flash may be asked for: at most once a day, since the question is heavy on some. */
    public boolean wearIsDue(Supervisor pvs) {
        return pvs.wearIsDue(clock.instant());
    }

    /** It ended the session. */
    public void loggedOut(Supervisor pvs) {
        pvs.loggedOut();
    }

    /** It gave devices. */
    public void heard(Snapshot snapshot) {
        named(snapshot.pvs()).ifPresent(pvs -> {
            Instant since = pvs.heard();
            if (since != null) {
                LOG.info(
                        "{} answers again, after {} min",
                        pvs,
                        Duration.between(since, clock.instant()).toMinutes());
            }
        });
    }

    /**
     * Nobody was there.
     *
     * @param pvs {@code null} when it was not a PVS that was asked
     * @return whether another of its addresses is worth a try now
     */
    public boolean hasAnotherAddress(Supervisor pvs) {
        return pvs != null && pvs.notReached();
    }

    /** Those that gave nothing when they were asked last. */
    public List<Supervisor> inVain() {
        return all.stream().filter(Supervisor::wasAskedInVain).toList();
    }

    /** Whether it is time to search the network for it. */
    public boolean isLost(Supervisor pvs) {
        int beyond = pvs == null ? -1 : pvs.timesNotReached() - etiquette.searchAfter();
        return etiquette.searchAfter() > 0
                && beyond >= 0
                && beyond % SEARCH_EVERY == 0
                && !pvs.serial().isEmpty();
    }

    /** Takes the address at which a lost PVS was found. */
    public void foundAgain(Supervisor pvs, Optional<FoundPvs> found) {
        found.ifPresent(where -> {
            LOG.warn("{} answers at {} now; set pvs.url to that", pvs, where.url());
            pvs.movedTo(where.url().toString());
        });
    }

    /** A wait before a poll, the same for all polls of this run so that they stay evenly apart. */
    public long jitterMs() {
        return etiquette.jitterMs();
    }
}
