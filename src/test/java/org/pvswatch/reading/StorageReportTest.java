package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer about the battery of an older PVS, joined to its device list. */
class StorageReportTest {
    private static final String SYSTEM = "20990000HUB_M0020990000000_M0020990000001_M0020990000002_M0020990000003"
            + "_M0020990000004_M0020990000005_M0020990000006_M0020990000007";

    private static final String REPORT = """
            {"ess_report":{
              "battery_status":[{"serial_number":"20990000BMS","last_updated":"2026-06-01 19:01:05",
                "battery_amperage":{"unit":"A","value":-12.5},"battery_voltage":{"unit":"V","value":51.2},
                "customer_state_of_charge":{"unit":"%","value":61.5},
                "system_state_of_charge":{"unit":"%","value":65},"temperature":{"unit":"C","value":24.5}}],
              "ess_state":{"storage_controller_status":"RUNNING","operational_mode":"SELF_CONSUMPTION",
                "permission_to_operate":true},
              "ess_status":[{"serial_number":"SYSTEM","last_updated":"2026-06-01 19:01:00",
                "enclosure_humidity":{"unit":"%","value":31},"enclosure_temperature":{"unit":"C","value":26},
                "ess_meter_reading":{"last_updated":"2026-06-01 19:00:59","agg_power":{"unit":"kW","value":0.64},
                  "meter_a":{"reading":{"last_updated":"2026-06-01 19:00:59","current":{"unit":"A","value":2.7},
                    "power":{"unit":"W","value":320},"voltage":{"unit":"V","value":120.5}}},
                  "meter_b":{"reading":{"current":{"unit":"A","value":2.6},"power":{"unit":"W","value":319.5},
                    "voltage":{"unit":"V","value":120.25}}}}}],
              "hub_plus_status":{"serial_number":"20990000HUB","last_updated":"2026-06-01 19:01:02",
                "contactor_error":"NONE","contactor_position":"CLOSED","hub_temperature":{"unit":"C","value":30},
                "hub_humidity":{"unit":"%","value":29},"jump_start_voltage":{"unit":"V","value":0.02},
                "aux_port_voltage":{"unit":"V","value":0.01},"main_voltage":{"unit":"V","value":12.1},
                "inverter_connection_voltage":{"unit":"V","value":12.05},
                "grid_phase1_voltage":{"unit":"V","value":120.5},"load_phase2_voltage":{"unit":"V","value":120.25}},
              "inverter_status":[{"serial_number":"20990000XW","last_updated":"2026-06-01 19:01:03",
                "ac_current":{"unit":"A","value":2.7},"ac_power":{"unit":"kW","value":0.63},
                "a_n_voltage":{"unit":"V","value":120.5},"phase_b_current":{"unit":"mA","value":2600},
                "temperature":{"unit":"C","value":31}}],
              "pcs_settings":{"msp_breaker":{"unit":"A","value":200}},
              "last_updated":"2026-06-01 19:01:05"},
             "errors":[{"error_name":"LOW_CELL","error_code":"4.5.1","device_sn":"20990000BMS",
                "error_message":"cell voltage","last_occurrence":"2026-05-30 03:00:00","value":{"unit":"V","value":3}}]}
            """.replace("SYSTEM", SYSTEM);

    private static List<Reading> joined(String report) throws Exception {
        return Answers.readings(Answers.resource("legacy-storage.json") + "\n" + report);
    }

