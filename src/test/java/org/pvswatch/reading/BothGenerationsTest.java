package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BothGenerationsTest {
    private static final String SUPERVISOR = "ZT209985000549A0042";

    @ParameterizedTest
    @CsvSource({
        "varserver-day-obj.json, PVS6M20990042p",
        "varserver-day-obj.json, PVS6M20990042c",
        "varserver-day-obj.json, E00209900000101",
        "varserver-day-obj.json, E00209900000102",
        "varserver-day-list.json, PVS6M20990042p",
        "varserver-day-list.json, PVS6M20990042c",
        "varserver-day-list.json, E00209900000101",
        "varserver-day-list.json, E00209900000102",
        "varserver-early-layout.json, PVS6M20990042p",
        "varserver-early-layout.json, PVS6M20990042c",
        "varserver-early-layout.json, E00209900000101",
        "varserver-early-layout.json, E00209900000102",
    })
    void giveTheSameReadingOfTheSameDevice(String varserver, String serial) throws Exception {
        Reading legacy = Answers.of(serial, Answers.readings(Answers.resource("legacy-day.json")));
        Reading ours = Answers.of(serial, Answers.readings(Answers.resource(varserver)));
        assertThat(ours.kind()).isEqualTo(legacy.kind());
        assertThat(ours.at()).isEqualTo(legacy.at());
        assertThat(ours.measuredAt()).isEqualTo(legacy.measuredAt());
        assertThat(ours.polledAt()).isEqualTo(legacy.polledAt());
        assertThat(ours.site()).isEqualTo(legacy.site());
        assertThat(ours.pvs()).isEqualTo(legacy.pvs());
        var comparable = new java.util.EnumMap<>(legacy.values());
        if (legacy.kind() == DeviceKind.PRODUCTION_METER) {
            assertThat(comparable.remove(Quantity.CURRENT_A)).isEqualTo(2.46); // varserver has no such variable
        }
        assertThat(ours.values()).isEqualTo(comparable);
    }

    @Test
    void readEveryFieldOfAnInverter() throws Exception {
        Reading inverter = Answers.of("E00209900000101", Answers.readings(Answers.resource("legacy-day.json")));
        assertThat(inverter.kind()).isEqualTo(DeviceKind.INVERTER);
        assertThat(inverter.measuredAt()).isEqualTo(Instant.parse("2026-06-01T19:00:00Z"));
        assertThat(inverter.at()).isEqualTo(inverter.measuredAt());
        assertThat(inverter.age()).hasSeconds(82);
        assertThat(inverter.reportedState()).isEqualTo("working");
        assertThat(inverter.values())
                .hasSize(9)
                .containsEntry(Quantity.LIFETIME_ENERGY_KWH, 1801.2294)
                .containsEntry(Quantity.POWER_KW, 0.2948)
                .containsEntry(Quantity.VOLTAGE_V, 241.42)
                .containsEntry(Quantity.CURRENT_A, 1.23)
                .containsEntry(Quantity.DC_POWER_KW, 0.2612)
                .containsEntry(Quantity.DC_VOLTAGE_V, 54.31)
                .containsEntry(Quantity.DC_CURRENT_A, 4.81)
                .containsEntry(Quantity.HEATSINK_TEMP_C, 47.0)
                .containsEntry(Quantity.FREQUENCY_HZ, 59.98);
        assertThat(inverter.properties())
                .containsEntry("PANEL", "SPR-X22-360-E-AC")
                .containsEntry("MODEL", "AC_Module_Type_E")
                .containsEntry("stat_ind", "0")
                .containsEntry("slave", "0")
                .doesNotContainKeys("SERIAL", "STATE", "DATATIME", "CURTIME", "NMPLT_SKU", "p_3phsum_kw");
    }

    @Test
    void readTheSupervisorInTheUnitsOfEach() throws Exception {
        Reading legacy = Answers.of(SUPERVISOR, Answers.readings(Answers.resource("legacy-day.json")));
        assertThat(legacy.kind()).isEqualTo(DeviceKind.SUPERVISOR);
        assertThat(legacy.values())
                .hasSize(9)
                .containsEntry(Quantity.ERROR_COUNT, 0.0)
                .containsEntry(Quantity.COMMUNICATION_ERROR_COUNT, 17.0)
                .containsEntry(Quantity.SCAN_TIME_S, 1.0)
                .containsEntry(Quantity.UNTRANSMITTED_RECORD_COUNT, 245.0)
                .containsEntry(Quantity.UPTIME_S, 40211.0)
                .containsEntry(Quantity.CPU_LOAD_RATIO, 0.31)
                .containsEntry(Quantity.MEMORY_USED_KIB, 61012.0)
                .containsEntry(Quantity.FLASH_AVAILABLE_KIB, 88164.0);
        assertThat(legacy.properties()).containsEntry("panid", "1234567890");

        Reading varserver = Answers.of(SUPERVISOR, Answers.readings(Answers.resource("varserver-day-obj.json")));
        assertThat(varserver.kind()).isEqualTo(DeviceKind.SUPERVISOR);
        assertThat(varserver.values())
                .hasSize(4)
                .containsEntry(Quantity.UPTIME_S, 40512.25)
                .containsEntry(Quantity.CPU_USAGE_PERCENT, 9.0)
                .containsEntry(Quantity.MEMORY_USAGE_PERCENT, 11.0)
                .containsEntry(Quantity.FLASH_USAGE_PERCENT, 41.0);
        assertThat(varserver.properties())
                .containsEntry("/sys/info/model", "PVS6")
                .containsEntry("/sys/info/fwrev", "Major 2, Build 1188")
                .doesNotContainKeys("/sys/info/wpa_key", "/sys/info/serialnum");
    }

    @Test
    void giveLiveDataInVarserverOnly() throws Exception {
        Reading live = Answers.of("pvs1-live", Answers.readings(Answers.resource("varserver-day-list.json")));
        assertThat(live.kind()).isEqualTo(DeviceKind.LIVE_DATA);
        assertThat(live.measuredAt()).isEqualTo(Instant.parse("2026-06-01T19:01:10Z"));
        assertThat(live.values())
                .containsOnlyKeys(
                        Quantity.PRODUCTION_KW,
                        Quantity.NET_IMPORT_KW,
                        Quantity.HOUSE_LOAD_KW,
                        Quantity.LIFETIME_PRODUCTION_KWH,
                        Quantity.LIFETIME_NET_IMPORT_KWH,
                        Quantity.LIFETIME_HOUSE_LOAD_KWH)
                .containsEntry(Quantity.NET_IMPORT_KW, -0.1187);
        assertThat(live.properties()).containsOnly(java.util.Map.entry("midstate", "0"));
        assertThat(Answers.readings(Answers.resource("legacy-day.json")))
                .noneMatch(reading -> reading.kind() == DeviceKind.LIVE_DATA);
    }

    @Test
    void leaveOutVarserverNotANumber() throws Exception {
        for (String name : List.of("varserver-day-obj.json", "varserver-day-list.json")) {
            Reading live = Answers.of("pvs1-live", Answers.readings(Answers.resource(name)));
            assertThat(live.value(Quantity.STATE_OF_CHARGE_PERCENT)).isNull();
            assertThat(live.value(Quantity.BATTERY_DISCHARGE_KW)).isNull();
            assertThat(live.properties()).doesNotContainValue("nan");
        }
    }

    @Test
    void readTheEarlyLayoutWithOnlyTheFieldsValidAtNight() throws Exception {
        var readings = Answers.readings("""
                {"values":[{"name":"/sys/devices/21/inverter/data","value":
                {"msmtEps":"2026-06-01T03:00:00Z","sn":"E00209900000101","ltea3phsumKwh":1801.5,"vldFldMsk":"0x1"}}],
                "count":1}""");
        assertThat(readings).singleElement().satisfies(inverter -> {
            assertThat(inverter.values()).containsOnlyKeys(Quantity.LIFETIME_ENERGY_KWH);
            assertThat(inverter.age()).hasHours(16);
            assertThat(inverter.properties()).containsEntry("vldFldMsk", "0x1");
        });
    }

    @Test
    void readABatteryAndItsTransferSwitch() throws Exception {
        var readings = Answers.readings("""
                {"/sys/devices/ess/0/sn":"ESS1","/sys/devices/ess/0/msmtEps":"2026-06-01T19:00:00Z",
                "/sys/devices/ess/0/p3phsumKw":"-1.250000","/sys/devices/ess/0/customerSocVal":"0.410000",
                "/sys/devices/ess/0/socVal":"0.460000","/sys/devices/ess/0/sohVal":"1",
                "/sys/devices/ess/0/posLtea3phsumKwh":"2596.020000","/sys/devices/ess/0/negLtea3phsumKwh":"2900.500000",
                "/sys/devices/ess/0/chrgLimitPmaxKw":"5.2","/sys/devices/ess/0/dischrgLimPmaxKw":"6.8",
                "/sys/devices/ess/0/maxTBattCellDegc":"26","/sys/devices/ess/0/minTBattCellDegc":"24",
                "/sys/devices/ess/0/maxVBattCellV":"3.41","/sys/devices/ess/0/minVBattCellV":"3.39",
                "/sys/devices/ess/0/tInvtrDegc":"31","/sys/devices/ess/0/v1nV":"120.5","/sys/devices/ess/0/v2nV":"120.7",
                "/sys/devices/ess/0/vBattV":"51.200000","/sys/devices/ess/0/opMode":"TARIFF_OPTIMIZER",
                "/sys/devices/ess/0/prodMdlNm":"SPWR-Equinox-model",
                "/sys/devices/transfer_switch/0/sn":"HUB1","/sys/devices/transfer_switch/0/midStEnum":"MID_STATE_CLOSED",
                "/sys/devices/transfer_switch/0/pvd1StEnum":"PVD_STATE_CLOSED",
                "/sys/devices/transfer_switch/0/tDegc":"30","/sys/devices/transfer_switch/0/v1nGridV":"120.5",
                "/sys/devices/transfer_switch/0/v2nGridV":"120.7","/sys/devices/transfer_switch/0/v1nV":"120.4",
                "/sys/devices/transfer_switch/0/v2nV":"120.6","/sys/devices/transfer_switch/0/vSpplyV":"12.1"}
                {"/sys/info/serialnum":"ZT209985000549A0042",
                "/ess/config/dcm/mode_param/control_mode":"SELF_CONSUMPTION",
                "/ess/config/dcm/control_param/min_customer_soc":"0.200000"}
                {"/sys/pvs/flashwear_type_b":"0x05"}""");
        Reading battery = Answers.of("ESS1", readings);
        assertThat(battery.kind()).isEqualTo(DeviceKind.STORAGE);
        assertThat(battery.values())
                .hasSize(16)
                .containsEntry(Quantity.BATTERY_DISCHARGE_KW, -1.25)
                .containsEntry(Quantity.STATE_OF_CHARGE_PERCENT, 41.0)
                .containsEntry(Quantity.SYSTEM_STATE_OF_CHARGE_PERCENT, 46.0)
                .containsEntry(Quantity.STATE_OF_HEALTH_PERCENT, 100.0)
                .containsEntry(Quantity.LIFETIME_POSITIVE_KWH, 2596.02)
                .containsEntry(Quantity.CHARGE_LIMIT_KW, 5.2)
                .containsEntry(Quantity.DISCHARGE_LIMIT_KW, 6.8)
                .containsEntry(Quantity.GREATEST_CELL_VOLTAGE_V, 3.41);
        assertThat(battery.properties())
                .containsOnly(
                        java.util.Map.entry("opMode", "TARIFF_OPTIMIZER"),
                        java.util.Map.entry("prodMdlNm", "SPWR-Equinox-model"));
        Reading hub = Answers.of("HUB1", readings);
        assertThat(hub.kind()).isEqualTo(DeviceKind.STORAGE);
        assertThat(hub.values())
                .hasSize(6)
                .containsEntry(Quantity.GRID_LEG1_VOLTAGE_V, 120.5)
                .containsEntry(Quantity.LEG2_VOLTAGE_V, 120.6)
                .containsEntry(Quantity.SUPPLY_VOLTAGE_V, 12.1);
        assertThat(hub.properties())
                .containsEntry("midStEnum", "MID_STATE_CLOSED")
                .containsEntry("pvd1StEnum", "PVD_STATE_CLOSED");
        Reading supervisor = Answers.of(SUPERVISOR, readings);
        assertThat(supervisor.value(Quantity.FLASH_WEAR_PERCENT)).isEqualTo(50);
        assertThat(supervisor.value(Quantity.RESERVE_CHARGE_PERCENT)).isEqualTo(20);
        assertThat(supervisor.properties())
                .containsEntry("/ess/config/dcm/mode_param/control_mode", "SELF_CONSUMPTION")
                .doesNotContainKey("/sys/pvs/flashwear_type_b");
    }

    @ParameterizedTest
    @CsvSource({"0x01, 10", "0x05, 50", "0x0a, 100", "0x0A, 100", "0x0b, 100", "0x00, 0", "7, 70", "TBD,", "'',", "-1,"
    })
    void readTheWearOfTheFlashInTenths(String text, Double percent) throws Exception {
        Reading supervisor = Answers.readings("{\"/sys/info/serialnum\":\"%s\",\"/sys/pvs/flashwear_type_b\":\"%s\"}"
                        .formatted(SUPERVISOR, text))
                .get(0);
        assertThat(supervisor.value(Quantity.FLASH_WEAR_PERCENT)).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({"0.41, 41", "1, 100", "0, 0", "41.5, 41.5", "100, 100"})
    void readAChargeThatIsAShareOrAlreadyPercent(double shown, double percent) throws Exception {
        Reading live = Answers.readings(
                        "{\"/sys/livedata/time\":\"1780340470\",\"/sys/livedata/soc\":\"%s\"}".formatted(shown))
                .get(0);
        assertThat(live.value(Quantity.STATE_OF_CHARGE_PERCENT)).isEqualTo(percent);
    }
}
