package org.pvswatch.simulator;

import java.util.List;

/** The battery's devices of a device list: {@code error} without values, which is their normal state. */
final class StorageDevices {
    private StorageDevices() {}

    static List<DeviceFields> all(SiteIdentity identity, DeviceClock clock, long current) {
        String hub = identity.transferSwitch();
        String battery = identity.battery();
        return List.of(
                device(hub, "HUB+", "SunPower MIDC", "HUB+", "ttymxc5", clock, current),
                device(battery, "EQUINOX-BMS", "SchneiderElectric-SP1", "ESS BMS", "none", clock, current),
                device(
                        hub + "_" + battery,
                        "EQUINOX-ESS",
                        "SPWR-Equinox-model",
                        "Energy Storage System",
                        "none",
                        clock,
                        current));
    }

    private static DeviceFields device(
            String serial, String type, String model, String deviceType, String wire, DeviceClock clock, long current) {
        String description = deviceType + " " + serial;
        return new DeviceFields()
                .bare("ISDETAIL", "true")
                .text("SERIAL", serial)
                .text("TYPE", type)
                .text("STATE", "error")
                .text("STATEDESCR", "Error")
                .text("MODEL", model)
                .text("DESCR", description.substring(0, Math.min(63, description.length())))
                .text("DEVICE_TYPE", deviceType)
                .text("interface", wire)
                .text("SWVER", "0.7.18")
                .text("PORT", "")
                .text("origin", "data_logger")
                .text("OPERATION", "noop")
                .text("CURTIME", clock.legacy(current));
    }
}
