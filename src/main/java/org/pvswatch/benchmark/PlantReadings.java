package org.pvswatch.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;
import org.pvswatch.reading.Reading;
import org.pvswatch.simulator.InverterMeasurement;
import org.pvswatch.simulator.MeterSample;
import org.pvswatch.simulator.SupervisorHealth;
import org.pvswatch.simulator.Telling;

/**
 * What a simulated PVS tells, as the readings that the device list of firmware 2025.06 (build 61839) would become; the
 * properties, which no judge needs, are left out. Pure.
 */
final class PlantReadings {
    private static final int INVERTERS_PER_SECOND = 5;
    private static final double PRODUCTION_CT_A = 50;
    private static final double CONSUMPTION_CT_A = 100;

    private final String site;
    private final String pvs;

    PlantReadings(String site, String pvs) {
        this.site = site;
        this.pvs = pvs;
    }

    /** The readings of one answer, not yet judged. @param told at {@code polledAt} */
    List<Reading> of(Telling told, Instant polledAt, Conditions weather) {
        List<Reading> readings = new ArrayList<>(told.inverters().size() + 3);
        Instant now = Instant.ofEpochSecond(told.epochSecond());
        readings.add(reading(
                told.supervisorSerial(),
                DeviceKind.SUPERVISOR,
                Instant.ofEpochSecond(told.supervisorReportSecond()),
                now,
                polledAt,
                "working",
                supervisor(told.health()),
                weather));
        if (told.live() != null) {
            Instant metered = Instant.ofEpochSecond(told.live().epochSecond());
            Instant next = now.plusSeconds(1);
            readings.add(reading(
                    told.productionSerial(),
                    DeviceKind.PRODUCTION_METER,
                    metered,
                    next,
                    polledAt,
                    "working",
                    production(told.live()),
                    weather));
            readings.add(reading(
                    told.consumptionSerial(),
                    DeviceKind.CONSUMPTION_METER,
                    metered,
                    next,
                    polledAt,
                    "working",
                    consumption(told.live()),
                    weather));
        }
        inverters(told, now, polledAt, weather, readings);
        return readings;
    }

    private void inverters(Telling told, Instant now, Instant polledAt, Conditions weather, List<Reading> readings) {
        Instant reported = null;
        for (int i = 0; i < told.inverters().size(); i++) {
            Telling.Inverter inverter = told.inverters().get(i);
            if (i % INVERTERS_PER_SECOND == 0) {
                reported = now.plusSeconds(1 + i / INVERTERS_PER_SECOND);
            }
            InverterMeasurement last = inverter.last();
            readings.add(reading(
                    inverter.serial(),
                    DeviceKind.INVERTER,
                    last == null ? null : Instant.ofEpochSecond(last.epochSecond()),
                    reported,
                    polledAt,
                    inverter.working() ? "working" : "error",
                    last == null ? Map.of() : inverter(last),
                    weather));
        }
    }

    private Reading reading(
            String device,
            DeviceKind kind,
            Instant measuredAt,
            Instant reportedAt,
            Instant polledAt,
            String state,
            Map<Quantity, Double> values,
            Conditions weather) {
        return new Reading(
                site,
                pvs,
                device,
                kind,
                measuredAt == null ? reportedAt : measuredAt,
                measuredAt,
                reportedAt,
                polledAt,
                state,
                null,
                values,
                Map.of(),
                weather);
    }

