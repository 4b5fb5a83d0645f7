package org.pvswatch.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the Containerfile says of the image.
 *
 * @param home the working folder
 * @param user number of the user
 * @param program what is started
 * @param copied paths of the repository that are copied
 * @param there paths below home that are copied or made, each without a slash at its end
 */
record Image(Path home, long user, String program, List<String> copied, TreeSet<String> there) {
    private static final Pattern MADE = Pattern.compile("mkdir ([a-z -]+)");

    static Image of(Path containerfile) throws IOException {
        String text = Files.readString(containerfile).replaceAll("\\\\\n", " ");
        Path home = null;
        long user = 0;
        String program = null;
        List<String> copied = new ArrayList<>();
        TreeSet<String> there = new TreeSet<>();
        for (String line : text.split("\n")) {
            String[] words = line.trim().split("\\s+");
            switch (words[0]) {
                case "WORKDIR" -> home = Path.of(words[1]);
                case "USER" -> user = Long.parseLong(words[1].replaceFirst(":.*", ""));
                case "ENTRYPOINT" ->
                    program = new ObjectMapper()
                            .readValue(line.substring(words[0].length()), new TypeReference<List<String>>() {})
                            .get(0);
                case "COPY" -> {
                    copied.add(words[1]);
                    Path name = Path.of(words[1]).getFileName();
                    Path to = Path.of(words[2]).normalize();
                    there.add((words[1].endsWith("/") ? to : to.resolve(name)).toString());
                    there.add(to.toString());
                }
                case "RUN" ->
                    MADE.matcher(line)
                            .results()
                            .forEach(made ->
                                    there.addAll(List.of(made.group(1).trim().split(" +"))));
                default -> {}
            }
        }
        there.remove("");
        return new Image(home, user, program, copied, there);
    }
}
