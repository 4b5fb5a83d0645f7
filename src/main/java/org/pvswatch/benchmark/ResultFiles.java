package org.pvswatch.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pvswatch.fault.Notice;

/** Writes what a benchmark found. No field holds a comma. */
final class ResultFiles {
    static final String FAULTS = "site,seed,kind,subject,start,first_mail,wall_hours,sun_hours,outcome";
    private static final String MAILS = "site,seed,at,incident,kind,subject,event";
    private static final String LABELS = "site,seed,world,kind,subject,start,end,kwh_lost,owed";

    private final Path folder;

    ResultFiles(Path folder) {
        this.folder = folder;
    }

    void write(List<WorldRun.Result> results, String page) throws IOException {
        Files.createDirectories(folder);
        List<String> faults = new ArrayList<>(List.of(FAULTS));
        List<String> mails = new ArrayList<>(List.of(MAILS));
        List<String> labels = new ArrayList<>(List.of(LABELS));
        for (WorldRun.Result result : results) {
            String place = result.world().site() + "," + result.world().seed();
            for (Scoring.Scored scored : result.scored()) {
                if (isRow(scored)) {
                    faults.add(place + "," + fault(scored));
                }
                if (scored.label() != null) {
                    labels.add(place + "," + result.world().name() + ","
                            + label(scored.label(), result.lostKwh().get(scored.label())));
                }
            }
            for (Notice notice : result.notices()) {
                for (Notice.Item item : notice.items()) {
                    mails.add(place + "," + mail(notice, item));
                }
            }
        }
        Files.write(folder.resolve("faults.csv"), faults, StandardCharsets.UTF_8);
        Files.write(folder.resolve("mails.csv"), mails, StandardCharsets.UTF_8);
        Files.write(folder.resolve("labels.csv"), labels, StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("detection.md"), page, StandardCharsets.UTF_8);
    }

    /** What is no fault has a row only when it was taken for one, which is a false mail. */
    private static boolean isRow(Scoring.Scored scored) {
        return scored.label() == null || scored.label().kind().demand() != LabelKind.Demand.SILENCE;
    }

    private static String fault(Scoring.Scored scored) {
        Label label = scored.label();
        boolean timed = label != null && scored.firstMail() != null;
        return String.join(
                ",",
                label == null ? falseKind(scored.kind()) : scored.kind(),
                scored.subject(),
                label == null ? "" : label.start().toString(),
                scored.firstMail() == null ? "" : scored.firstMail().toString(),
                timed ? hours(Duration.between(label.start(), scored.firstMail())) : "",
                timed ? number(scored.sunHours()) : "",
                scored.outcome().name().toLowerCase(Locale.ROOT));
    }

    /** A false mail that a panel is dead counts against the dead. */
    private static String falseKind(String incident) {
        return incident.equals("not-producing") ? LabelKind.DEAD.toString() : incident;
    }

    private static String mail(Notice notice, Notice.Item item) {
        return String.join(",", notice.at().toString(), item.incident(), item.kind(), item.subject(), item.event());
    }

    private static String label(Label label, double lostKwh) {
        return String.join(
                ",",
                label.kind().toString(),
                label.subject(),
                label.start().toString(),
                label.end().toString(),
                number(lostKwh),
                label.kind().demand().name().toLowerCase(Locale.ROOT));
    }

    private static String hours(Duration time) {
        return number(time.toSeconds() / 3_600.0);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
