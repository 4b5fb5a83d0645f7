package org.pvswatch.own;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pvswatch.settings.Settings;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The route files of the owner, checked: {@code config/routes/*.camel.yaml}, or the folder of the setting {@code
 * routes.own}, or one file of it. They are beside the shipped ones, so an upgrade never touches them.
 *
 * @param good those that can be loaded
 * @param problems every mistake in the others, in the order of files and lines
 * @param remarks mistakes that keep no file out
 */
public record OwnRoutes(List<Good> good, List<Problem> problems, List<Problem> remarks) {
    /** Setting of the folder. */
    public static final String FOLDER = "routes.own";

    /**
     * A file without a known mistake.
     *
     * @param path where it lies
     * @param routes ids of its routes
     * @param begins where they begin, with the settings put in
     * @param line where the first of them begins
     */
    public record Good(Path path, List<String> routes, List<String> begins, int line) {
        /** What is in it, each of its routes under a policy, this one where it names none. */
        public String text(String policy) {
            return RouteFile.read(path).text(policy);
        }
    }

    /** None at all. */
    public static final OwnRoutes NONE = new OwnRoutes(List.of(), List.of(), List.of());

    /** The folder of the settings, {@code null} when the setting is empty. */
    public static Path folder(Map<String, String> settings) {
        String folder = settings.getOrDefault(FOLDER, "")
                .replace("{{" + Settings.CONFIG_DIR + "}}", settings.get(Settings.CONFIG_DIR));
        return folder.isEmpty() ? null : Path.of(folder);
    }

    /**
     * Reads and checks them.
     *
     * @param settings all settings in force
     * @param shipped folder of the shipped routes
     */
    public static OwnRoutes of(Map<String, String> settings, Path shipped) throws IOException {
        Path folder = folder(settings);
        if (folder == null || !Files.exists(folder)) {
            return NONE;
        }
        List<RouteFile> files = Files.isDirectory(folder) ? House.files(folder) : List.of(RouteFile.read(folder));
        return files.isEmpty()
                ? new OwnRoutes(List.of(), List.of(), misnamed(folder))
                : checked(settings, shipped, folder, files);
    }

    /** Every mistake in the shipped files, which owners may edit too; only their shape is looked at. */
    public static List<Problem> shipped(Path folder) throws IOException {
        Shape shape = new Shape();
        List<Problem> problems = new ArrayList<>();
        for (RouteFile file : House.files(folder)) {
            if (file.problem() != null) {
                problems.add(file.problem());
            } else {
                problems.addAll(shape.problems(file));
            }
        }
        return problems;
    }

    /** Where each shipped route begins, by its id. */
    public static Map<String, String> begins(Map<String, String> settings, Path shipped) throws IOException {
        return House.of(settings, shipped).routes();
    }

    private static OwnRoutes checked(Map<String, String> settings, Path shipped, Path folder, List<RouteFile> files)
            throws IOException {
        Shape shape = new Shape();
        House house = House.of(settings, shipped);
        HouseRules rules = new HouseRules(
                house, files.stream().filter(file -> file.root() != null).toList());
        List<Good> good = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<Problem> remarks = new ArrayList<>();
        for (RouteFile file : files) {
            remarks.addAll(TextRules.renamed(file));
            List<Problem> found = new ArrayList<>();
            if (file.problem() != null) {
                found.add(file.problem());
            } else {
                found.addAll(shape.problems(file));
                if (file.root() instanceof SequenceNode) {
                    found.addAll(rules.problems(file));
                }
            }
            if (found.isEmpty()) {
                int line = file.routes().isEmpty()
                        ? 1
                        : RouteFile.line(file.routes().get(0));
                good.add(new Good(file.path(), ids(file), begins(file, settings), line));
            }
            found.stream().distinct().sorted((a, b) -> a.line() - b.line()).forEach(problems::add);
        }
        if (Files.isDirectory(folder)) {
            remarks.addAll(misnamed(folder));
        }
        return new OwnRoutes(good, problems, remarks);
    }

    private static List<String> ids(RouteFile file) {
        return file.routes().stream()
                .map(route -> RouteFile.scalar(RouteFile.at(route, "id")))
                .toList();
    }

    private static List<String> begins(RouteFile file, Map<String, String> settings) {
        return file.routes().stream()
                .map(route -> RouteFile.scalar(RouteFile.at(RouteFile.at(route, "from"), "uri")))
                .map(uri -> Endpoints.filled(uri, settings))
                .toList();
    }

    private static List<Problem> misnamed(Path folder) throws IOException {
        List<Problem> remarks = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            for (Path file : files) {
                if (!file.toString().endsWith(RouteFile.ENDING)) {
                    remarks.add(new Problem(file, 1, "this file is not read", "call it ..." + RouteFile.ENDING));
                }
            }
        }
        return remarks;
    }

    /** The first mistake of each file that has one. */
    public List<Problem> firsts() {
        Set<Path> seen = new HashSet<>();
        return problems.stream().filter(problem -> seen.add(problem.file())).toList();
    }

    /** Ids of all routes that will be loaded. */
    public Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        good.forEach(file -> ids.addAll(file.routes()));
        return ids;
    }
}
