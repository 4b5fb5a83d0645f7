package org.pvswatch.sheet;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.Days;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.PanelDay;
import org.pvswatch.reading.SiteTotals;

/** Made-up finished days of a site with many panels: summers, clouds, and a panel that dies. */
final class Years {
    static final String SITE = "home";
    private static final int TOGETHER = 200;

    private Years() {}

    static void write(History history, LocalDate first, int days, int panels) throws SQLException {
        Days there = history.days();
        List<DayRow> rows = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            rows.add(day(first.plusDays(i), panels, 0));
            if (rows.size() == TOGETHER || i == days - 1) {
                there.write(rows, "close-day", 1);
                rows.clear();
            }
        }
    }

    /** A day as first closed, or with late answers a bit more of it. */
    static DayRow day(LocalDate date, int panels, double lateKwh) {
        Random random = new Random(date.toEpochDay());
        double season = 0.55 - 0.35 * Math.cos(2 * Math.PI * (date.getDayOfYear() - 5) / 365.25);
        double sky = 0.3 + 0.7 * Math.sqrt(random.nextDouble());
        Instant noon = date.atTime(20, 1).toInstant(java.time.ZoneOffset.UTC);
        List<PanelDay> each = new ArrayList<>();
        double made = lateKwh;
        for (int p = 1; p <= panels; p++) {
            boolean dead = p == 7 && date.getMonthValue() == 6;
            double kwh = dead ? 0 : 1.6 * season * sky * (0.96 + 0.08 * random.nextDouble());
            made += kwh;
            each.add(new PanelDay("E001220%05d".formatted(p), kwh, 100.0 + p, 0.3, noon, 140, 100));
        }
        double load = 14 + 6 * random.nextDouble();
        return new DayRow(
                SITE,
                date,
                made,
                load,
                load - made,
                null,
                null,
                null,
                null,
                1000 + 20.0 * (date.toEpochDay() - 16_000),
                2000.0,
                -500.25,
                SiteTotals.Source.PRODUCTION_METER,
                made / 5,
                noon,
                6.5,
                panels,
                288,
                24,
                100,
                100,
                100,
                99.96,
                DayRow.OverMidnight.NOTHING,
                each);
    }

    static void correct(History history, LocalDate date, int panels) throws SQLException {
        history.days().write(List.of(day(date, panels, 1.25)), "close-day", 1);
    }

    static IncidentRow incident(String id, String subject, String state, Instant since, Instant until) {
        return new IncidentRow(
                id,
                "not-producing",
                subject,
                state,
                "normal",
                since,
                since,
                since,
                until,
                1,
                12.34,
                "{\"figures\":{},\"days\":[],\"diagnosis\":\"=HYPERLINK(\\\"http://evil\\\") it makes nothing\"}",
                "[]",
                null);
    }

    static void incidents(History history, IncidentRow... rows) throws SQLException {
        history.judgements().keep(SITE, List.of(rows), List.of(), null);
    }
}
