package org.pvswatch.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvswatch.settings.Settings;

/** The shape of the route files: what a reader of one may expect of all. */
class RoutesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}]+)}}");
    private static final Pattern ENDPOINT = Pattern.compile("direct:([a-z-]+)\\b");
    private static final Pattern BEAN = Pattern.compile("ref: ([A-Za-z]+)|#bean:([A-Za-z]+)|bean:([A-Za-z]+)\\?");

    /** Given by the program, not by a settings file. */
    private static final Set<String> GIVEN = Set.of("data.dir", "config.dir");

    static Stream<Path> allFiles() throws IOException {
        return RouteFiles.all().stream();
    }

    static Stream<Path> routeFiles() throws IOException {
        return RouteFiles.withRoute().stream();
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void holdsOneRouteThatIsCalledLikeItsFileAndSaysWhatItDoes(Path file) throws IOException {
        assertThat(RouteFiles.items(file)).hasSize(1);
        Map<String, Object> route = RouteFiles.route(file);
        assertThat(route).containsEntry("id", RouteFiles.stem(file));
        assertThat((String) route.get("description")).matches("[A-Z][^\\n]{20,120}\\.");
        assertThat(route.get("routeConfigurationId"))
                .isIn("ask-errors", "record-errors", "mail-errors", "outlet-errors", "serve-errors");
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void beginsWithItsOwnNameAndStaysShort(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("# " + file.getFileName());
        if (!"beans".equals(RouteFiles.stem(file))) {
            assertThat(lines).hasSizeLessThanOrEqualTo(60);
        }
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void namesThePlaceholdersItNeedsAtItsTop(Path file) throws IOException {
        String text = Files.readString(file);
        String head = text.lines().takeWhile(line -> line.startsWith("#")).collect(Collectors.joining(" "));
        for (String key : placeholders(text)) {
            assertThat(head).as("the comment at the top of " + file).contains(key);
        }
    }

    @Test
    void usesEverySettingAndNoOther() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path file : RouteFiles.all()) {
            used.addAll(placeholders(Files.readString(file)));
        }
        used.removeAll(GIVEN);
        Set<String> settings = Settings.shipped().keySet().stream()
                .filter(
                        key -> !key.startsWith("camel.")
                                && !key.matches(
                                        "(fault|letter|tariff|alert|influx|mqtt|pvoutput(?!.pause)|routes)\\..*")) // those are given whole
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).isEqualTo(settings);
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void leavesDefaultsToTheSettingsFile(Path file) throws IOException {
        assertThat(placeholders(Files.readString(file))).noneMatch(key -> key.contains(":"));
    }

    @Test
    void everyEndpointHasARouteAndEveryRouteIsReached() throws IOException {
        Set<String> reached = new TreeSet<>();
        Set<String> offered = new TreeSet<>();
        for (Path file : RouteFiles.all()) {
            String text = Files.readString(file);
            String own = "uri: direct:" + RouteFiles.stem(file) + "\n";
            if (text.contains(own)) {
                offered.add(RouteFiles.stem(file));
            }
            Matcher endpoint = ENDPOINT.matcher(text.replace(own, ""));
            while (endpoint.find()) {
                reached.add(endpoint.group(1));
            }
        }
        reached.remove("ask"); // ask-${exchangeProperty.pvs.language}, ask-{{weather.service}}
        reached.addAll(Set.of("ask-legacy", "ask-varserver", "ask-open-meteo", "ask-openweathermap", "ask-nws"));
        Matcher sink = ENDPOINT.matcher(Settings.shipped().get("poll.sinks"));
        while (sink.find()) {
            reached.add(sink.group(1));
        }
        reached.add("replay-answer"); // from the command of that name
        reached.add("at-stop"); // from the program
        reached.add("find-town"); // from the command setup
        assertThat(reached).isEqualTo(offered);
    }

    @Test
    void wordsAreDeclaredInOneFileWithALineOfCommentEachAndAllAreUsed() throws IOException {
        List<String> lines = Files.readAllLines(RouteFiles.named("beans"));
        Set<String> declared = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("    - name: ")) {
                declared.add(lines.get(i).substring("    - name: ".length()));
                assertThat(lines.get(i - 1))
                        .as("the line above " + lines.get(i))
                        .matches("    # .+");
            }
        }
        Set<String> used = new TreeSet<>();
        for (Path file : RouteFiles.all()) {
            Matcher bean = BEAN.matcher(Files.readString(file));
            while (bean.find()) {
                used.add(Stream.of(bean.group(1), bean.group(2), bean.group(3))
                        .filter(name -> name != null)
                        .findFirst()
                        .orElseThrow());
            }
        }
        Settings.shipped().values().stream()
                .filter(value -> value.startsWith("#bean:"))
                .forEach(value -> used.add(value.substring("#bean:".length())));
        used.removeAll(Set.of("clock", "settings")); // given by the program
        used.add("marks"); // for routes of the owner
        assertThat(used).isEqualTo(declared);
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void leavesErrorsToThePolicies(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContain("onException", "doCatch", "errorHandler");
    }

    @Test
    void onlyOneRouteCanReachThePvsAndItCanOnlyGet() throws IOException {
        for (Path file : RouteFiles.all()) {
            String text = Files.readString(file);
            assertThat(text.contains("exchangeProperty.pvs.url}"))
                    .as(file.toString())
                    .isEqualTo("get-pvs".equals(RouteFiles.stem(file)));
            assertThat(text).doesNotContainPattern("(?i)\\b(post|put|delete|patch)\\b|set=");
        }
        assertThat(Files.readString(RouteFiles.named("get-pvs"))).contains("httpMethod: GET");
        assertThat(Files.readString(RouteFiles.named("get-weather"))).contains("httpMethod: GET");
    }

    private static Set<String> placeholders(String text) {
        Set<String> keys = new TreeSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            keys.add(placeholder.group(1));
        }
        return keys;
    }

    @Test
    void areAllInTheTableInTheOrderOfAMessage() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("routes/README.md")).stream()
                .filter(line -> line.startsWith("| ["))
                .toList();
        List<String> wanted = new ArrayList<>();
        for (Path file : RouteFiles.withRoute()) {
            String id = RouteFiles.stem(file);
            wanted.add("| [%s](%s.camel.yaml) | %s |"
                    .formatted(id, id, RouteFiles.route(file).get("description")));
        }
        assertThat(lines).containsExactlyInAnyOrderElementsOf(wanted);
    }
}
