package org.pvswatch.simulator;

import java.time.Instant;
import java.util.List;

/** Writes {@code DeviceList}: the supervisor, two meters and all inverters in the form of one firmware. */
final class DeviceList {
    private static final int INVERTERS_PER_SECOND = 5;

    private final Box box;
    private final Profile profile;
    private final FaultSchedule faults;
    private final InverterDevice inverterDevice;
    private final MeterDevices meterDevices;
    private final StorageDevices storageDevices;

    DeviceList(Box box) {
        this.box = box;
        this.profile = box.profile();
        this.faults = box.faults();
        this.inverterDevice = new InverterDevice(profile);
        this.meterDevices = new MeterDevices(profile, box.identity());
        this.storageDevices = new StorageDevices(box.identity());
    }

    String text(Instant now) {
        var snapshot = box.plant().at(now);
        if (faults.isActive(FaultKind.FAIL, now)) {
            return new TabbedJson(32)
                    .object()
                    .text("result", "fail")
                    .endObject()
                    .toString();
        }
        var json = new TabbedJson(1_200 * (snapshot.inverters().size() + 3))
                .object()
                .array("devices");
        if (!faults.isActive(FaultKind.EMPTY, now)) {
            devices(json, snapshot, new DeviceClock(faults, now));
        }
        return json.endArray().text("result", "succeed").endObject().toString();
    }

    private void devices(TabbedJson json, PlantSnapshot snapshot, DeviceClock clock) {
        long current = snapshot.now().getEpochSecond();
        write(json, supervisor(snapshot.now(), clock));
        if (!faults.isActive(FaultKind.NOMETERS, snapshot.now())) {
            for (var meter : meterDevices.both(snapshot.live(), clock, current + 1)) {
                write(json, meter);
            }
        }
        if (profile.hasStorage()) {
            for (var device : storageDevices.all(snapshot.live(), clock, current + 1)) {
                write(json, device);
            }
        }
        inverters(json, snapshot, clock, current + 1);
    }

    private void inverters(TabbedJson json, PlantSnapshot snapshot, DeviceClock clock, long current) {
        List<InverterView> inverters = snapshot.inverters();
        for (int i = 0; i < inverters.size(); i++) {
            var view = inverters.get(i);
            var now = snapshot.now();
            String serial = faults.shownSerial(view.panel(), now);
            boolean nan = faults.hits(FaultKind.NAN, view.panel(), now);
            String currentTime = clock.legacy(current + i / INVERTERS_PER_SECOND);
            write(json, inverterDevice.fields(view, serial, nan, clock, currentTime));
            if (faults.hits(FaultKind.DUPLICATE, view.panel(), now)) {
                write(json, inverterDevice.fields(view, serial, nan, clock, currentTime));
            }
        }
    }

    private void write(TabbedJson json, DeviceFields device) {
        (profile == Profile.L0_2019 ? device.alphabetical() : device).writeTo(json);
    }

    private DeviceFields supervisor(Instant now, DeviceClock clock) {
        var health = box.health(now);
        boolean late = profile.isLate();
        return new DeviceFields()
                .text("DETAIL", "detail")
                .text("STATE", "working")
                .text("STATEDESCR", "Working")
                .text("SERIAL", box.identity().supervisor())
                .text("MODEL", profile.isPvs5() ? "PV Supervisor PVS5" : "PV Supervisor PVS6")
                .text("HWVER", profile.isPvs5() ? "3.3" : late ? "6.02" : "6.0")
                .text("SWVER", profile.softwareVersion())
                .text("DEVICE_TYPE", "PVS")
                .text("DATATIME", clock.legacy(lastReport(profile, now.getEpochSecond())))
                .text("dl_err_count", "0")
                .text("dl_comm_err", Long.toString(health.communicationErrors()))
                .text("dl_skipped_scans", "0")
                .text("dl_scan_time", late && profile.hasStorage() ? "24" : "0")
                .text("dl_untransmitted", "0")
                .text("dl_uptime", Long.toString(health.uptimeSeconds()))
                .decimal("dl_cpu_load", health.cpuLoad())
                .text("dl_mem_used", Long.toString(health.memoryUsedKib()))
                .text("dl_flash_avail", Long.toString(profile.isPvs5() ? 12_436 : health.flashAvailableKib()))
                .bare("panid", Integer.toString(box.identity().panId()))
                .text("CURTIME", clock.legacy(now.getEpochSecond()));
    }

    /** Older firmware reports on five-minute marks; 61839 and later at odd seconds, up to most of an hour old. */
    static long lastReport(Profile profile, long epochSecond) {
        return profile.build() >= 61_839
                ? epochSecond - Math.floorMod(epochSecond - 1_539, 3_600L)
                : epochSecond - epochSecond % 300;
    }
}
