package org.pvswatch.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    private static String list(String... devices) {
        return "{\"devices\":[" + String.join(",", devices) + "],\"result\":\"succeed\"}";
    }

    private static String inverter(String serial, String energy, String curtime) {
        return "{\"SERIAL\":\"%s\",\"DEVICE_TYPE\":\"Inverter\",\"ltea_3phsum_kwh\":\"%s\",\"CURTIME\":\"%s\"}"
                .formatted(serial, energy, curtime);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"SERIAL\":\"\"",
                "\"SERIAL\":\"  \"",
                "\"SERIAL\":\"n/a\"",
                "\"SERIAL\":\"N/A\"",
                "\"SERIAL\":null",
                "\"OTHER\":\"x\""
            })
    void refusesADeviceWithoutSerial(String serial) throws Exception {
        var snapshot = Answers.snapshot(list("{\"DEVICE_TYPE\":\"Inverter\"," + serial + "}"));
        DeviceRecord device = snapshot.devices().get(0);
        assertThatThrownBy(() -> new DeviceReader("home").read(device))
                .isInstanceOf(UnreadableDeviceException.class)
                .hasMessageStartingWith("the inverter at place 1 of the answer has no serial");
    }

    @Test
    void refusesEveryOneOfSeveralDevicesWithoutSerial() throws Exception {
        String body = list(
                inverter("n/a", "1", "2026,06,01,19,01,20"),
                inverter("n/a", "2", "2026,06,01,19,01,20"),
                inverter("N/A", "3", "2026,06,01,19,01,20"),
                inverter("", "4", "2026,06,01,19,01,20"),
                inverter("", "4", "2026,06,01,19,01,20"),
                inverter("E00209900000101", "5", "2026,06,01,19,01,20"));
        assertThat(Answers.readings(body)).extracting(Reading::device).containsExactly("E00209900000101");
    }

    @Test
    void refusesVarserverDevicesWithoutSerial() throws Exception {
        assertThat(Answers.readings("""
                {"/sys/devices/inverter/0/sn":"n/a","/sys/devices/inverter/0/p3phsumKw":"0.1",
                "/sys/devices/inverter/1/sn":"n/a","/sys/devices/inverter/1/p3phsumKw":"0.2",
                "/sys/devices/inverter/2/p3phsumKw":"0.3"}""")).isEmpty();
    }

    @Test
    void keepsOnceWhatIsListedTwice() throws Exception {
        Snapshot snapshot = Answers.snapshot(list(
                inverter("E00209900000101", "1801.5", "2026,06,01,19,01,20"),
                inverter("E00209900000101", "1801.5", "2026,06,01,19,01,20")));
        assertThat(snapshot.devices()).extracting(DeviceRecord::serial).containsExactly("E00209900000101");
        assertThat(snapshot.remarkLine()).contains("E00209900000101", "kept once");
    }

    @Test
    void keepsOnceWhatIsListedTwiceASecondApart() throws Exception {
        Snapshot snapshot = Answers.snapshot(list(
                inverter("E00209900000101", "1801.5", "2026,06,01,19,01,20"),
                inverter("E00209900000101", "1801.5", "2026,06,01,19,01,21")));
        assertThat(snapshot.devices()).extracting(DeviceRecord::serial).containsExactly("E00209900000101");
    }

    @Test
    void tellsApartDifferentDevicesOfOneSerialByTheirLifetimeEnergy() throws Exception {
        List<String> devices = List.of(
                inverter("E00209900000101", "4.25", "2026,06,01,19,01,20"),
                inverter("E00209900000101", "1801.5", "2026,06,01,19,01,21"),
                inverter("E00209900000101", "900.75", "2026,06,01,19,01,22"));
        for (List<String> order : List.of(devices, List.of(devices.get(2), devices.get(0), devices.get(1)))) {
            var readings = Answers.readings(list(order.toArray(String[]::new)));
            assertThat(readings)
                    .extracting(Reading::device)
                    .containsExactly("E00209900000101", "E00209900000101~2", "E00209900000101~3");
            assertThat(readings)
                    .extracting(reading -> reading.value(Quantity.LIFETIME_ENERGY_KWH))
                    .containsExactly(1801.5, 900.75, 4.25);
        }
    }

    @Test
    void saysNothingOfTheSerialOfASupervisorThatIsListedTwice() throws Exception {
        String supervisor = "{\"SERIAL\":\"ZT209985000549A0042\",\"DEVICE_TYPE\":\"PVS\"}";
        Snapshot snapshot = Answers.snapshot(list(supervisor, supervisor));
        assertThat(snapshot.devices()).hasSize(1);
        assertThat(snapshot.remarkLine()).contains("ZT20...").doesNotContain("A0042");
    }

    @Test
    void keepsTheLongSerialOfAStorageSystem() throws Exception {
        var readings = Answers.readings(Answers.resource("legacy-storage.json"));
        assertThat(readings)
                .hasSize(9)
                .filteredOn(reading -> reading.device().length() > 72)
                .hasSize(1);
        assertThat(readings)
                .filteredOn(reading -> reading.kind() != DeviceKind.SUPERVISOR)
                .hasSize(8)
                .allMatch(reading -> reading.kind() == DeviceKind.STORAGE);
        assertThat(Answers.of("20990000MIO", readings).values())
                .containsOnlyKeys(Quantity.DEVICE_TEMP_C, Quantity.HUMIDITY_PERCENT, Quantity.SUPPLY_VOLTAGE_V);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "PVS5-METER-P, PVS6M0400p, X1p, PRODUCTION_METER",
                "PVS5-METER-C, PVS6M0400c, X1c, CONSUMPTION_METER",
                "PVS-METER-P, -, X1, PRODUCTION_METER",
                "PVS5-METER-C, PVS6M0400p, X1p, CONSUMPTION_METER",
                "-, PVS6M0400p, X1, PRODUCTION_METER",
                "-, PVS5M0400c, X1, CONSUMPTION_METER",
                "-, -, X1p, PRODUCTION_METER",
                "-, -, X1c, CONSUMPTION_METER",
                "UNKNOWN, -, X1, OTHER",
            })
    void knowsAMeterByItsTypeElseByItsSuffix(String type, String model, String serial, DeviceKind kind)
            throws Exception {
        String members = "\"DEVICE_TYPE\":\"Power Meter\",\"SERIAL\":\"" + serial + "\""
                + (type == null ? "" : ",\"TYPE\":\"" + type + "\"")
                + (model == null ? "" : ",\"MODEL\":\"" + model + "\"");
        assertThat(Answers.legacyDevice(members).kind()).isEqualTo(kind);
    }

    @Test
    void passesUnknownDevicesAndKeysThrough() throws Exception {
        Reading reading = Answers.legacyDevice("""
                "SERIAL":"MET1","DEVICE_TYPE":"MET Station","STATE":"working","irradiance_wm2":"712.5","panid":12,
                "nested":{"a":[1]},"flag":true,"Umlaut":"ä, \\"b\\""\
                """);
        assertThat(reading.kind()).isEqualTo(DeviceKind.OTHER);
        assertThat(reading.values()).isEmpty();
        assertThat(reading.properties())
                .containsEntry("irradiance_wm2", "712.5")
                .containsEntry("panid", "12")
                .containsEntry("nested", "{\"a\":[1]}")
                .containsEntry("flag", "true")
                .containsEntry("Umlaut", "ä, \"b\"")
                .containsEntry("DEVICE_TYPE", "MET Station");
        assertThat(Answers.readings("{\"/sys/devices/wind/0/sn\":\"W1\",\"/sys/devices/wind/0/rpm\":\"9\"}"))
                .singleElement()
                .satisfies(wind -> {
                    assertThat(wind.kind()).isEqualTo(DeviceKind.OTHER);
                    assertThat(wind.properties()).containsEntry("rpm", "9");
                });
    }

    @Test
    void readsAPvs5() throws Exception {
        var readings = Answers.readings(Answers.resource("legacy-pvs5.json"));
        assertThat(readings)
                .extracting(Reading::kind)
                .containsExactly(DeviceKind.SUPERVISOR, DeviceKind.PRODUCTION_METER, DeviceKind.INVERTER);
        assertThat(readings.get(2).device()).isEqualTo("417990012345678");
        assertThat(readings.get(2).value(Quantity.DC_POWER_KW)).isEqualTo(0.1899);
        assertThat(readings.get(2).value(Quantity.HEATSINK_TEMP_C)).isEqualTo(41.125);
        assertThat(readings.get(2).properties())
                .containsEntry("SWVER", "951007408")
                .doesNotContainKey("NMPLT_SKU");
    }

    @Test
    void everyKindHasALabelOfItsOwn() {
        assertThat(DeviceKind.values())
                .allSatisfy(kind -> assertThat(DeviceKind.of(kind.label())).isEqualTo(kind));
        assertThat(DeviceKind.PRODUCTION_METER.label()).isEqualTo("production meter");
    }

    @Test
    void aReadingNeverChanges() throws Exception {
        Reading reading = Answers.inverter("\"p_3phsum_kw\":\"0.1\"");
        assertThatThrownBy(() -> reading.values().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> reading.properties().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
