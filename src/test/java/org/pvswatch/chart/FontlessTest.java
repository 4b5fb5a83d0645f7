package org.pvswatch.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine without a font; only a program of its own can be made to believe that. */
class FontlessTest {
    @TempDir
    private Path folder;

    /** Draws two charts and says how many pictures that gave. */
    public static void main(String[] arguments) {
        Charts charts = new Charts(Locale.US);
        long drawn = ChartSamples.all().entrySet().stream()
                .limit(2)
                .filter(each ->
                        charts.draw(each.getKey(), "alt", each.getValue()).isPresent())
                .count();
        System.out.println(drawn + " pictures");
    }

    @Test
    void lettersGoWithoutPicturesAndThatIsSaidOnce() throws Exception {
        Path none = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig/>");
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Xss256k",
                "-Duser.home=" + folder, // the JDK remembers fonts there
                "-cp",
                System.getProperty("java.class.path"),
                FontlessTest.class.getName());
        program.environment().put("FONTCONFIG_FILE", none.toString());
        Path said = folder.resolve("said");
        int status = program.redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();

        List<String> lines =
                Files.readString(said, StandardCharsets.UTF_8).lines().toList();
        assertThat(status).as("%s", lines).isZero();
        boolean hasFontconfig = System.getProperty("os.name").equals("Linux"); // other systems bring their own fonts
        assertThat(lines).last().isEqualTo(hasFontconfig ? "0 pictures" : "2 pictures");
        assertThat(lines.stream().filter(line -> line.contains("mails go without pictures")))
                .hasSize(hasFontconfig ? 1 : 0);
        assertThat(lines).hasSize(hasFontconfig ? 2 : 1);
    }
}