    private static Map<Quantity, Double> inverter(InverterMeasurement last) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.LIFETIME_ENERGY_KWH, last.lifetimeEnergyKwh());
        values.put(Quantity.POWER_KW, last.powerKw());
        values.put(Quantity.VOLTAGE_V, last.acVolts());
        values.put(Quantity.CURRENT_A, last.acAmps());
        values.put(Quantity.DC_POWER_KW, last.dcPowerKw());
        values.put(Quantity.DC_VOLTAGE_V, last.dcVolts());
        values.put(Quantity.DC_CURRENT_A, last.dcAmps());
        values.put(Quantity.HEATSINK_TEMP_C, (double) Math.round(last.heatsinkTempC()));
        values.put(Quantity.FREQUENCY_HZ, last.frequencyHz());
        return values;
    }

    private static Map<Quantity, Double> production(MeterSample sample) {
        double kva = sample.productionKva();
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.CT_RATING_A, PRODUCTION_CT_A);
        values.put(Quantity.LIFETIME_NET_KWH, sample.producedKwh());
        values.put(Quantity.POWER_KW, sample.producedKw());
        values.put(Quantity.REACTIVE_POWER_KVAR, sample.productionKvar());
        values.put(Quantity.APPARENT_POWER_KVA, kva);
        values.put(Quantity.POWER_FACTOR_RATIO, written(MeterSample.powerFactor(sample.producedKw(), kva)));
        values.put(Quantity.FREQUENCY_HZ, sample.frequencyHz());
        values.put(Quantity.CURRENT_A, written(kva * 1000 / sample.legToLegVolts()));
        values.put(Quantity.VOLTAGE_V, written(sample.legToLegVolts()));
        return values;
    }

    private static Map<Quantity, Double> consumption(MeterSample sample) {
        double kva = sample.netKva();
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.CT_RATING_A, CONSUMPTION_CT_A);
        values.put(Quantity.LIFETIME_NET_KWH, sample.netKwh());
        values.put(Quantity.LIFETIME_POSITIVE_KWH, sample.importedKwh());
        values.put(Quantity.LIFETIME_NEGATIVE_KWH, sample.exportedKwh());
        values.put(Quantity.POWER_KW, sample.netKw());
        values.put(Quantity.REACTIVE_POWER_KVAR, sample.netKvar());
        values.put(Quantity.APPARENT_POWER_KVA, kva);
        values.put(Quantity.POWER_FACTOR_RATIO, written(MeterSample.powerFactor(sample.netKw(), kva)));
        values.put(Quantity.FREQUENCY_HZ, sample.frequencyHz());
        values.put(Quantity.LEG1_CURRENT_A, amps(sample.leg1Kw(), sample.netKvar() / 2, sample.leg1Volts()));
        values.put(Quantity.LEG2_CURRENT_A, amps(sample.leg2Kw(), sample.netKvar() / 2, sample.leg2Volts()));
        values.put(Quantity.LEG1_VOLTAGE_V, sample.leg1Volts());
        values.put(Quantity.LEG2_VOLTAGE_V, sample.leg2Volts());
        values.put(Quantity.VOLTAGE_V, written(sample.legToLegVolts()));
        values.put(Quantity.LEG1_POWER_KW, sample.leg1Kw());
        values.put(Quantity.LEG2_POWER_KW, written(sample.leg2Kw()));
        return values;
    }

    private static Map<Quantity, Double> supervisor(SupervisorHealth health) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.ERROR_COUNT, 0.0);
        values.put(Quantity.COMMUNICATION_ERROR_COUNT, (double) health.communicationErrors());
        values.put(Quantity.SKIPPED_SCAN_COUNT, 0.0);
        values.put(Quantity.SCAN_TIME_S, 0.0);
        values.put(Quantity.UNTRANSMITTED_RECORD_COUNT, 0.0);
        values.put(Quantity.UPTIME_S, (double) health.uptimeSeconds());
        values.put(Quantity.CPU_LOAD_RATIO, health.cpuLoad());
        values.put(Quantity.MEMORY_USED_KIB, (double) health.memoryUsedKib());
        values.put(Quantity.FLASH_AVAILABLE_KIB, (double) health.flashAvailableKib());
        return values;
    }

    private static double amps(double kilowatts, double kvar, double volts) {
        return written(Math.hypot(kilowatts, kvar) * 1000 / volts);
    }

    /** A device list holds up to four decimals. */
    private static double written(double value) {
        return Math.rint(value * 10_000) / 10_000;
    }
}
