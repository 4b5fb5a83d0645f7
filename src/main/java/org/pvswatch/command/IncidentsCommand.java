package org.pvswatch.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.pvswatch.fault.OwnerFile;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what is wrong, and takes down what the owner says of it. */
@Command(
        name = "incidents",
        description = {
            "List what is wrong, since when and what it costs; or say a word on it:",
            "ack ID, snooze ID (14 days), accept ID (the new normal), maintenance FROM TO [SERIAL],",
            "swap OLD NEW (a device in place of another), retire SERIAL.",
            "Words are kept as lines of incidents.txt in the config folder and taken in at the next judgement."
        })
final class IncidentsCommand implements Callable<Integer> {
    private static final Set<String> GOING_ON = Set.of("open", "acknowledged", "recovering");
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "What to say, as above; without it, list.")
    private List<String> words;

    @Option(names = "--all", description = "List also what is over, suspected, absorbed by another or accepted.")
    private boolean all;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, csv or json. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    /** How a list is printed. */
    enum Format {
        text,
        csv,
        json
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settingsOfData();
        if (words != null && !words.isEmpty()) {
            return say(settings);
        }
        List<IncidentRow> incidents;
        try (History history = history(settings)) {
            incidents = history.judgements().incidents(settings.get("site.id")).stream()
                    .filter(incident -> all || GOING_ON.contains(incident.state()))
                    .toList();
        }
        switch (format) {
            case csv -> printCsv(incidents, settings.zone());
            case json -> printJson(incidents);
            default -> printText(incidents, settings.zone());
        }
        return 0;
    }

    static History history(Settings settings) {
        return new History(
                settings.get("history.url"),
                settings.get("history.user"),
                settings.get("history.password-file"),
                settings.get(Settings.DATA_DIR) + "/history.db");
    }

    private int say(Settings settings) throws IOException {
        OwnerFile file = new OwnerFile(common.config().resolve("incidents.txt"), settings.zone());
        String rest = String.join(" ", words);
        String problem = OwnerFile.problem(rest, settings.zone());
        if (problem != null) {
            throw new ParameterException(spec.commandLine(), "'" + rest + "' is not understood: " + problem);
        }
        file.add(Instant.now(), rest);
        System.out.println(
                "Noted in " + common.config().resolve("incidents.txt") + "; it counts from the next judgement on");
        return 0;
    }

    private void printText(List<IncidentRow> incidents, ZoneId zone) throws IOException {
        PrintStream out = System.out;
        if (incidents.isEmpty()) {
            out.println(all ? "Nothing was ever wrong." : "Nothing is wrong.");
        }
        for (IncidentRow incident : incidents) {
            out.printf("%-12s %-16s %s%n", incident.state(), incident.kind(), incident.subject());
            out.printf("    since %s%s%n", WHEN.format(incident.since().atZone(zone)), until(incident, zone));
            String looksLike =
                    JSON.readTree(incident.evidence()).path("diagnosis").asText("");
            if (!looksLike.isEmpty() && !"null".equals(looksLike)) {
                out.println("    " + looksLike);
            }
            out.printf(Locale.ROOT, "    cost so far %.1f kWh; severity %s%n", incident.lostKwh(), incident.severity());
            out.printf("    id %s%n", incident.id());
        }
    }

    private static String until(IncidentRow incident, ZoneId zone) {
        String again = incident.openings() > 1 ? ", opened %d times".formatted(incident.openings()) : "";
        return incident.resolvedAt() == null
                ? again
                : ", over since " + WHEN.format(incident.resolvedAt().atZone(zone)) + again;
    }

    private static void printCsv(List<IncidentRow> incidents, ZoneId zone) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(new PrintWriter(System.out, false, StandardCharsets.UTF_8));
        csv.writeRecord(
                "Id", "Kind", "Subject", "State", "Severity", "Since", "Opened", "Resolved", "Openings", "Lost (kWh)");
        for (IncidentRow incident : incidents) {
            csv.writeRecord(
                    incident.id(),
                    incident.kind(),
                    incident.subject(),
                    incident.state(),
                    incident.severity(),
                    local(incident.since(), zone),
                    local(incident.openedAt(), zone),
                    local(incident.resolvedAt(), zone),
                    Integer.toString(incident.openings()),
                    "%.2f".formatted(incident.lostKwh()));
        }
        csv.flush();
    }

    private static String local(Instant moment, ZoneId zone) {
        return moment == null ? "" : LOCAL.format(LocalDateTime.ofInstant(moment, zone));
    }

    private static void printJson(List<IncidentRow> incidents) throws IOException {
        ArrayNode list = JSON.createArrayNode();
        for (IncidentRow incident : incidents) {
            ObjectNode node = list.addObject();
            node.put("id", incident.id());
            node.put("kind", incident.kind());
            node.put("subject", incident.subject());
            node.put("state", incident.state());
            node.put("severity", incident.severity());
            node.put("since", text(incident.since()));
            node.put("openedAt", text(incident.openedAt()));
            node.put("resolvedAt", text(incident.resolvedAt()));
            node.put("openings", incident.openings());
            node.put("lostKwh", incident.lostKwh());
            node.set("evidence", JSON.readTree(incident.evidence()));
            node.set("members", JSON.readTree(incident.members()));
            node.put("absorbedBy", incident.absorbedBy());
        }
        System.out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list));
    }

    private static String text(Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
