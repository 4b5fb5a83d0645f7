package org.pvswatch.simulator;

import java.time.Instant;
import java.util.List;

/** Writes {@code DeviceList}: the supervisor, two meters and all inverters in the form of one firmware. */
final class DeviceList {
    private static final int INVERTERS_PER_SECOND = 5;

    private final SimulatorOptions options;
    private final SiteIdentity identity;
    private final FaultSchedule faults;
    private final Instant start;
    private final InverterDevice inverterDevice;
    private final MeterDevices meterDevices;
    private final SeededNoise healthNoise;

    DeviceList(SimulatorOptions options, SiteIdentity identity, FaultSchedule faults, Instant start) {
        this.options = options;
        this.identity = identity;
        this.faults = faults;
        this.start = start;
        this.inverterDevice = new InverterDevice(options.profile());
        this.meterDevices = new MeterDevices(options.profile(), identity);
        this.healthNoise = new SeededNoise(options.seed()).stream("health");
    }

    String text(PlantSnapshot snapshot) {
        var now = snapshot.now();
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
        for (var meter : meterDevices.both(snapshot.live(), clock, current + 1)) {
            write(json, meter);
        }
        if (options.profile().hasStorage()) {
            for (var device : StorageDevices.all(identity, clock, current + 1)) {
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
            String serial = faults.hits(FaultKind.NOSERIAL, view.panel(), now)
                    ? ""
                    : view.panel().serial();
            boolean nan = faults.hits(FaultKind.NAN, view.panel(), now);
            String currentTime = clock.legacy(current + i / INVERTERS_PER_SECOND);
            write(json, inverterDevice.fields(view, serial, nan, clock, currentTime));
            if (faults.hits(FaultKind.DUPLICATE, view.panel(), now)) {
                write(json, inverterDevice.fields(view, serial, nan, clock, currentTime));
            }
        }
    }

    private void write(TabbedJson json, DeviceFields device) {
        (options.profile() == Profile.L0_2019 ? device.alphabetical() : device).writeTo(json);
    }

    private DeviceFields supervisor(Instant now, DeviceClock clock) {
        var profile = options.profile();
        var health = SupervisorHealth.at(now, start, healthNoise);
        boolean late = profile.build() > 60_000;
        return new DeviceFields()
                .text("DETAIL", "detail")
                .text("STATE", "working")
                .text("STATEDESCR", "Working")
                .text("SERIAL", identity.supervisor())
                .text("MODEL", profile.isPvs5() ? "PV Supervisor PVS5" : "PV Supervisor PVS6")
                .text("HWVER", profile.isPvs5() ? "3.3" : late ? "6.02" : "6.0")
                .text("SWVER", profile.softwareVersion())
                .text("DEVICE_TYPE", "PVS")
                .text("DATATIME", clock.legacy(lastReport(now.getEpochSecond(), late)))
                .text("dl_err_count", "0")
                .text("dl_comm_err", Long.toString(health.communicationErrors()))
                .text("dl_skipped_scans", "0")
                .text("dl_scan_time", late && profile.hasStorage() ? "24" : "0")
                .text("dl_untransmitted", "0")
                .text("dl_uptime", Long.toString(health.uptimeSeconds()))
                .decimal("dl_cpu_load", health.cpuLoad())
                .text("dl_mem_used", Long.toString(health.memoryUsedKib()))
                .text("dl_flash_avail", Long.toString(profile.isPvs5() ? 12_436 : health.flashAvailableKib()))
                .bare("panid", Integer.toString(identity.panId()))
                .text("CURTIME", clock.legacy(now.getEpochSecond()));
    }

    /** Older firmware reports on five-minute marks; 61839 at odd seconds, up to most of an hour old. */
    private static long lastReport(long epochSecond, boolean late) {
        return late ? epochSecond - Math.floorMod(epochSecond - 1_539, 3_600L) : epochSecond - epochSecond % 300;
    }
}
