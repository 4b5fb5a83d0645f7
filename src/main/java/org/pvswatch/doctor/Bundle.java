package org.pvswatch.doctor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pvswatch.archive.Archive;
import org.pvswatch.archive.RawAnswer;
import org.pvswatch.archive.StoredAnswer;
import org.pvswatch.own.OwnRoutes;
import org.pvswatch.settings.Settings;

/** What a bug report needs, in one zip file without secrets. */
public final class Bundle {
    private static final int LOG_LINES = 500;
    private static final int MOST_FILES = 5000;
    private static final int LARGEST_OWN = 200_000;

    private final Installed installed;
    private final Mask mask;

    private Bundle(Installed installed) {
        this.installed = installed;
        this.mask = Mask.of(installed);
    }

    /**
     * Writes it.
     *
     * @param file to write, anew
     * @param findings of the doctor
     * @param log file with lines of a log, {@code null} for the journal of the service if there is one
     */
    public static void write(Path file, Installed installed, List<Finding> findings, Path log)
            throws IOException, InterruptedException {
        Bundle bundle = new Bundle(installed);
        Map<String, String> parts = new TreeMap<>();
        parts.put(
                "doctor.txt",
                findings.stream()
                        .map(each -> each.verdict() + "  " + each)
                        .collect(Collectors.joining("\n", "", "\n")));
        parts.put("versions.txt", versions());
        parts.put("settings.txt", bundle.settings());
        parts.put("files.txt", bundle.files());
        parts.put("log.txt", bundle.log(log));
        bundle.answers(parts);
        bundle.routes(parts);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry("pvs-watch/" + bundle.mask.text(part.getKey())));
                zip.write(bundle.mask.text(part.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    private static String versions() {
        String own = Bundle.class.getPackage().getImplementationVersion();
        return Stream.of(
                        "PVS Watch " + (own == null ? "of a build" : own),
                        "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
                        "%s %s, %s"
                                .formatted(
                                        System.getProperty("os.name"),
                                        System.getProperty("os.version"),
                                        System.getProperty("os.arch")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What is not as shipped; that a secret is set, and not what it is. */
    private String settings() {
        Map<String, String> shipped = Settings.shipped();
        Map<String, String> all = new TreeMap<>(
                installed.settings() == null
                        ? Settings.written(installed.config())
                        : installed.settings().all());
        return all.entrySet().stream()
                .filter(each -> !each.getValue().equals(shipped.get(each.getKey())))
                .map(each -> each.getKey() + "="
                        + (Mask.isSecret(each.getKey()) ? "(set)" : coarse(each.getKey(), each.getValue())))
                .collect(Collectors.joining("\n", "# what differs from the shipped settings\n", "\n"));
    }

    private static String coarse(String key, String value) {
        return key.matches("site\\.(latitude|longitude)") && value.contains(".") ? Mask.coarse(value) : value;
    }

    private String files() throws IOException {
        if (!Files.isDirectory(installed.data())) {
            return "there is no data folder yet\n";
        }
        StringBuilder list = new StringBuilder();
        try (Stream<Path> files = Files.walk(installed.data())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList()) {
                list.append("%,14d  %s%n".formatted(size(file), installed.data().relativize(file)));
            }
        } catch (UncheckedIOException e) {
            list.append("the rest cannot be read: ").append(e.getMessage()).append('\n');
        }
        return list.toString();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // gone meanwhile
        }
    }

    private String log(Path file) throws IOException, InterruptedException {
        List<String> lines;
        if (file != null) {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } else {
            lines = journal();
        }
        return lines.isEmpty()
                ? "no log was found; --log names one\n"
                : String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())) + "\n";
    }

    private static List<String> journal() throws IOException, InterruptedException {
        Path out = Files.createTempFile("pvs-watch-journal", ".txt");
        try {
            Process process = new ProcessBuilder(
                            "journalctl", "--unit", "pvs-watch", "--no-pager", "--lines", String.valueOf(LOG_LINES))
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of();
            }
            return process.exitValue() == 0 ? Files.readAllLines(out, StandardCharsets.ISO_8859_1) : List.of();
        } catch (IOException e) {
            return List.of(); // no journal here
        } finally {
            Files.deleteIfExists(out);
        }
    }

    /** The newest answer of each PVS and of the weather service, whatever its status. */
    private void answers(Map<String, String> parts) throws IOException {
        if (installed.settings() == null || !Files.isDirectory(installed.data().resolve("archive"))) {
            return;
        }
        Archive archive = new Archive(installed.data().resolve("archive").toString());
        List<String> sources = Stream.concat(DataCheck.ids(installed.settings()).stream(), Stream.of(RawAnswer.WEATHER))
                .toList();
        for (String source : sources) {
            Optional<StoredAnswer> newest = archive.newest(source, Instant.MIN, Instant.MAX);
            if (newest.isPresent()) {
                parts.put(
                        "answers/" + newest.get().name(),
                        new String(newest.get().bytes(), StandardCharsets.UTF_8));
            }
        }
    }

    private void routes(Map<String, String> parts) throws IOException {
        Path folder = installed.settings() == null
                ? installed.config().resolve("routes")
                : OwnRoutes.folder(installed.settings().all());
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            for (Path file : files) {
                parts.put(
                        "routes/" + file.getFileName(),
                        Files.size(file) > LARGEST_OWN
                                ? "too large to look through\n"
                                : mask.ofOwner(Files.readString(file, StandardCharsets.ISO_8859_1)));
            }
        }
    }
}
