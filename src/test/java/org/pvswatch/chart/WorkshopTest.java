package org.pvswatch.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Charts drawn in another process are the same, and it does not outlive whoever asked for them. */
class WorkshopTest {
    private static final Map<String, Chart> CHARTS = ChartSamples.all();

    @Test
    void theSamePictureComesFromThere() throws IOException {
        Workshop workshop = new Workshop();
        for (String name : List.of("days", "heat", "lines-day", "months")) {
            Workshop.Order order = new Workshop.Order(Locale.GERMANY, name, "what it says", CHARTS.get(name));
            assertThat(workshop.draw(order)).usingRecursiveComparison().isEqualTo(order.drawn());
        }
        assertThat(children()).as("one process drew them all").isEqualTo(1);
        workshop.end();
    }

    @Test
    void oneThatHasEndedIsBegunAnew() throws Exception {
        Workshop workshop = new Workshop();
        Workshop.Order order = new Workshop.Order(Locale.US, "week", "alt", CHARTS.get("week"));
        byte[] before = workshop.draw(order).png();
        ProcessHandle ended = worker();
        ended.destroyForcibly();
        ended.onExit().get(30, TimeUnit.SECONDS);
        assertThat(workshop.draw(order).png()).isEqualTo(before);
        workshop.end();
    }

    @Test
    void whatCannotBeDrawnIsSaidAndTheNextIsDrawn() throws IOException {
        Workshop workshop = new Workshop();
        assertThatThrownBy(() -> workshop.draw(new Workshop.Order(Locale.US, "nothing", "alt", null)))
                .isInstanceOf(Workshop.CannotDrawException.class)
                .hasMessageContaining("NullPointerException");
        assertThat(workshop.draw(new Workshop.Order(Locale.US, "week", "alt", CHARTS.get("week")))
                        .png())
                .isNotEmpty();
        workshop.end();
    }

    @Test
    void withoutAProcessThatIsSaid() {
        Workshop workshop = new Workshop(List.of("false"));
        assertThatThrownBy(() -> workshop.draw(new Workshop.Order(Locale.US, "week", "alt", CHARTS.get("week"))))
                .isInstanceOf(IOException.class);
        Workshop nowhere = new Workshop(List.of("no-such-program-anywhere"));
        assertThatThrownBy(() -> nowhere.draw(new Workshop.Order(Locale.US, "week", "alt", CHARTS.get("week"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void itEndsWithWhoeverOrders() throws Exception {
        Process process = new ProcessBuilder(Workshop.command())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close(); // as when the watch is killed
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static ProcessHandle worker() {
        return ProcessHandle.current().children().findFirst().orElseThrow();
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }
}
