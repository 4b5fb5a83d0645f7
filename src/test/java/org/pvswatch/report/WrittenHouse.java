package org.pvswatch.report;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.history.DayRow;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.PanelDay;
import org.pvswatch.history.Polls;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.SiteTotals;
import org.pvswatch.reading.Sun;
import org.pvswatch.settings.Settings;

/** A house whose days, polls and incidents are written by hand, so that a test knows every figure. */
final class WrittenHouse {
    static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    static final Sun SUN = new Sun("38.6", "-121.5");

    private final History history;

    WrittenHouse(History history) {
        this.history = history;
    }

    static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Settings.shipped());
        settings.put("site.zone", ZONE.getId());
        settings.put("site.latitude", "38.6");
        settings.put("site.longitude", "-121.5");
        settings.putAll(more);
        return settings;
    }

    static Instant at(String localDateTime) {
        return LocalDateTime.parse(localDateTime).atZone(ZONE).toInstant();
    }

    /** One day to write; known wholly, without a meter of consumption and without panels, until told otherwise. */
    static final class Day {
        private final LocalDate date;
        private final Double productionKwh;
        private double knownPercent = 100;
        private Double houseLoadKwh;
        private Double importKwh;
        private Double exportKwh;
        private int polls = 24;
        private final List<PanelDay> panels = new ArrayList<>();

        Day(LocalDate date, Double productionKwh) {
            this.date = date;
            this.productionKwh = productionKwh;
        }

        Day known(double percent) {
            knownPercent = percent;
            return this;
        }

        Day house(double loadKwh, double drawnKwh, double givenKwh) {
            houseLoadKwh = loadKwh;
            importKwh = drawnKwh;
            exportKwh = givenKwh;
            return this;
        }

        Day fromSummary() {
            polls = 0;
            knownPercent = 0;
            return this;
        }

        Day panel(String serial, Double kwh) {
            panels.add(new PanelDay(serial, kwh, null, null, null, 60, kwh == null ? 0 : 100));
            return this;
        }
    }

    void days(List<Day> days) throws SQLException {
        List<DayRow> rows = new ArrayList<>();
        for (Day day : days) {
            int hours = (int) Duration.between(
                            day.date.atStartOfDay(ZONE), day.date.plusDays(1).atStartOfDay(ZONE))
                    .toHours();
            double gridPercent = day.importKwh == null ? 0 : 100;
            rows.add(new DayRow(
                    "home",
                    day.date,
                    day.productionKwh,
                    day.houseLoadKwh,
                    null,
                    day.importKwh,
                    day.exportKwh,
                    null,
                    null,
                    null,
                    null,
                    null,
                    SiteTotals.Source.PRODUCTION_METER,
                    null,
                    null,
                    null,
                    Math.max(10, day.panels.size()),
                    day.polls,
                    hours,
                    day.polls == 0 ? 0 : 100,
                    day.polls == 0 ? 0 : day.knownPercent,
                    gridPercent,
                    gridPercent,
                    DayRow.OverMidnight.NOTHING,
                    day.panels));
        }
        history.days().write(rows, "test", 1);
    }

    /** Answers of a PVS every hour under the same weather, with what its supervisor says of itself. */
    void polls(String pvs, Instant from, Instant to, Conditions weather, double uptimeS, double flashKib)
            throws SQLException {
        history.commitEvery(500);
        double uptime = uptimeS;
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(3600)) {
            history.store(Polls.at(at)
                    .of(pvs)
                    .add(
                            "PV-" + pvs,
                            DeviceKind.SUPERVISOR,
                            at,
                            at,
                            Map.of(Quantity.UPTIME_S, uptime, Quantity.FLASH_AVAILABLE_KIB, flashKib),
                            Map.of())
                    .under(weather)
                    .readings());
            uptime += 3600;
        }
        history.commitEvery(1);
    }

    static Conditions weather(double irradianceWm2, double snowM) {
        return new Conditions(Instant.EPOCH, 0.0, 25.0, irradianceWm2, snowM, 0.0, 0.0);
    }

    void incident(String kind, String subject, String severity, Instant since, Instant until, double lostKwh)
            throws SQLException {
        history.judgements()
                .keep(
                        "home",
                        List.of(new IncidentRow(
                                "home-" + kind + "-" + subject,
                                kind,
                                subject,
                                until == null ? "open" : "resolved",
                                severity,
                                since,
                                since.plusSeconds(7200),
                                since.plusSeconds(7200),
                                until,
                                1,
                                lostKwh,
                                "{\"figures\":{},\"days\":[],\"diagnosis\":null}",
                                "[]",
                                null)),
                        List.of(),
                        null);
    }
}
