package org.pvswatch.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quality;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;

/** Polls for the tests of history and of what is made from it. */
public final class Polls {
    private final Instant polledAt;
    private final List<Reading> readings = new ArrayList<>();
    private Conditions weather;
    private String pvs = "pvs1";

    private Polls(Instant polledAt) {
        this.polledAt = polledAt;
    }

    /** A poll at a moment, still empty. */
    public static Polls at(String polledAt) {
        return new Polls(Instant.parse(polledAt));
    }

    /** A poll at a moment, still empty. */
    public static Polls at(Instant polledAt) {
        return new Polls(polledAt);
    }

    /** The poll of another PVS than {@code pvs1}, for what is added from here on. */
    public Polls of(String other) {
        this.pvs = other;
        return this;
    }

    /** A meter of production. */
    public Polls productionMeter(Double productionKw, Double producedKwh) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        put(values, Quantity.POWER_KW, productionKw);
        put(values, Quantity.LIFETIME_NET_KWH, producedKwh);
        return add(pvs + "p", DeviceKind.PRODUCTION_METER, polledAt, polledAt, values, Map.of());
    }

    /** An inverter that is known and missing. */
    public Polls absent(String serial) {
        readings.add(Reading.absent("home", pvs, serial, DeviceKind.INVERTER, polledAt, weather));
        return this;
    }

    /** What live data shows; {@code null} for what it leaves out. */
    public Polls live(Double productionKw, Double producedKwh, Double usedKwh, Double importedKwh) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        put(values, Quantity.PRODUCTION_KW, productionKw);
        put(values, Quantity.LIFETIME_PRODUCTION_KWH, producedKwh);
        put(values, Quantity.LIFETIME_HOUSE_LOAD_KWH, usedKwh);
        put(values, Quantity.LIFETIME_NET_IMPORT_KWH, importedKwh);
        return add(pvs + "-live", DeviceKind.LIVE_DATA, polledAt, polledAt, values, Map.of());
    }

    /** A meter at the grid; net import is the difference of its counters. */
    public Polls gridMeter(Double netImportKw, Double importedKwh, Double exportedKwh) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        put(values, Quantity.POWER_KW, netImportKw);
        put(values, Quantity.LIFETIME_POSITIVE_KWH, importedKwh);
        put(values, Quantity.LIFETIME_NEGATIVE_KWH, exportedKwh);
        put(values, Quantity.LIFETIME_NET_KWH, importedKwh - exportedKwh);
        return add(pvs + "c", DeviceKind.CONSUMPTION_METER, polledAt, polledAt, values, Map.of());
    }

    /** An inverter as measured at the moment of the poll. */
    public Polls inverter(String serial, Double powerKw, Double lifetimeKwh) {
        return inverter(serial, polledAt, powerKw, lifetimeKwh);
    }

    /** An inverter as measured at a moment. */
    public Polls inverter(String serial, Instant measuredAt, Double powerKw, Double lifetimeKwh) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        put(values, Quantity.POWER_KW, powerKw);
        put(values, Quantity.LIFETIME_ENERGY_KWH, lifetimeKwh);
        return add(serial, DeviceKind.INVERTER, measuredAt, measuredAt, values, Map.of());
    }

    /** Any device. */
    public Polls add(
            String serial,
            DeviceKind kind,
            Instant at,
            Instant measuredAt,
            Map<Quantity, Double> values,
            Map<String, String> properties) {
        readings.add(new Reading(
                "home",
                pvs,
                serial,
                kind,
                at,
                measuredAt,
                null,
                polledAt,
                "working",
                Quality.FRESH,
                values,
                properties,
                null));
        return this;
    }

    /** The poll under this weather. */
    public Polls under(Conditions conditions) {
        this.weather = conditions;
        return this;
    }

    /** The readings of the poll. */
    public List<Reading> readings() {
        return readings.stream().map(reading -> reading.with(weather)).toList();
    }

    private static void put(Map<Quantity, Double> values, Quantity quantity, Double value) {
        if (value != null) {
            values.put(quantity, value);
        }
    }
}
