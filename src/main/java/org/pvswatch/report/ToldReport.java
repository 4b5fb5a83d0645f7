package org.pvswatch.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pvswatch.mail.Letter;

/**
 * A report that was written, for whoever does more with it than to read it.
 *
 * @param site id of the site
 * @param period what it tells of: a month such as {@code 2026-10}, or a year such as {@code 2026}
 * @param at when it was due, UTC
 * @param subject one line that stands alone
 * @param text all of it as plain text
 * @param folder where its files lie
 * @param files their names: a page with its pictures in it, the same as plain text, and what is attached
 */
public record ToldReport(
        String site, String period, Instant at, String subject, String text, String folder, List<String> files) {
    private static final String ENDING = ".json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** Copies the list. */
    public ToldReport {
        files = List.copyOf(files);
    }

    static ToldReport of(String site, String period, Letter letter, Path folder) {
        List<String> files = new ArrayList<>(List.of(period + ".html", period + ".txt"));
        letter.attachments().forEach(attachment -> files.add(period + "-" + attachment.name()));
        return new ToldReport(site, period, letter.at(), letter.subject(), letter.text(), folder.toString(), files);
    }

    /** Its files themselves. */
    public List<File> paths() {
        return files.stream().map(name -> Path.of(folder, name).toFile()).toList();
    }

    /** Puts what is known of it beside its files. */
    void write() throws IOException {
        Reports.write(Path.of(folder).resolve(period + ENDING), JSON.writeValueAsBytes(this));
    }

    /**
     * The reports of a folder whose period ends after another, in that order; a year behind its December.
     *
     * @param after {@code ""} for all
     */
    public static List<ToldReport> after(String after, Path folder) throws IOException {
        List<ToldReport> reports = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9]*" + ENDING)) {
                for (Path file : files) {
                    String period = file.getFileName().toString().replace(ENDING, "");
                    if (order(period).compareTo(order(after)) > 0) {
                        reports.add(read(file));
                    }
                }
            }
        }
        reports.sort(Comparator.comparing(report -> order(report.period())));
        return reports;
    }

    private static ToldReport read(Path file) throws IOException {
        ToldReport told = JSON.readValue(Files.readAllBytes(file), ToldReport.class);
        String here = file.toAbsolutePath().getParent().toString(); // the folder may have been moved
        return new ToldReport(told.site, told.period, told.at, told.subject, told.text, here, told.files);
    }

    private static String order(String period) {
        return period.length() == 4 ? period + "-13" : period;
    }
}
