package org.pvswatch.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** {@code energy-storage-system/status}: typed JSON, each quantity with its unit. */
final class StorageReport {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final SiteIdentity identity;

    StorageReport(SiteIdentity identity) {
        this.identity = identity;
    }

    /** A site without battery answers without {@code ess_report}. */
    static String none() {
        return new TabbedJson(64)
                .object()
                .array("errors")
                .endArray()
                .text("result", "succeed")
                .endObject()
                .toString();
    }

    String text(MeterSample sample, DeviceClock clock) {
        String stamp = STAMP.format(Instant.ofEpochSecond(clock.shown(sample.epochSecond())));
        double volts = 48 + 6 * sample.charge();
        var json = new TabbedJson(3_000).object().objectMember("ess_report");
        json.array("battery_status")
                .element()
                .text("serial_number", identity.battery())
                .text("last_updated", stamp);
        quantity(json, "battery_amperage", "A", -sample.batteryKw() * 1000 / volts);
        quantity(json, "battery_voltage", "V", volts);
        quantity(json, "customer_state_of_charge", "%", Math.max(0, sample.charge() * 110 - 10));
        quantity(json, "system_state_of_charge", "%", sample.charge() * 100);
        quantity(json, "temperature", "C", 24.5);
        json.endElement().endArray();
        json.objectMember("ess_state")
                .text("storage_controller_status", "RUNNING")
                .text("operational_mode", "SELF_CONSUMPTION")
                .bare("permission_to_operate", "true")
                // what stands in these two nobody has written down
                .text("pcs_mode", "UNKNOWN")
                .text("pcs_status", "UNKNOWN")
                .endObject();
        status(json, sample, stamp);
        hub(json, sample, stamp);
        inverter(json, sample, stamp);
        json.objectMember("pcs_settings");
        quantity(json, "msp_breaker", "A", 200);
        quantity(json, "msp_busbar", "A", 200);
        quantity(json, "hubplus_breaker", "A", 200);
        quantity(json, "hubplus_busbar", "A", 200);
        json.endObject();
        return json.text("last_updated", stamp)
                .endObject()
                .array("errors")
                .endArray()
                .endObject()
                .toString();
    }

    private void status(TabbedJson json, MeterSample sample, String stamp) {
        json.array("ess_status")
                .element()
                .text("serial_number", identity.energyStorage())
                .text("last_updated", stamp);
        quantity(json, "enclosure_humidity", "%", 31);
        quantity(json, "enclosure_temperature", "C", 26);
        json.objectMember("ess_meter_reading").text("last_updated", stamp);
        quantity(json, "agg_power", "kW", sample.batteryKw());
        meter(json, "meter_a", sample.batteryKw() / 2, sample.leg1Volts(), stamp);
        meter(json, "meter_b", sample.batteryKw() / 2, sample.leg2Volts(), stamp);
        json.endObject().endElement().endArray();
    }

    private static void meter(TabbedJson json, String name, double kilowatts, double volts, String stamp) {
        json.objectMember(name).objectMember("reading").text("last_updated", stamp);
        quantity(json, "current", "A", Math.abs(kilowatts) * 1000 / volts);
        quantity(json, "power", "kW", kilowatts);
        quantity(json, "voltage", "V", volts);
        json.endObject().endObject();
    }

    private void hub(TabbedJson json, MeterSample sample, String stamp) {
        json.objectMember("hub_plus_status")
                .text("serial_number", identity.transferSwitch())
                .text("last_updated", stamp)
                .text("contactor_error", "NONE")
                .text("contactor_position", "CLOSED")
                .text("grid_voltage_state", "METER_VOLTAGE_IN_RANGE")
                .text("grid_frequency_state", "METER_FREQ_IN_RANGE")
                .text("load_voltage_state", "METER_VOLTAGE_IN_RANGE")
                .text("load_frequency_state", "METER_FREQ_IN_RANGE");
        quantity(json, "hub_temperature", "C", 30);
        quantity(json, "hub_humidity", "%", 29);
        quantity(json, "jump_start_voltage", "V", 0.02);
        quantity(json, "aux_port_voltage", "V", 0.01);
        quantity(json, "main_voltage", "V", 12.1);
        quantity(json, "inverter_connection_voltage", "V", 12.05);
        quantity(json, "grid_phase1_voltage", "V", sample.leg1Volts());
        quantity(json, "grid_phase2_voltage", "V", sample.leg2Volts());
        quantity(json, "load_phase1_voltage", "V", sample.leg1Volts());
        quantity(json, "load_phase2_voltage", "V", sample.leg2Volts());
        json.endObject();
    }

    /** AC side; power in kW, positive = discharge. */
    private void inverter(TabbedJson json, MeterSample sample, String stamp) {
        double amps = Math.abs(sample.batteryKw()) * 1000 / sample.legToLegVolts();
        json.array("inverter_status")
                .element()
                .text("serial_number", identity.storageInverter())
                .text("last_updated", stamp);
        quantity(json, "ac_current", "A", amps);
        quantity(json, "ac_power", "kW", sample.batteryKw());
        quantity(json, "a_n_voltage", "V", sample.leg1Volts());
        quantity(json, "b_n_voltage", "V", sample.leg2Volts());
        quantity(json, "phase_a_current", "A", amps);
        quantity(json, "phase_b_current", "A", amps);
        quantity(json, "temperature", "C", 31);
        json.endElement().endArray();
    }

    private static void quantity(TabbedJson json, String name, String unit, double value) {
        json.objectMember(name)
                .text("unit", unit)
                .bare("value", DecimalText.trimmed(value))
                .endObject();
    }
}