    @Test
    void joinsEachPartToItsDeviceOfTheList() throws Exception {
        List<Reading> readings = joined(REPORT);
        assertThat(readings).hasSize(9);
        assertThat(Answers.snapshot(Answers.resource("legacy-storage.json") + "\n" + REPORT)
                        .remarks())
                .isEmpty();
        Reading battery = Answers.of("20990000BMS", readings);
        assertThat(battery.kind()).isEqualTo(DeviceKind.STORAGE);
        assertThat(battery.measuredAt()).isEqualTo(Instant.parse("2026-06-01T19:01:05Z"));
        assertThat(battery.reportedAt()).isEqualTo(Instant.parse("2026-06-01T19:01:24Z"));
        assertThat(battery.reportedState()).isEqualTo("error");
        assertThat(battery.values())
                .isEqualTo(Map.of(
                        Quantity.CHARGE_CURRENT_A, -12.5,
                        Quantity.BATTERY_VOLTAGE_V, 51.2,
                        Quantity.STATE_OF_CHARGE_PERCENT, 61.5,
                        Quantity.SYSTEM_STATE_OF_CHARGE_PERCENT, 65.0,
                        Quantity.DEVICE_TEMP_C, 24.5));
        assertThat(battery.properties())
                .containsEntry("DEVICE_TYPE", "ESS BMS")
                .containsEntry("MODEL", "SchneiderElectric-SP1")
                .containsEntry("error 4.5.1", "LOW_CELL: cell voltage (2026-05-30 03:00:00)")
                .doesNotContainKeys("serial_number", "last_updated", "operational_mode");
    }

    @Test
    void readsEveryNumberInItsUnit() throws Exception {
        List<Reading> readings = joined(REPORT);
        assertThat(Answers.of(SYSTEM, readings).values())
                .isEqualTo(Map.of(
                        Quantity.BATTERY_DISCHARGE_KW, 0.64,
                        Quantity.HUMIDITY_PERCENT, 31.0,
                        Quantity.DEVICE_TEMP_C, 26.0,
                        Quantity.LEG1_CURRENT_A, 2.7,
                        Quantity.LEG1_POWER_KW, 0.32,
                        Quantity.LEG1_VOLTAGE_V, 120.5,
                        Quantity.LEG2_CURRENT_A, 2.6,
                        Quantity.LEG2_POWER_KW, 0.3195,
                        Quantity.LEG2_VOLTAGE_V, 120.25));
        assertThat(Answers.of(SYSTEM, readings).properties())
                .containsEntry("operational_mode", "SELF_CONSUMPTION")
                .containsEntry("permission_to_operate", "true")
                .containsEntry("msp_breaker", "200 A")
                .noneSatisfy((name, value) -> assertThat(name).contains("last_updated"));
        assertThat(Answers.of("20990000HUB", readings).values())
                .isEqualTo(Map.of(
                        Quantity.DEVICE_TEMP_C, 30.0,
                        Quantity.HUMIDITY_PERCENT, 29.0,
                        Quantity.JUMP_START_VOLTAGE_V, 0.02,
                        Quantity.AUXILIARY_PORT_VOLTAGE_V, 0.01,
                        Quantity.MAIN_VOLTAGE_V, 12.1,
                        Quantity.INVERTER_CONNECTION_VOLTAGE_V, 12.05,
                        Quantity.GRID_LEG1_VOLTAGE_V, 120.5,
                        Quantity.LEG2_VOLTAGE_V, 120.25));
        assertThat(Answers.of("20990000HUB", readings).properties()).containsEntry("contactor_position", "CLOSED");
        Reading inverter = Answers.of("20990000XW", readings);
        assertThat(inverter.value(Quantity.STORAGE_INVERTER_POWER_KW)).isEqualTo(0.63);
        assertThat(inverter.value(Quantity.LEG2_CURRENT_A)).isCloseTo(2.6, within(1e-9));
        assertThat(inverter.value(Quantity.CURRENT_A)).isEqualTo(2.7);
    }

    @Test
    void makesADeviceOfItsOwnOfWhatTheListDoesNotName() throws Exception {
        List<Reading> readings = joined(REPORT.replace("20990000BMS", "20990000NEW"));
        assertThat(readings).hasSize(10);
        Reading battery = Answers.of("20990000NEW", readings);
        assertThat(battery.kind()).isEqualTo(DeviceKind.STORAGE);
        assertThat(battery.at()).isEqualTo(Instant.parse("2026-06-01T19:01:05Z"));
        assertThat(battery.reportedAt()).isNull();
        assertThat(battery.properties()).containsEntry("DEVICE_TYPE", "ESS BMS");
        assertThat(Answers.of("20990000BMS", readings).values()).isEmpty();
        assertThat(Answers.readings(REPORT)).as("without any list").hasSize(4);
    }

