package org.pvswatch.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.mail.Picture;

class TemplatesTest {
    private static final Map<String, Object> MODEL = Map.of(
            "title",
            "Panel <b>&</b> back",
            "facts",
            List.of(new Fact("Lost", "14.2 kWh")),
            "table",
            new Table(List.of("Day", "kWh"), List.of(List.of("Tue 6 Oct", "1.2"))),
            "picture",
            new Picture("week", new byte[1], 560, 250, "six good days"));

    @TempDir
    Path folder;

    private Templates templates;

    @BeforeEach
    void writeALetterOfAnOwner() throws Exception {
        templates = new Templates(folder, Owner.words(Map.of()), Asides.NONE);
        for (String end : List.of("ftl", "ftlh")) {
            Files.writeString(folder.resolve("mine." + end), """
                    <#import "layout.%s" as l>
                    <@l.page title=title lead="It is over.">
                    <@l.figures list=facts/>
                    <@l.section title="Days"><@l.table t=table/></@l.section>
                    <@l.picture p=picture/>
                    <@l.steps list=["Look.", "Wait."]/>
                    <@l.code lines=["pvs-watch incidents"]/>
                    </@l.page>
                    """.formatted(end));
        }
    }

    @Test
    void bothFormsOfALetterSayTheSameAndOnlyHtmlIsEscaped() {
        Rendered letter = templates.render("mine", MODEL);

        assertThat(letter.html())
                .contains(
                        "Panel &lt;b&gt;&amp;&lt;/b&gt; back", "14.2 kWh", "cid:week@pvswatch", "alt=\"six good days\"")
                .contains("Tue 6 Oct", "pvs-watch incidents");
        assertThat(letter.text()).isEqualTo("""
                        Panel <b>&</b> back
                        ===================

                        It is over.

                          Lost: 14.2 kWh

                        Days
                        ----
                          Day         kWh
                          Tue 6 Oct   1.2

                        [six good days]
                          1. Look.
                          2. Wait.
                            pvs-watch incidents
                        """);
    }

    @Test
    void aTemplateThatIsBrokenIsReplacedByTheShippedOne() throws Exception {
        Files.writeString(folder.resolve("layout.ftl"), "<#macro page title>${nobody.knows}</#macro>");

        assertThat(templates.fill("layout.ftl", Map.of())).isBlank();
    }
}
