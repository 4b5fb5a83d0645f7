package org.pvswatch.letter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code kinds.ftl} says of one incident.
 *
 * @param title what is wrong, without a beginning capital
 * @param over the same when it has ended
 * @param what the first sentence
 * @param why how sure it is, and why
 * @param steps what to do
 * @param falseAlarm what would make it none
 * @param saw the measurement it was opened on
 */
record Saying(
        String title, String over, String what, String why, List<String> steps, String falseAlarm, List<Fact> saw) {
    private static final String FILE = "kinds.ftl";

    static Saying of(Trouble trouble, Templates templates, Words words) {
        Map<String, Object> model = new HashMap<>();
        model.put("kind", trouble.kind());
        model.put("name", name(trouble, words));
        model.put("serial", trouble.subject());
        model.put("members", trouble.members().size());
        model.put("f", new TreeMap<>(trouble.evidence().figures())); // in the same order in every run
        String diagnosis = trouble.evidence().diagnosis();
        model.put("diagnosis", diagnosis == null ? "" : diagnosis);
        Map<String, List<String>> said = new HashMap<>();
        for (String line : templates.fill(FILE, model).lines().toList()) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                said.computeIfAbsent(line.substring(0, colon), key -> new ArrayList<>())
                        .add(line.substring(colon + 2).strip());
            }
        }
        return new Saying(
                one(said, "title"),
                one(said, "over"),
                one(said, "what"),
                one(said, "why"),
                said.getOrDefault("do", List.of()),
                one(said, "false"),
                said.getOrDefault("saw", List.of()).stream().map(Saying::fact).toList());
    }

    private static String one(Map<String, List<String>> said, String key) {
        return String.join(" ", said.getOrDefault(key, List.of()));
    }

    private static Fact fact(String line) {
        String[] parts = line.split(" \\| ", 2);
        return new Fact(parts[0], parts.length > 1 ? parts[1].strip() : "");
    }

    /** A device in words; the serial of a meter tells nobody anything, and its end may be a password. */
    private static String name(Trouble trouble, Words words) {
        return switch (trouble.kind()) {
            case "not-producing", "not-reporting", "underperforming", "intermittent", "hot", "shade-growth" ->
                "panel " + words.panel(trouble.subject());
            case "meter-off", "meter-wrong" ->
                trouble.subject().toLowerCase(Locale.ROOT).endsWith("c")
                        ? "the consumption meter"
                        : "the production meter";
            case "pvs-restarts", "pvs-storage", "pvs-unreachable" -> "the PVS " + trouble.subject();
            case "circuit-off" ->
                trouble.subject().startsWith("circuit")
                        ? trouble.subject().replace("circuit-", "circuit ")
                        : trouble.subject().equals("site") ? "the site" : "circuit " + trouble.subject();
            default -> trouble.subject();
        };
    }
}
