package org.pvswatch.fault;

import java.time.Instant;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Reading;

/** Transformers of the consumption meter the wrong way round: the house exports at night. */
final class ConsumptionMeter implements Detector {
    private static final double NIGHT_DEGREES = -6;

    private final transient double nightKwh;
    private final transient int nights;

    private double tonightKwh;
    private int wrong;
    private int right;
    private long since;
    private boolean storage;

    ConsumptionMeter(FaultSettings settings) {
        nightKwh = settings.number("consumption.night-kwh");
        nights = settings.count("consumption.nights");
    }

    @Override
    public void hear(Heard heard, Incidents incidents) {
        for (Reading reading : heard.measured()) {
            storage |= reading.kind() == DeviceKind.STORAGE; // a battery may export at night
        }
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        if (now.elevationDegrees < NIGHT_DEGREES && !Double.isNaN(now.netImportKwh)) {
            tonightKwh += now.netImportKwh;
        }
    }

    @Override
    public void endOfDay(Day last, Incidents incidents) {
        Meter meter = last.meters().stream()
                .filter(each -> !each.isProduction())
                .findFirst()
                .orElse(null);
        double kwh = tonightKwh;
        tonightKwh = 0;
        if (meter == null || storage) {
            return;
        }
        if (kwh < -nightKwh) {
            since = wrong == 0 ? last.day() : since;
            wrong++;
            right = 0;
        } else if (kwh > nightKwh) {
            right++;
            wrong = 0;
        }
        if (wrong >= nights) {
            incidents.open(
                    Kind.CONSUMPTION_REVERSED,
                    meter.serial,
                    Severity.NORMAL,
                    Instant.ofEpochSecond(since * 86_400),
                    () -> Evidence.of(
                            Map.of("net_import_tonight_kwh", kwh),
                            "the house seems to export at night: its transformers sit the wrong way round"));
        } else if (right >= 1) {
            incidents.clear(Kind.CONSUMPTION_REVERSED, meter.serial);
        }
    }
}
