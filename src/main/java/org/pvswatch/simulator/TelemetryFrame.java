package org.pvswatch.simulator;

import java.time.Instant;

/** One telemetry message: numbers under the names of {@code /sys/livedata/}, those without a value left out. */
final class TelemetryFrame {
    private final Box box;

    TelemetryFrame(Box box) {
        this.box = box;
    }

    String text(Instant now) {
        var sample = box.plant().at(now).live();
        long time = new DeviceClock(box.faults(), now).shown(now.getEpochSecond());
        var out = new StringBuilder(300)
                .append("{\"notification\": \"power\", \"params\":{\"time\":")
                .append(time);
        if (sample.producedKw() > 0) {
            number(out, "pv_p", sample.producedKw());
        }
        number(out, "pv_en", sample.producedKwh());
        number(out, "net_p", sample.netKw());
        number(out, "net_en", sample.netKwh());
        number(out, "site_load_p", sample.houseLoadKw());
        number(out, "site_load_en", sample.siteLoadKwh());
        if (box.profile().hasStorage()) {
            number(out, "ess_p", sample.batteryKw());
            number(out, "ess_en", sample.batteryKwh());
            number(out, "soc", sample.charge());
        }
        return out.append("}}").toString();
    }

    private static void number(StringBuilder out, String name, double value) {
        out.append(",\"").append(name).append("\":").append(DecimalText.trimmed(value, 6));
    }
}
