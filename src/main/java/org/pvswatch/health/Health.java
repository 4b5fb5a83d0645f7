package org.pvswatch.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.pvswatch.mail.Mailbox;
import org.pvswatch.supervisor.Supervisor;
import org.pvswatch.supervisor.Supervisors;

/**
 * What whoever watches the watcher is answered; word of the route {@code serve-health}. Live means that rounds of polls
 * end; ready that besides nothing of the owner's was left out. A PVS, a mail server or a network that is away changes
 * neither: a new start would mend none of them. Thread-safe.
 */
public final class Health {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WELL = 200;
    private static final int UNWELL = 503;
    private static final int NOT_FOUND = 404;

    private final Pulse pulse;
    private final Supervisors supervisors;
    private final Mailbox mailbox;
    private volatile List<String> leftOut = List.of();

    /**
     * @param supervisors which PVSs give no answer
     * @param mailbox what keeps letters
     */
    public Health(Pulse pulse, Supervisors supervisors, Mailbox mailbox) {
        this.pulse = pulse;
        this.supervisors = supervisors;
        this.mailbox = mailbox;
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param json the body
     */
    public record Answer(int status, String json) {}

    /** Files of the owner that are not in force. */
    public void leftOut(List<String> files) {
        leftOut = List.copyOf(files);
    }

    /** What is answered under a path: {@code /observe/health}, and {@code live} and {@code ready} below it. */
    public Answer of(String path) throws IOException {
        String asked = path.replaceFirst("^/observe/health/?", "");
        return switch (asked) {
            case "live" -> answer(List.of(polls()));
            case "ready" -> answer(List.of(polls(), configuration()));
            case "" -> answer(List.of(polls(), configuration(), pvs(), mail()));
            default -> new Answer(NOT_FOUND, "{}");
        };
    }

    /**
     * @param counts whether it decides
     * @param up whether it is well
     * @param words what there is to say, may be empty
     */
    private record Check(String name, boolean counts, boolean up, List<String> words) {}

    private Check polls() {
        List<String> words = new ArrayList<>();
        if (pulse.lastAt() != null) {
            words.add("last round ended " + pulse.lastAt().truncatedTo(ChronoUnit.SECONDS));
        }
        words.add("%d s ago, allowed are %d s"
                .formatted(pulse.since().toSeconds(), pulse.allowed().toSeconds()));
        return new Check("polls", true, pulse.isBeating(), words);
    }

    private Check configuration() {
        List<String> files = leftOut;
        return new Check(
                "configuration",
                true,
                files.isEmpty(),
                files.stream().map(file -> "left out: " + file).toList());
    }

    private Check pvs() {
        List<String> away = supervisors.inVain().stream().map(Supervisor::id).toList();
        return new Check(
                "pvs",
                false,
                away.isEmpty(),
                away.stream().map(id -> "no answer from " + id).toList());
    }

    private Check mail() throws IOException {
        return new Check("mail", false, !mailbox.isStuck(), mailbox.troubles());
    }

    private static Answer answer(List<Check> checks) throws JsonProcessingException {
        ObjectNode all = JSON.createObjectNode();
        boolean up = checks.stream().allMatch(check -> check.up() || !check.counts());
        all.put("status", up ? "UP" : "DOWN");
        ArrayNode list = all.putArray("checks");
        for (Check check : checks) {
            ObjectNode one = list.addObject().put("name", check.name()).put("status", check.up() ? "UP" : "DOWN");
            if (!check.words().isEmpty()) {
                check.words().forEach(one.putArray("data")::add);
            }
        }
        return new Answer(up ? WELL : UNWELL, JSON.writeValueAsString(all));
    }
}
