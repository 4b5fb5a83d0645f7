package org.pvswatch.chart;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.pvswatch.mail.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws pictures for letters; the same chart gives the same bytes. Thread-safe. */
public final class Charts {
    private static final Logger LOG = LoggerFactory.getLogger(Charts.class);

    /** What runs for years has them drawn in a process of its own. */
    private static final boolean APART = "apart".equals(System.getProperty("pvswatch.charts"));

    private static final Workshop WORKSHOP = new Workshop();

    private final Locale locale;
    private boolean broken;

    /** @param locale of numbers and names of days */
    public Charts(Locale locale) {
        this.locale = locale;
    }

    /**
     * Draws a chart.
     *
     * @param name of the part, lower-case letters, digits and dashes
     * @param alt what the picture says, in one sentence
     * @return nothing on a machine that cannot draw letters; that is said once
     */
    public synchronized Optional<Picture> draw(String name, String alt, Chart chart) {
        if (broken) {
            return Optional.empty();
        }
        try {
            return Optional.of(drawn(new Workshop.Order(locale, name, alt, chart)));
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            broken = true; // without fontconfig, freetype or any font the first letter throws one of many things
            LOG.warn(
                    "mails go without pictures, this machine cannot draw text ({}); install fontconfig, freetype, harfbuzz and the"
                            + " DejaVu fonts",
                    e.toString());
            return Optional.empty();
        }
    }

    private static Picture drawn(Workshop.Order order) throws IOException {
        if (APART) {
            try {
                return WORKSHOP.draw(order);
            } catch (IOException e) {
                LOG.debug("no process to draw in, so it is drawn here", e);
            }
        }
        return order.drawn();
    }
}
