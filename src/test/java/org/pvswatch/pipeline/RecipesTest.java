package org.pvswatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recipe of {@code docs/customise.md} does what its cases say; what was seen lies in {@code target/recipes}. */
class RecipesTest {
    private static final Path RECIPES = Path.of("config/routes-examples");

    @TempDir
    private Path folder;

    static Stream<Path> recipes() throws IOException {
        try (Stream<Path> files = Files.list(RECIPES)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void doesWhatItsCasesSay(Path recipe) throws Exception {
        List<Path> cases = OwnCases.of(recipe);
        assertThat(cases).isNotEmpty();
        OwnCases runner = new OwnCases(Path.of("config"), Path.of("routes"));
        Map<Path, String> differences = new TreeMap<>();
        for (Path each : cases) {
            Path scratch = Files.createTempDirectory(folder, "case");
            OwnCases.Outcome outcome = runner.run(recipe, each, scratch);
            Path seen = Path.of("target/recipes").resolve(RECIPES.relativize(each));
            Files.createDirectories(seen.getParent());
            Files.writeString(seen, outcome.seen() + "\n");
            if (outcome.difference() != null) {
                differences.put(seen, outcome.difference());
            }
        }
        assertThat(differences).as("what was seen lies there").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void saysAtItsTopWhatItNeedsAndIsInTheTable(Path recipe) throws IOException {
        String text = Files.readString(recipe);
        String head = text.lines().takeWhile(line -> line.startsWith("#")).collect(Collectors.joining("\n"));
        assertThat(head).startsWith("# " + recipe.getFileName() + "\n");
        Stream.of(text.split("\\{\\{"))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf("}}")))
                .filter(key -> key.startsWith("own."))
                .forEach(key -> assertThat(head).contains(key));
        assertThat(Files.readString(Path.of("docs/customise.md")))
                .contains("`" + recipe.getFileName().toString().replace(".camel.yaml", "") + "`");
    }

    @Test
    void areAtLeastTen() throws IOException {
        assertThat(recipes()).hasSizeGreaterThanOrEqualTo(10);
    }
}
