package org.pvswatch.mqtt;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which devices were announced, on disk, so that those that are gone can be taken back after a restart too. */
final class Announced {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeSet<String>> TOPICS = new TypeReference<>() {};

    private final Path file;
    private Set<String> topics;

    Announced(Path file) {
        this.file = file;
    }

    /** Announced ones that are none any more. */
    List<String> gone(Set<String> wanted) throws IOException {
        return topics().stream().filter(topic -> !wanted.contains(topic)).toList();
    }

    /** One was announced, or taken back. */
    void note(String topic, boolean there) throws IOException {
        boolean changed = there ? topics().add(topic) : topics().remove(topic);
        if (changed) {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, JSON.writeValueAsString(topics));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Set<String> topics() throws IOException {
        if (topics == null) {
            topics = Files.exists(file) ? JSON.readValue(file.toFile(), TOPICS) : new TreeSet<>();
        }
        return topics;
    }
}
