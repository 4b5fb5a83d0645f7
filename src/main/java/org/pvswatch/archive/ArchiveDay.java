package org.pvswatch.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the answers of a day lie: in the folder {@code 2026/11/21/}, one file each, and once the day is packed in
 * {@code 2026/11/2026-11-21.tar.xz}.
 *
 * @param root the archive folder
 * @param date the day, UTC
 */
record ArchiveDay(Path root, LocalDate date) {
    /** End of the name of a pack. */
    static final String PACK = ".tar.xz";

    /** End of the name of what is being written. */
    static final String PART = ".part";

    private static final int DEPTH = 3;
    private static final Pattern PLACE = Pattern.compile("(\\d{4})/(\\d\\d)/(?:(\\d\\d)|\\1-\\2-(\\d\\d)\\.tar\\.xz)");
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("uuuu/MM/dd");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu/MM/");

    /** The day of a moment. */
    static ArchiveDay of(Path root, Instant moment) {
        return new ArchiveDay(root, LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    /** All days that have a folder or a pack, in their order. */
    static List<ArchiveDay> in(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        TreeSet<LocalDate> dates = new TreeSet<>();
        try (Stream<Path> paths = Files.find(
                root, DEPTH, (path, any) -> any.isDirectory() || path.toString().endsWith(PACK))) {
            paths.forEach(path -> at(root, path).ifPresent(day -> dates.add(day.date())));
        }
        return dates.stream().map(date -> new ArchiveDay(root, date)).toList();
    }

    /** The day whose folder or pack has this path. */
    static Optional<ArchiveDay> at(Path root, Path path) {
        Matcher place = PLACE.matcher(root.relativize(path).toString().replace('\\', '/'));
        if (!place.matches()) {
            return Optional.empty();
        }
        String day = place.group(3) == null ? place.group(4) : place.group(3);
        try {
            return Optional.of(new ArchiveDay(
                    root,
                    LocalDate.of(
                            Integer.parseInt(place.group(1)),
                            Integer.parseInt(place.group(2)),
                            Integer.parseInt(day))));
        } catch (DateTimeException e) {
            return Optional.empty(); // digits that are no day
        }
    }

    /** Folder of its single files. */
    Path folder() {
        return root.resolve(FOLDER.format(date));
    }

    /** Its pack, which need not exist. */
    Path pack() {
        return root.resolve(MONTH.format(date) + date + PACK);
    }

    /** When it is over. */
    Instant end() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Its answers that lie in files of their own, in the order of their names; what is not ours is left out. */
    List<SingleAnswer> singles() throws IOException {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> holds(file.getFileName().toString()))
                    .sorted()
                    .map(SingleAnswer::new)
                    .toList();
        }
    }

    /** Its pack, if there is one. */
    List<Path> packs() {
        return Files.exists(pack()) ? List.of(pack()) : List.of();
    }

    /** Whether a file of this name is an answer of this day. */
    boolean holds(String fileName) {
        Instant at = ArchiveName.parse(fileName).receivedAt();
        return at != null
                && fileName.endsWith(ArchiveName.GZIP)
                && LocalDate.ofInstant(at, ZoneOffset.UTC).equals(date);
    }
}
