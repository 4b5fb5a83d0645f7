package org.pvswatch.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pvswatch.mail.Refusal.Concerns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps letters until the mail server has accepted them for every recipient; word of the route {@code send-mail} and of
 * whoever has something to tell. A letter is on disk, synced, when {@link #put} returns, and is given out one recipient
 * after another, oldest news first. Thread-safe, and safe with another process in the same folder.
 */
public final class Mailbox {
    /** Second word of the id of a letter that only tries the way. */
    public static final String TEST = "test";

    private static final Duration OLD_NEWS = Duration.ofHours(6);
    private static final Duration STILL_NEWS = Duration.ofDays(3);
    private static final Duration BETWEEN_WARNINGS = Duration.ofDays(1);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,180}");
    private static final Logger LOG = LoggerFactory.getLogger("mail");

    private final MailFiles files;
    private final MailServer server;
    private final LetterFormat format;
    private final OldNews oldNews;
    private final Clock clock;
    private final Rests rests = new Rests();
    private final Set<String> tooLarge = new HashSet<>();
    private final DeliveryNotes notes;
    private FileChannel lock;
    private Instant warnedAt = Instant.MIN;
    private final Map<String, String> troubles = new LinkedHashMap<>();

    /**
     * @param folder of the mail
     * @param server where it goes
     * @param house tells this house from every other; the same after a restart
     * @param zone of the house, an IANA name
     * @param clock decides when to try again
     */
    public Mailbox(String folder, MailServer server, String house, String zone, Clock clock) {
        this.files = new MailFiles(Path.of(folder));
        this.server = server;
        this.format = new LetterFormat("h" + digest(house) + ".pvs-watch.local", server);
        this.oldNews = new OldNews(ZoneId.of(zone));
        this.notes = new DeliveryNotes(files, server, rests);
        this.clock = clock;
    }

    /**
     * Keeps a letter durably, to be sent; without a mail server as a file that any mail program opens.
     *
     * @return whether it was new; one whose id is known already, waiting or sent, is not taken again
     * @throws IOException when it could not be kept
     */
    public synchronized boolean put(Letter letter) throws IOException {
        if (!ID.matcher(letter.id()).matches()) {
            throw new IllegalArgumentException("'" + letter.id() + "' is no id of a letter");
        }
        if (files.knows(letter.id())) {
            return false;
        }
        String name = Waiting.name(letter.at(), letter.id());
        Path file = server.isSet() ? files.inWaiting(name) : files.folder().resolve(name);
        files.write(file, format.bytes(letter, List.of()));
        if (!server.isSet()) {
            LOG.info("no mail server is set (mail.host), so the letter lies in {}", file);
        }
        return true;
    }

    /** Whether a letter was put here, whatever became of it since. */
    public synchronized boolean knows(String id) throws IOException {
        return files.knows(id);
    }

    /** What to hand to the server now, {@code null} when nothing waits or may be tried; to be followed by one of the next two. */
    public synchronized Parcel next() throws IOException {
        if (lock != null || !server.isSet() || !hasWork()) {
            return null;
        }
        Optional<FileChannel> held = files.lock();
        if (held.isEmpty()) {
            return null;
        }
        lock = held.get();
        Parcel found = null;
        try {
            found = found();
        } finally {
            if (found == null) {
                unlock();
            }
        }
        if (found == null) {
            warnIfStuck();
        }
        return found;
    }

    /** The server has taken it. */
    public synchronized void accepted(Parcel parcel) throws IOException {
        try {
            rests.over(parcel.recipient());
            rests.over(parcel.letter().id());
            rests.over(Rests.SERVER);
            if (troubles.containsKey(Rests.SERVER)) {
                LOG.info("{} takes mail again", server);
            }
            troubles.keySet()
                    .removeAll(Set.of(
                            Rests.SERVER, parcel.recipient(), parcel.letter().id()));
            notes.write(parcel.file(), notes.of(parcel.file()).accepted(parcel.recipient()));
            notes.finishWhatIsDone();
        } finally {
            unlock();
        }
    }

    /**
     * The server has not taken it, or nobody knows.
     *
     * @param parcel {@code null} when it did not come to one
     */
    public synchronized void refused(Parcel parcel, Throwable failure) throws IOException {
        if (parcel == null) {
            LOG.warn("{}: {}", files.folder(), failure.toString());
            return;
        }
        try {
            if (notes.of(parcel.file()).isDoneFor(parcel.recipient())) {
                LOG.warn(
                        "a letter was accepted, and that could not be noted ({}); make room on the disk",
                        failure.toString());
                return;
            }
            judge(parcel, failure);
        } finally {
            unlock();
        }
    }

    /** Whether letters are sent at all; otherwise they lie in files. */
    public boolean hasServer() {
        return server.isSet();
    }

    /** Whether mail has been waiting for more than six hours. */
    public synchronized boolean isStuck() throws IOException {
        return stuckSince().isPresent();
    }

    /** When the letter became news that waits for longest, if that is more than six hours ago. */
    public synchronized Optional<Instant> stuckSince() throws IOException {
        return server.isSet() ? oldestWaiting().filter(this::isOld).map(Waiting::at) : Optional.empty();
    }

    /** What keeps letters from being accepted, a sentence each; empty when nothing is known to. */
    public synchronized List<String> troubles() {
        return List.copyOf(troubles.values());
    }

    /**
     * A letter as a list shows it.
     *
     * @param at when it became news, UTC
     * @param subject its subject
     * @param file where it lies
     */
    public record Line(Instant at, String subject, Path file) {}

    /**
     * What there is, each oldest first.
     *
     * @param waiting to be sent
     * @param sent accepted by the server
     * @param lying to be opened, of a time without a server
     */
    public record Overview(List<Line> waiting, List<Line> sent, List<Line> lying) {}

    /** What there is. */
    public synchronized Overview overview() throws IOException {
        return new Overview(lines(files.waiting()), lines(files.sent()), lines(files.lying()));
    }

    private List<Line> lines(List<Waiting> letters) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Waiting each : letters) {
            lines.add(new Line(each.at(), subject(each), each.file()));
        }
        return lines;
    }

    private String subject(Waiting letter) {
        try {
            return LetterFormat.head(letter.file()).subject();
        } catch (IOException e) {
            return letter.id() + " (" + e.getMessage() + ")";
        }
    }

    private void judge(Parcel parcel, Throwable failure) throws IOException {
        Instant now = clock.instant();
        Reply reply = Reply.of(failure);
        LOG.debug("not taken", failure);
        Refusal refusal = Refusal.of(reply, server, now);
        String letter = parcel.letter().id();
        String what =
                switch (refusal.concerns()) {
                    case SERVER -> Rests.SERVER;
                    case RECIPIENT, NO_RECIPIENT -> parcel.recipient();
                    case LETTER, SIZE -> letter;
                };
        boolean firstTry = refusal.concerns() != Concerns.SIZE || !tooLarge.add(letter);
        boolean news = !firstTry || rests.rest(what, refusal, now);
        String sentence = refusal.sentence(reply, server, parcel.recipient());
        if (!news) {
            return;
        }
        troubles.put(what, sentence);
        if (!parcel.file().kind().equals(TEST)) { // who tests is told by the command
            LOG.warn("{}; letters that wait: {}", sentence, files.waiting().size());
        }
        if (refusal.concerns() == Concerns.NO_RECIPIENT) {
            notes.finishWhatIsDone();
        }
    }

    private boolean hasWork() throws IOException {
        return !files.waiting().isEmpty() || files.lying().stream().anyMatch(this::isStillNews);
    }

    private Parcel found() throws IOException {
        files.tidy();
        for (Waiting each : files.lying()) {
            if (isStillNews(each)) {
                files.enqueue(each);
            }
        }
        notes.finishWhatIsDone();
        Instant now = clock.instant();
        rests.under(server.fingerprint());
        if (rests.isResting(Rests.SERVER, now)) {
            return null;
        }
        List<Queued> queue = queue();
        for (Queued each : queue) {
            for (String recipient : server.recipients()) {
                boolean due = !each.progress.isDoneFor(recipient)
                        && !rests.isResting(recipient, now)
                        && !rests.isResting(each.head().id(), now);
                if (due) {
                    return parcel(each, recipient, queue);
                }
            }
        }
        return null;
    }

    /** A letter that waits and is not part of another that does. */
    private record Queued(Waiting file, LetterFormat.Head head, Progress progress) {
        boolean mayBeMerged() {
            return !progress.hasBegun() && OldNews.mayBeMerged(head);
        }
    }

    private List<Queued> queue() throws IOException {
        List<Queued> queue = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        for (Waiting each : files.waiting()) {
            try {
                LetterFormat.Head head = LetterFormat.head(each.file());
                covered.addAll(head.replaces());
                queue.add(new Queued(each, head, notes.of(each)));
            } catch (IOException e) {
                if (rests.rest(each.id(), Refusal.unreadable(), clock.instant())) {
                    LOG.warn("{} is left where it is: {}", each.file(), e.getMessage());
                }
            }
        }
        queue.removeIf(each -> covered.contains(each.head().id()));
        return queue;
    }

    private Parcel parcel(Queued first, String recipient, List<Queued> queue) throws IOException {
        List<Queued> together = queue.stream().filter(Queued::mayBeMerged).toList();
        Waiting file = first.file();
        Letter letter;
        List<String> replaces = first.head().replaces();
        if (together.size() > 1
                && together.contains(first)
                && isOld(together.get(0).file())) {
            letter = merged(together);
            replaces = together.stream().map(each -> each.head().id()).toList();
            Instant at = file.at(); // it takes their place in the queue
            file = new Waiting(files.inWaiting(Waiting.name(at, letter.id())), at, letter.id());
        } else {
            letter = format.read(Files.readAllBytes(file.file())).letter();
        }
        try {
            Letter sent = tooLarge.contains(letter.id()) ? LetterFormat.withoutPictures(letter) : letter;
            OutgoingMessage message = format.message(sent, List.of());
            Parcel parcel = new Parcel(letter, file, replaces, recipient, message);
            message.to(recipient, () -> leaves(parcel));
            return parcel;
        } catch (MessagingException e) {
            throw new IOException(
                    recipient + " or " + server.from() + " is no address of a mail: " + e.getMessage()
                            + "; mend mail.to or mail.from",
                    e);
        }
    }

    private Letter merged(List<Queued> together) throws IOException {
        List<Letter> letters = new ArrayList<>();
        int room = OldNews.ROOM_FOR_PICTURES;
        for (Queued each : together) {
            Letter letter = format.read(Files.readAllBytes(each.file().file())).letter();
            room -= letter.pictures().stream()
                    .mapToInt(picture -> picture.png().length)
                    .sum();
            letters.add(room < 0 ? LetterFormat.withoutPictures(letter) : letter);
        }
        return oldNews.merged(letters);
    }

    /** The server is about to take it: from now on it may have it, whatever happens. */
    private synchronized void leaves(Parcel parcel) throws IOException {
        if (!Files.exists(parcel.file().file())) {
            files.write(parcel.file().file(), format.bytes(parcel.letter(), parcel.replaces()));
        }
        notes.write(parcel.file(), notes.of(parcel.file()).begun(parcel.recipient()));
    }

    private Optional<Waiting> oldestWaiting() throws IOException {
        return files.waiting().stream().findFirst();
    }

    private boolean isOld(Waiting letter) {
        return letter.at().plus(OLD_NEWS).isBefore(clock.instant());
    }

    /** Of a time without a server: what lies there for longer has been there to be read. */
    private boolean isStillNews(Waiting letter) {
        return letter.at().plus(STILL_NEWS).isAfter(clock.instant())
                && !letter.kind().equals(TEST);
    }

    private void warnIfStuck() throws IOException {
        Instant now = clock.instant();
        Optional<Waiting> oldest = oldestWaiting().filter(this::isOld);
        if (oldest.isPresent() && (warnedAt == Instant.MIN || !now.isBefore(warnedAt.plus(BETWEEN_WARNINGS)))) {
            warnedAt = now;
            LOG.warn(
                    "mail waits since {}, {} letters; {}",
                    oldest.get().at(),
                    files.waiting().size(),
                    troubles.isEmpty() ? "nothing was tried yet" : String.join("; ", troubles.values()));
        }
    }

    private void unlock() throws IOException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    private static String digest(String house) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(house.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
