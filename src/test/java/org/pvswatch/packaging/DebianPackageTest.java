package org.pvswatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the package is made of; that it can be installed is shown by {@code src/test/package/install-check.sh}. */
class DebianPackageTest {
    private static final Path DEB = Path.of("src/main/deb");
    private static final Path CONTROL = DEB.resolve("control");
    private static final List<String> FOLDERS = List.of("/var/lib/pvs-watch", "/var/cache/pvs-watch", "/etc/pvs-watch");

    @TempDir
    private Path root;

    private final Map<String, Path> folders = new LinkedHashMap<>();

    @BeforeEach
    void aLifeOfPackage() throws IOException {
        for (String folder : FOLDERS) {
            folders.put(folder, Files.createDirectories(Path.of(root + folder)));
        }
        Files.createDirectories(data().resolve("archive/2026"));
        Files.writeString(data().resolve("archive/2026/an-answer.json"), "{}");
        Files.writeString(data().resolve("history.db"), "");
        Files.writeString(data().resolve(".lock"), "");
    }

    @Test
    void everyFileThatThePomNamesIsThere() throws Exception {
        List<String> missing = new ArrayList<>();
        for (Element entry : entries()) {
            String source = text(entry, "src");
            if (!source.startsWith("${project.build.directory}") && !Files.exists(Path.of(source))) {
                missing.add(source);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(destinations())
                .contains("/usr/bin/pvs-watch", "/usr/share/pvs-watch/launch")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatLiesBelowEtcIsAConffileAndHoldsNoSetting() throws Exception {
        List<String> below =
                destinations().stream().filter(each -> each.startsWith("/etc/")).toList();
        assertThat(Files.readAllLines(CONTROL.resolve("conffiles"))).isEqualTo(below);
        assertThat(Files.readAllLines(DEB.resolve("application.properties"))).allMatch(line -> line.startsWith("#"));
        assertThat(Files.readString(DEB.resolve("application.properties")).hashCode())
                .as("setup writes into it: after any change each upgrade asks each owner which of the two to keep")
                .isEqualTo(1539540989);
    }

    @ParameterizedTest
    @ValueSource(strings = {"control/postinst", "control/prerm", "control/postrm", "pvs-watch", "../../../pvs-watch"})
    void theShellCanReadEveryScript(String script) throws Exception {
        assertThat(run(Map.of(), "sh", "-n", DEB.resolve(script).toString())).isEqualTo("0\n");
    }

    @Test
    void theUnitStartsWhatIsInstalledAsTheUserThatIsMade() throws Exception {
        List<String> unit = Files.readAllLines(DEB.resolve("pvs-watch.service"));
        assertThat(unit)
                .contains(
                        "Type=notify",
                        "NotifyAccess=all",
                        "User=pvs-watch",
                        "StateDirectory=pvs-watch",
                        "CacheDirectory=pvs-watch",
                        "RestartPreventExitStatus=2", // of Commands: wrong settings
                        "SuccessExitStatus=143",
                        "NoNewPrivileges=yes",
                        "ProtectSystem=strict")
                .doesNotContain("MemoryDenyWriteExecute=yes"); // no JVM starts with it
        String started = unit.stream()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow();
        assertThat(destinations()).contains(started.replaceFirst("ExecStart=(\\S+) run", "$1"));
        assertThat(Files.readString(CONTROL.resolve("postinst"))).contains("user=pvs-watch", "unit=pvs-watch.service");
    }

    @Test
    void removalAndUpgradeTakeNothingOfTheOwners() throws Exception {
        for (String argument : List.of("remove", "upgrade", "remove", "failed-upgrade", "abort-install", "disappear")) {
            assertThat(postrm(argument)).isEqualTo("0\n");
        }
        assertThat(names(data())).containsExactlyInAnyOrder("archive", "history.db", ".lock");
        assertThat(folders.get("/etc/pvs-watch")).exists();
    }

    @Test
    void purgeLeavesTheArchiveAndSaysSo() throws Exception {
        String said = postrm("purge");
        assertThat(said).startsWith("0\n").contains("sudo rm -r " + data());
        assertThat(names(data())).containsExactly("archive");
        assertThat(data().resolve("archive/2026/an-answer.json")).exists();
        assertThat(folders.get("/etc/pvs-watch")).doesNotExist();
        assertThat(postrm("purge")).isEqualTo(said);
    }

    @Test
    void purgeThatIsToldTakesTheArchiveToo() throws Exception {
        Files.writeString(data().resolve("purge-archive"), "");
        assertThat(postrm("purge")).isEqualTo("0\n");
        assertThat(data()).doesNotExist();
        assertThat(postrm("purge")).isEqualTo("0\n");
    }

    @Test
    void theWrapperStartsTheSameJvmAsTheLauncher() throws Exception {
        Path home = Files.createDirectories(root.resolve("share"));
        executable(home.resolve("launch"), Files.readString(Path.of("pvs-watch")));
        Path wrapper = executable(
                root.resolve("wrapper"),
                Files.readString(DEB.resolve("pvs-watch"))
                        .replace("/usr/share/pvs-watch", home.toString())
                        .replace("/var/cache/pvs-watch", root.resolve("nowhere").toString()));
        executable(
                Files.createDirectories(root.resolve("jvm/bin")).resolve("java"),
                "#!/bin/sh\nfor each in \"$@\"; do echo \"$each\"; done\n");
        String said = run(Map.of("JAVA_HOME", root.resolve("jvm").toString()), wrapper.toString(), "demo", "--once");
        assertThat(said.lines())
                .startsWith("0")
                .contains(
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-Dpvswatch.home=" + home,
                        "-Dpvswatch.data=pvs-watch-demo",
                        home + "/pvs-watch.jar")
                .endsWith("demo", "--once");
    }

    @Test
    void theFoldersOfAnInstallationAreTheDefault() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String said = run(
                Map.of(),
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dpvswatch.config=" + folders.get("/etc/pvs-watch"),
                "-Dpvswatch.data=" + data(),
                "org.pvswatch.PvsWatch",
                "incidents");
        assertThat(said).startsWith("2\n").contains(folders.get("/etc/pvs-watch") + "/application.properties");
    }

    private Path data() {
        return folders.get("/var/lib/pvs-watch");
    }

    private String postrm(String argument) throws Exception {
        String script = Files.readString(CONTROL.resolve("postrm"));
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            script = script.replaceAll(
                    "(?<=[ =])" + folder.getKey(), folder.getValue().toString());
        }
        Path tools = Files.createDirectories(root.resolve("tools")); // and nothing of this machine's systemd
        for (String tool : List.of("rm", "rmdir", "find")) {
            executable(tools.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin\nexec " + tool + " \"$@\"\n");
        }
        return run(
                Map.of("PATH", tools.toString()),
                executable(root.resolve("postrm"), script).toString(),
                argument);
    }

    /** Exit code and what was said. */
    private String run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        return process.waitFor() + "\n" + said;
    }

    private static Path executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> destinations() throws Exception {
        return entries().stream()
                .map(entry -> text(entry, "dst"))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static List<Element> entries() throws Exception {
        NodeList nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse("pom.xml")
                .getElementsByTagName("data");
        List<Element> entries = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            entries.add((Element) nodes.item(i));
        }
        assertThat(entries).isNotEmpty();
        return entries;
    }

    private static String text(Element entry, String name) {
        NodeList found = entry.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