    @Test
    void countsInTheTotalsOfTheSite() throws Exception {
        SiteTotals totals = SiteTotals.of(joined(REPORT));
        assertThat(totals.batteryDischargeKw()).isEqualTo(0.64);
        assertThat(totals.stateOfChargePercent()).isEqualTo(61.5);
        SiteTotals ofCurrent = SiteTotals.of(joined(REPORT.replace("agg_power", "other")));
        assertThat(ofCurrent.batteryDischargeKw()).isCloseTo(0.64, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":[],\"result\":\"succeed\"}",
                "{\"errors\":[{\"error_name\":\"X\"}]}",
                "{\"ess_report\":null,\"errors\":null}",
                "{\"ess_report\":{}}",
                "{\"ess_report\":{\"battery_status\":null,\"hub_plus_status\":null,\"ess_state\":null}}",
                "{\"ess_report\":{\"battery_status\":[null,{}],\"hub_plus_status\":{},\"ess_state\":[]}}",
                "{\"ess_report\":{\"battery_status\":\"none\",\"ess_status\":7},\"errors\":[{}]}",
            })
    void findsNothingWhereThereIsNoBattery(String report) throws Exception {
        assertThat(joined(report)).isEqualTo(Answers.readings(Answers.resource("legacy-storage.json")));
        assertThat(Answers.snapshot(Answers.resource("legacy-storage.json") + "\n" + report)
                        .remarks())
                .isEmpty();
    }

    @Test
    void readsAStateThatIsAList() throws Exception {
        String asList = REPORT.replace("\"ess_state\":{", "\"ess_state\":[{")
                .replace("\"permission_to_operate\":true}", "\"permission_to_operate\":true}]");
        assertThat(asList).isNotEqualTo(REPORT);
        assertThat(joined(asList)).isEqualTo(joined(REPORT));
    }

    @ParameterizedTest
    @CsvSource({
        "battery_voltage, V, 51.2, BATTERY_VOLTAGE_V, 51.2",
        "battery_voltage, mV, 51200, BATTERY_VOLTAGE_V, 51.2",
        "battery_voltage, '', 51.2, BATTERY_VOLTAGE_V, 51.2",
        "battery_voltage, furlong, 51.2, BATTERY_VOLTAGE_V,",
        "battery_voltage, V, null, BATTERY_VOLTAGE_V,",
        "battery_voltage, V, '\"nan\"', BATTERY_VOLTAGE_V,",
        "battery_voltage, V, '\"51.2\"', BATTERY_VOLTAGE_V, 51.2",
        "battery_amperage, A, 10, CHARGE_CURRENT_A, 10",
        "temperature, \u00b0C, 24, DEVICE_TEMP_C, 24",
        "temperature, F, 77, DEVICE_TEMP_C, 25",
        "ac_power, W, 630, STORAGE_INVERTER_POWER_KW, 0.63",
        "ac_power, V, 630, STORAGE_INVERTER_POWER_KW,",
        "state_of_charge, %, 50, STATE_OF_CHARGE_PERCENT, 50",
    })
    void readsTheUnitItIsTold(String key, String unit, String value, Quantity quantity, Double expected)
            throws Exception {
        List<Reading> readings = Answers.readings("""
                {"ess_report":{"battery_status":[{"serial_number":"B","%s":{"unit":"%s","value":%s}}]}}""".formatted(key, unit, value));
        assertThat(readings).singleElement().satisfies(battery -> {
            if (expected == null) {
                assertThat(battery.values()).isEmpty();
            } else {
                assertThat(battery.value(quantity)).isCloseTo(expected, within(1e-9));
            }
        });
    }

    @Test
    void readsAReportThatBreaksOffAsNone() throws Exception {
        String whole = REPORT.strip();
        for (int length = 1; length < whole.length() - 1; length += 7) {
            List<Reading> readings = joined(whole.substring(0, length));
            assertThat(readings).hasSizeGreaterThanOrEqualTo(9);
        }
    }
}
