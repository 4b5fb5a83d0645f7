package org.pvswatch.simulator;

import java.util.List;

/**
 * A battery site's own devices of a device list. All but the hub with its sensors stand in {@code error} without values
 * and without {@code DATATIME}, which is their normal state.
 */
final class StorageDevices {
    private static final int DESCRIPTION_LENGTH = 63;
    private static final String MAC = "02:00:5e:00:53:0";

    private final SiteIdentity identity;

    StorageDevices(SiteIdentity identity) {
        this.identity = identity;
    }

    List<DeviceFields> all(MeterSample sample, DeviceClock clock, long current) {
        String hub = identity.transferSwitch();
        String gateway = identity.storagePart("GW", 8);
        return List.of(
                end(
                        start(hub, "HUB+", "HUB+", "SunPower MIDC", "error", "0.7.18")
                                .text("hw_version", "0.9.0")
                                .text("interface", "ttymxc5")
                                .bare("slave", "220")
                                .text("PORT", "P0, Modbus, Slave 220"),
                        clock,
                        current),
                sensors(sample, clock, current),
                end(
                        start(
                                        identity.storagePart("DI", 10),
                                        "PV Disconnect",
                                        "PV-DISCONNECT",
                                        "SunPower PV Disconnect Relay",
                                        "error",
                                        "0.2.13")
                                .text("interface", "ttymxc5")
                                .bare("slave", "230")
                                .text("PORT", "P0, Modbus, Slave 230"),
                        clock,
                        current),
                end(
                        start(gateway, "Gateway", "GATEWAY", "SchneiderElectric-ConextGateway", "error", "V1")
                                .text("interface", "sunspec")
                                .text("mac_address", MAC + 3)
                                .bare("slave", "1"),
                        clock,
                        current),
                end(
                        start(
                                        identity.storageInverter(),
                                        "Storage Inverter",
                                        "SCHNEIDER-XWPRO",
                                        "SchneiderElectric-XW6848-21",
                                        "error",
                                        "0.2.1")
                                .text("interface", "sunspec")
                                .text("mac_address", MAC + 4)
                                .bare("slave", "10")
                                .bare("parent", "11")
                                .text("PARENT", gateway),
                        clock,
                        current),
                end(
                        start(identity.battery(), "ESS BMS", "EQUINOX-BMS", "SchneiderElectric-SP1", "error", "0.2.2")
                                .text("interface", "sunspec")
                                .text("mac_address", MAC + 5)
                                .bare("slave", "230")
                                .text("PARENT", gateway),
                        clock,
                        current),
                module(1, clock, current),
                module(2, clock, current),
                module(3, clock, current),
                end(
                        start(
                                        identity.energyStorage(),
                                        "Energy Storage System",
                                        "EQUINOX-ESS",
                                        "SPWR-Equinox-model",
                                        "error",
                                        "0")
                                .text("interface", "none"),
                        clock,
                        current));
    }

    /** The hub's board: the one storage device that measures. Temperature in degC, humidity in percent. */
    private DeviceFields sensors(MeterSample sample, DeviceClock clock, long current) {
        return end(
                start(identity.storagePart("MI", 9), "ESS Hub", "EQUINOX-MIO", "SunPower MIO", "working", "0.7.18")
                        .text("interface", "ttymxc5")
                        .bare("slave", "221")
                        .bare("parent", "11")
                        .text("PARENT", identity.energyStorage())
                        .text("PORT", "P0, Modbus, Slave 221")
                        .text("DATATIME", clock.legacy(sample.epochSecond()))
                        .decimal("t_degc", 26)
                        .decimal("humidity", 31)
                        .decimal("v_dcdc_spply_v", 12.07)
                        .decimal("v_spply_v", 12.1)
                        .decimal("v_gateway_v", 12.02)
                        .text("fan_actv_fl", "0"),
                clock,
                current);
    }

    private DeviceFields module(int number, DeviceClock clock, long current) {
        return end(
                start(identity.batteryModule(number), "Battery", "BATTERY", "POWERAMP-Komodo 1.2", "error", "1.0")
                        .text("hw_version", "1.0")
                        .text("interface", "none")
                        .text("PORT", "P0, None, Slave -1")
                        .text("PARENT", identity.battery()),
                clock,
                current);
    }

    private static DeviceFields start(
            String serial, String deviceType, String type, String model, String state, String version) {
        String description = deviceType + " " + serial;
        return new DeviceFields()
                .bare("ISDETAIL", "true")
                .text("SERIAL", serial)
                .text("TYPE", type)
                .text("STATE", state)
                .text("STATEDESCR", state.equals("error") ? "Error" : "Working")
                .text("MODEL", model)
                .text("DESCR", description.substring(0, Math.min(DESCRIPTION_LENGTH, description.length())))
                .text("DEVICE_TYPE", deviceType)
                .text("SWVER", version);
    }

    private static DeviceFields end(DeviceFields fields, DeviceClock clock, long current) {
        return fields.text("origin", "data_logger").text("OPERATION", "noop").text("CURTIME", clock.legacy(current));
    }
}
