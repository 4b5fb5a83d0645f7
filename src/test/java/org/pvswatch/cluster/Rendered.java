package org.pvswatch.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Overlays as {@code kubectl kustomize} writes them. What it wrote when somebody last looked at it is kept in {@code
 * src/test/resources/k8s}, with the sum of the files it was made of, for machines without a kubectl.
 */
final class Rendered {
    private static final Path SOURCES = Path.of("k8s");
    private static final Path LOOKED_AT = Path.of("src/test/resources/k8s");
    private static final Path SEEN = Path.of("target/k8s");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KUSTOMIZE_WITH_COMPONENTS = 5;

    private Rendered() {}

    /** What somebody looked at, sum included. */
    static String lookedAt(String overlay) throws IOException {
        return Files.readString(LOOKED_AT.resolve(overlay + ".yaml"));
    }

    /** The first line of what is made of the files as they are. */
    static String sum() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.filter(file -> file.toString().matches(".*\\.(yaml|properties)"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList()) {
                digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return "# kubectl kustomize, of files with the sum "
                    + HexFormat.of().formatHex(digest.digest(), 0, 8) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What kubectl makes of the files as they are, if there is one that is new enough; also in {@code target/k8s}. */
    static Optional<String> fresh(String overlay) throws IOException, InterruptedException {
        String version;
        try {
            version = said("kubectl", "version", "--client");
        } catch (IOException e) {
            return Optional.empty();
        }
        String kustomize = version.replaceFirst("(?s).*Kustomize Version: v(\\d+)\\..*", "$1");
        if (!kustomize.matches("\\d+") || Integer.parseInt(kustomize) < KUSTOMIZE_WITH_COMPONENTS) {
            return Optional.empty();
        }
        Files.createDirectories(SEEN);
        String text = sum()
                + said(
                        "kubectl",
                        "kustomize",
                        SOURCES.resolve("overlays").resolve(overlay).toString());
        Files.writeString(SEEN.resolve(overlay + ".yaml"), text);
        return Optional.of(text);
    }

    /** The objects in a text. */
    static List<ObjectNode> objects(String text) {
        List<ObjectNode> objects = new ArrayList<>();
        Load load = new Load(LoadSettings.builder().build());
        load.loadAllFromString(text).forEach(object -> objects.add(JSON.valueToTree(object)));
        return objects;
    }

    /** What a program prints. */
    static String said(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
        return said;
    }
}
