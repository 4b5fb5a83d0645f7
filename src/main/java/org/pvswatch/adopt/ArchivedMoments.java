package org.pvswatch.adopt;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.ArchiveName;
import org.pvswatch.archive.RawAnswer;

/** When the archive has answers of a PVS, and when rows of the old script; looks at names only. Not thread-safe. */
final class ArchivedMoments {
    /**
     * How near an answer of the PVS must be to a row of the old script to take its place: half the time between our polls,
     * and more than the clock of a PVS usually is wrong.
     */
    static final Duration SAME_TIME = Duration.ofSeconds(150);

    private static final int DAYS_HELD = 4;

    private final Archive archive;
    private final Map<LocalDate, List<ArchiveName>> days = new LinkedHashMap<>();

    ArchivedMoments(Archive archive) {
        this.archive = archive;
    }

    /** Whether a PVS itself answered so near to a moment. */
    boolean answeredNear(Instant moment, Duration tolerance) throws IOException {
        return near(moment, tolerance).stream()
                .anyMatch(name -> name.httpStatus() == RawAnswer.OK
                        && !RawAnswer.WEATHER.equals(name.source())
                        && !name.source().startsWith(ImportSource.PREFIX));
    }

    /** The rows of the old script so near to a moment. */
    List<ArchiveName> rowsNear(Instant moment, Duration tolerance) throws IOException {
        return near(moment, tolerance).stream()
                .filter(name -> name.source().startsWith(ImportSource.PREFIX))
                .toList();
    }

    /** Notes an answer that has just been archived. */
    void add(RawAnswer answer) throws IOException {
        of(day(answer.receivedAt()))
                .add(new ArchiveName(answer.source(), answer.receivedAt(), null, answer.httpStatus()));
    }

    private List<ArchiveName> near(Instant moment, Duration tolerance) throws IOException {
        List<ArchiveName> near = new ArrayList<>();
        Instant first = moment.minus(tolerance);
        Instant last = moment.plus(tolerance);
        for (LocalDate day = day(first); !day.isAfter(day(last)); day = day.plusDays(1)) {
            for (ArchiveName name : of(day)) {
                if (!name.receivedAt().isBefore(first) && !name.receivedAt().isAfter(last)) {
                    near.add(name);
                }
            }
        }
        return near;
    }

    private List<ArchiveName> of(LocalDate day) throws IOException {
        List<ArchiveName> known = days.get(day);
        if (known == null) {
            known = new ArrayList<>(archive.on(day));
            if (days.size() == DAYS_HELD) {
                days.remove(days.keySet().iterator().next());
            }
            days.put(day, known);
        }
        return known;
    }

    private static LocalDate day(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
