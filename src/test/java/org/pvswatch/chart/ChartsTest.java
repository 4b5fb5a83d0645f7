package org.pvswatch.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvswatch.mail.Picture;

class ChartsTest {
    private final Charts charts = new Charts(Locale.US);

    static Stream<String> names() {
        return ChartSamples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isDrawnAtTwiceItsSizeAndSmallAndAlwaysTheSame(String name) throws Exception {
        Chart chart = ChartSamples.all().get(name);

        Picture picture = charts.draw(name, "what it says", chart).orElseThrow();

        var image = ImageIO.read(new ByteArrayInputStream(picture.png()));
        assertThat(image.getWidth()).isEqualTo(2 * picture.widthPx()).isEqualTo(1120);
        assertThat(image.getHeight()).isEqualTo(2 * picture.heightPx());
        assertThat(image.getColorModel().hasAlpha()).isFalse();
        assertThat(picture.png().length).isLessThan(name.equals("heat-large") ? 64_000 : 40_000);
        byte[] again = new Charts(Locale.US)
                .draw(name, "what it says", chart)
                .orElseThrow()
                .png();
        assertThat(Arrays.equals(again, picture.png())).isTrue();
        Files.createDirectories(Path.of("target/letters"));
        Files.write(Path.of("target/letters/" + name + ".png"), picture.png());
    }
}
