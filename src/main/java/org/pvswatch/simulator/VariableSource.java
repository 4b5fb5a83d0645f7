package org.pvswatch.simulator;

import java.time.Instant;

/** Fills {@link Variables} from the plant as one firmware lays them out. */
final class VariableSource {
    private final Box box;
    private final Profile profile;
    private final SiteIdentity identity;
    private final FaultSchedule faults;
    private final DeviceLayout layout;
    private final MeterVariables meterVariables;
    private final InverterVariables inverterVariables;

    VariableSource(Box box) {
        this.box = box;
        this.profile = box.profile();
        this.identity = box.identity();
        this.faults = box.faults();
        this.layout = profile.hasBlobs() ? DeviceLayout.BLOBS : DeviceLayout.FLAT;
        this.meterVariables = new MeterVariables(profile);
        this.inverterVariables = new InverterVariables(profile);
    }

    Variables at(Instant now) {
        var snapshot = box.plant().at(now);
        var clock = new DeviceClock(faults, now);
        var variables = new Variables();
        info(variables, now);
        network(variables);
        livedata(variables, snapshot.live(), clock);
        if (!faults.isActive(FaultKind.NOMETERS, now)) {
            meters(variables, snapshot.atMark(), clock);
        }
        inverters(variables, snapshot, clock);
        if (profile.hasStorage()) {
            StorageVariables.add(variables, snapshot.atMark(), identity, clock);
        }
        return variables;
    }

    private void info(Variables to, Instant now) {
        var health = box.health(now);
        to.text("/sys/info/serialnum", identity.supervisor())
                .text("/sys/info/model", profile.isPvs5() ? "PVS5" : "PVS6")
                .text("/sys/info/hwrev", profile.isPvs5() ? "3.3" : "6.02")
                .text("/sys/info/uptime", health.uptimeSeconds() + ".70")
                .text("/sys/info/fwrev", " Major 2, Revision 0x6131c9f8, Build 1188")
                .text("/sys/info/boardtype", "A0K LIB 1.0 PSoC5")
                .text("/sys/info/sw_rev", profile.revision())
                .text("/sys/info/ssid", identity.ssid())
                .text("/sys/info/wpa_key", identity.hotspotKey())
                .text("/sys/info/lmac", "02:00:5e:00:53:01")
                .text("/sys/info/sys_type", profile.hasStorage() ? "Storage" : "PV-only")
                .text("/sys/info/finance_type", "UNKNOWN")
                .text("/sys/info/active_interface", "sta0")
                .text("/sys/info/active_interface_mac", "02:00:5e:00:53:02")
                .whole("/sys/info/ram_usage", 7)
                .whole("/sys/info/flash_usage", Math.round(73 + 27 * Math.min(1, faults.flashFilled(now))))
                .whole("/sys/info/cpu_usage", Math.round(health.cpuLoad() * 12));
    }

    private void network(Variables to) {
        to.text("/network/report/send", "0")
                .text("/metrics/network/interface_report_request", "0")
                .text("/sys/toggle_cell/low_data_mode", "0")
                .text("/sys/toggle_cell/cell_connected", "0")
                .text("/sys/toggle_cell/broadband_connected", "1");
        if (profile.isPvs5()) {
            to.text("/net/sta0/state", "online")
                    .text("/net/wan/state", "N/A")
                    .text("/net/plc/state", "N/A")
                    .text("/net/cell/state", "N/A");
            return;
        }
        to.text("/net/wwan0/state", "N/A")
                .text("/net/wan0/state", "N/A")
                .text("/net/wan1/state", "N/A")
                .text("/net/sta0/state", "online")
                .text("/sys/pvs/flashwear_type_b", "0x03")
                .text("/sys/pvs/usb_erase_count", "0")
                .text(Variables.TELEMETRY, "0");
        if (profile.hasStorage()) {
            to.text("/ess/config/dcm/mode_param/control_mode", "SELF_CONSUMPTION")
                    .number("/ess/config/dcm/control_param/min_customer_soc", 0.1);
        }
    }

    /** site_load = pv + net + ess, of powers and of energies alike. */
    private void livedata(Variables to, MeterSample live, DeviceClock clock) {
        boolean storage = profile.hasStorage();
        to.whole("/sys/livedata/time", clock.shown(live.epochSecond()))
                .number("/sys/livedata/pv_p", live.producedKw())
                .number("/sys/livedata/pv_en", live.producedKwh())
                .number("/sys/livedata/net_p", live.netKw())
                .number("/sys/livedata/net_en", live.netKwh())
                .number("/sys/livedata/site_load_p", live.houseLoadKw())
                .number("/sys/livedata/site_load_en", live.siteLoadKwh())
                .number("/sys/livedata/ess_en", storage ? live.batteryKwh() : Double.NaN)
                .number("/sys/livedata/ess_p", storage ? live.batteryKw() : Double.NaN)
                .number("/sys/livedata/soc", storage ? live.charge() : Double.NaN)
                .whole("/sys/livedata/backupTimeRemaining", storage ? backupMinutes(live) : 0)
                .whole("/sys/livedata/midstate", storage ? 2 : 0);
    }

    private static long backupMinutes(MeterSample live) {
        return Math.round(live.charge() * Battery.CAPACITY_KWH / Math.max(0.3, live.houseLoadKw()) * 60);
    }

    private void meters(Variables to, MeterSample sample, DeviceClock clock) {
        layout.write(to, "meter", 0, meterVariables.production(sample, identity.productionMeter(), clock));
        layout.write(to, "meter", 1, meterVariables.consumption(sample, identity.consumptionMeter(), clock));
    }

    /** Indices are positions: an inverter that never reported takes none. */
    private void inverters(Variables to, PlantSnapshot snapshot, DeviceClock clock) {
        int index = 0;
        var now = snapshot.now();
        for (var view : snapshot.inverters()) {
            if (view.last() != null) {
                String serial = faults.shownSerial(view.panel(), now);
                boolean nan = faults.hits(FaultKind.NAN, view.panel(), now);
                var device = inverterVariables.of(view.last(), serial, nan, clock);
                layout.write(to, "inverter", index++, device);
                if (faults.hits(FaultKind.DUPLICATE, view.panel(), now)) {
                    layout.write(to, "inverter", index++, device);
                }
            }
        }
    }
}
