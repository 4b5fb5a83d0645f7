package org.pvswatch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTextTest {
    @Test
    void changesTheLineOfAKeyAndNothingElse() {
        String before = "# mine\r\n\r\n  pvs.url = http://old  \r\n#pvs.url=no\r\nown.x: 1\r\nsite.zone";
        assertThat(new SettingsText(before)
                        .with(Map.of("pvs.url", "http://new", "site.zone", "UTC"))
                        .text())
                .isEqualTo("# mine\r\n\r\npvs.url=http://new\r\n#pvs.url=no\r\nown.x: 1\r\nsite.zone=UTC");
    }

    @Test
    void aNewKeyGoesToTheEnd() {
        assertThat(new SettingsText("a=1").with(Map.of("b", "2")).text()).isEqualTo("a=1\n\nb=2\n");
        assertThat(new SettingsText("").with(Map.of("b", "2")).text()).isEqualTo("b=2\n");
        assertThat(new SettingsText("a=1\n").with(Map.of()).text()).isEqualTo("a=1\n");
    }

    @Test
    void whatIsWrittenIsReadAsItWasMeant() {
        String text = new SettingsText("mail.password-file=\n")
                .with(Map.of("mail.password-file", "C:\\pvs\\u0041 = ä"))
                .text();
        assertThat(text).isEqualTo("mail.password-file=C:\\\\pvs\\\\u0041 = ä\n");
    }

    @Test
    void theShippedFileKeepsEveryLineBesides() {
        String after = new SettingsText(Settings.shippedText())
                .with(Map.of("site.zone", "Europe/Berlin"))
                .text();
        assertThat(after).isEqualTo(Settings.shippedText().replace("\nsite.zone=\n", "\nsite.zone=Europe/Berlin\n"));
    }
}
