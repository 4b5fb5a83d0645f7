package org.pvswatch.benchmark;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pvswatch.fault.Heard;
import org.pvswatch.history.DeviceMemory;
import org.pvswatch.history.Remembered;
import org.pvswatch.quality.RecordJudge;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.Sun;
import org.pvswatch.simulator.DirectPvs;
import org.pvswatch.simulator.SiteModel;
import org.pvswatch.simulator.Telling;

/**
 * What would be heard of a simulated house, without HTTP, JSON and database: the same plant, the readings its answers would
 * become, and the real judge of records. To be asked in the order of time; for one thread.
 */
public final class HeardFromPlant {
    private static final int STALE_MINUTES = 15;
    private static final int STALE_POLLS = 3;
    private static final double INVERTER_RATED_KW = 0.4;

    private final String pvs;
    private final DirectPvs house;
    private final PlantReadings readings;
    private final HourlyWeather weather;
    private final RecordJudge judge;
    private final LastPoll lastPoll = new LastPoll();
    private final Map<String, Instant> told = new HashMap<>();
    private final Map<String, Quality> said = new HashMap<>();

    /**
     * @param house to ask
     * @param model where it stands
     * @param site id of the site
     * @param pvs id of the PVS
     * @param pollEvery what the age of a measurement is judged by, as the settings have it
     */
    public HeardFromPlant(DirectPvs house, SiteModel model, String site, String pvs, Duration pollEvery) {
        this.pvs = pvs;
        this.house = house;
        this.readings = new PlantReadings(site, pvs);
        this.weather = new HourlyWeather(house.weather());
        int stale = (int) Math.max(STALE_MINUTES, STALE_POLLS * pollEvery.toMinutes());
        var sun = new Sun(String.valueOf(model.latitudeDegrees()), String.valueOf(model.longitudeDegrees()));
        this.judge = new RecordJudge(stale, INVERTER_RATED_KW, sun, lastPoll);
    }

    /** A judge of records asks its history only for what it does not hold itself, and it held every poll. */
    private static final class LastPoll implements Remembered {
        private Instant at;

        @Override
        public Optional<Instant> pollBefore(String site, String pvs, Instant moment) {
            return Optional.ofNullable(at);
        }

        @Override
        public List<DeviceMemory> memory(String site, String pvs, Instant before, Instant oldest) {
            return List.of();
        }
    }

    /** Asks the house. @param now later than before */
    public Heard ask(Instant now) {
        Conditions conditions = weather.at(now);
        Optional<Telling> answer = house.ask(now);
        if (answer.isEmpty()) {
            return new Heard(now, pvs, false, List.of(), Map.of(), conditions);
        }
        List<Reading> judged;
        try {
            judged = judge.judge(readings.of(answer.get(), now, conditions));
        } catch (SQLException e) {
            throw new IllegalStateException("there is no database here", e);
        }
        lastPoll.at = now;
        List<Reading> measured = new ArrayList<>(judged.size());
        Map<String, Quality> changed = new HashMap<>();
        for (Reading reading : judged) {
            Quality before = said.put(reading.device(), reading.quality());
            if ((before == null ? Quality.FRESH : before) != reading.quality()) {
                changed.put(reading.device(), reading.quality());
            }
            if (isNew(reading)) {
                measured.add(reading);
            }
        }
        return new Heard(now, pvs, true, measured, changed, conditions);
    }

    private boolean isNew(Reading reading) {
        boolean dated = reading.measuredAt() != null || reading.kind() == DeviceKind.SUPERVISOR;
        if (reading.quality() == Quality.ABSENT || !dated) {
            return false;
        }
        Instant before = told.get(reading.device());
        if (before != null && !reading.at().isAfter(before)) {
            return false;
        }
        told.put(reading.device(), reading.at());
        return true;
    }
}
