package org.pvswatch.replay;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.pvswatch.archive.Answers;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.StoredAnswer;
import org.pvswatch.history.History;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the archive has beyond history, in the order of time; word of the route {@code catch-up-history}. An answer that
 * was just archived is the last of it, and nearly always the only one. Thread-safe.
 *
 * <p>One round at a time: whoever comes while another is at it leaves his answer to that one. An answer that history could
 * not take is put back, ends the round and is the first of the next, so that nothing overtakes it.
 */
public final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger("catch-up-history");

    /** More are forgotten while history is closed, and read from the archive again. */
    private static final int MOST_AT_HAND = 100;

    private static final int MOST_TRIES = 12;

    private final Archive archive;
    private final History history;
    private final Clock clock;
    private final Duration weatherValid;
    private final Deque<RawAnswer> fresh = new ArrayDeque<>();
    private Answers behind;
    private Instant behindFrom;
    private boolean begun;
    private RawAnswer weatherThen;
    private final Deque<RawAnswer> ahead = new ArrayDeque<>();
    private RawAnswer given;
    private boolean givenIsLate;
    private boolean refused;
    private long refusals;
    private RawAnswer tried;
    private int tries;
    private Thread owner;
    private long lateAnswers;

    /**
     * @param archive the truth
     * @param history what is made from it
     * @param clock our own
     * @param weatherValidHours a weather answer is of use for so long
     */
    public Backlog(Archive archive, History history, Clock clock, int weatherValidHours) {
        this.archive = archive;
        this.history = history;
        this.clock = clock;
        this.weatherValid = Duration.ofHours(weatherValidHours);
    }

    /**
     * What history lacks, for one round.
     *
     * @param archived an answer that was just archived, or anything else
     * @return each answer once; empty when a round is under way already
     */
    public synchronized Iterator<RawAnswer> waiting(Object archived) throws IOException, SQLException {
        if (archived instanceof RawAnswer answer) {
            add(answer);
        }
        if (isOfAnother()) {
            return new Round(false, null);
        }
        if (!begun) {
            begin();
        }
        owner = Thread.currentThread();
        given = null;
        refused = false;
        lateAnswers = 0;
        return new Round(true, archived);
    }

    /** Whether another thread is at it, and perhaps stuck. */
    public synchronized boolean isOfAnother() {
        return owner != null && owner != Thread.currentThread() && owner.isAlive();
    }

    /** History could not take the answer given last: it is given again in the next round. */
    public synchronized void putBack() {
        refusals++;
        if (given != null) {
            ahead.addFirst(given);
            lateAnswers -= givenIsLate ? 1 : 0;
            given = null;
            refused = true;
        }
    }

    /** As {@link #putBack}, but one that history refuses again and again, for whatever reason, shall not stop all others. */
    public synchronized void putBackOrLeaveOut() {
        tries = given != null && given.equals(tried) ? tries + 1 : 1;
        tried = given;
        if (tries < MOST_TRIES) {
            putBack();
        } else if (given != null) {
            refusals++;
            LOG.warn("history refused {} {} times; it is left out, replay --again tries it anew", given.name(), tries);
        }
    }

    /** History has the answer given last; what fails from now on is not about it. */
    public synchronized void taken() {
        given = null;
    }

    /** How often history could not take something, whoever gave it. */
    public synchronized long refusals() {
        return refusals;
    }

    /** How many answers of the last round had waited. */
    public synchronized long lateAnswers() {
        return lateAnswers;
    }

    private void add(RawAnswer answer) {
        fresh.add(answer);
        if (fresh.size() > MOST_AT_HAND) {
            for (RawAnswer each : fresh) {
                forgetFrom(each.receivedAt());
            }
            fresh.clear();
        }
    }

    private void forgetFrom(Instant moment) {
        if (behindFrom == null || moment.isBefore(behindFrom)) {
            behindFrom = moment;
        }
    }

    /** After a start: what came after the last poll in history, and before it the weather in force then. */
    private void begin() throws IOException, SQLException {
        Instant last = history.span().map(History.Span::last).orElse(Instant.MIN);
        behind = archive.after(last);
        RawAnswer first = pull();
        Instant from = first == null ? clock.instant() : first.receivedAt();
        Optional<StoredAnswer> weather = archive.newest(RawAnswer.WEATHER, from.minus(weatherValid), from);
        weatherThen = weather.isPresent() ? read(weather.get()) : null;
        if (weatherThen != null) {
            ahead.add(weatherThen);
        }
        if (first != null) {
            ahead.add(first);
        }
        begun = true;
    }

    private RawAnswer pull() throws IOException {
        while (true) {
            if (behind == null && behindFrom != null) {
                behind = archive.after(behindFrom.minusMillis(1));
                behindFrom = null;
            }
            if (behind == null) {
                return fresh.poll();
            }
            StoredAnswer stored = behind.next();
            RawAnswer answer = stored == null ? null : read(stored);
            if (answer != null) {
                fresh.remove(answer);
                return answer;
            }
            if (stored == null) {
                behind.close();
                behind = null;
            }
        }
    }

    /** An answer of our archive, {@code null} when it cannot be had. */
    private RawAnswer read(StoredAnswer stored) throws IOException {
        try {
            return TimedAnswer.ofArchive(stored);
        } catch (NoSuchFileException e) {
            Optional<StoredAnswer> packed = archive.packed(stored.name()); // since the folder was listed
            return packed.isPresent() ? TimedAnswer.ofArchive(packed.get()) : null;
        } catch (IOException e) {
            LOG.warn("{} cannot be read, it is missing in history: {}", stored.where(), e.getMessage());
            return null;
        }
    }

    /** One way through what is waiting. */
    private final class Round implements Iterator<RawAnswer> {
        private final Object newest;
        private boolean mine;

        private Round(boolean mine, Object newest) {
            this.mine = mine;
            this.newest = newest;
        }

        @Override
        public boolean hasNext() {
            if (!mine) {
                return false;
            }
            synchronized (Backlog.this) {
                try {
                    if (ahead.isEmpty()) {
                        RawAnswer next = pull();
                        if (next != null) {
                            ahead.add(next);
                        }
                    }
                } catch (IOException e) {
                    LOG.warn("the archive cannot be read now, the next tick tries again: {}", e.getMessage());
                }
                if (ahead.isEmpty() || refused) {
                    mine = false; // whoever looks into it once more must not be handed another round's answer
                    owner = null;
                    return false;
                }
                return true;
            }
        }

        @Override
        public RawAnswer next() {
            synchronized (Backlog.this) {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                given = ahead.remove();
                givenIsLate = !given.equals(newest) && !given.equals(weatherThen);
                lateAnswers += givenIsLate ? 1 : 0;
                return given;
            }
        }
    }
}
