package org.pvswatch.simulator;

import java.time.Instant;

/** Fills {@link Variables} from the plant, flat as builds from 61845 on do. */
final class VariableSource {
    private final SimulatorOptions options;
    private final SiteIdentity identity;
    private final Plant plant;
    private final FaultSchedule faults;
    private final Instant start;
    private final SeededNoise healthNoise;

    VariableSource(SimulatorOptions options, SiteIdentity identity, Plant plant, FaultSchedule faults, Instant start) {
        this.options = options;
        this.identity = identity;
        this.plant = plant;
        this.faults = faults;
        this.start = start;
        this.healthNoise = new SeededNoise(options.seed()).stream("health");
    }

    Variables at(Instant now) {
        var snapshot = plant.at(now);
        var clock = new DeviceClock(faults, now);
        var variables = new Variables();
        info(variables, now);
        network(variables);
        livedata(variables, snapshot.live(), clock);
        meters(variables, snapshot.atMark(), clock);
        inverters(variables, snapshot, clock);
        if (options.profile().hasStorage()) {
            StorageVariables.add(variables, snapshot.atMark(), identity, clock);
        }
        return variables;
    }

    private void info(Variables to, Instant now) {
        var health = SupervisorHealth.at(now, start, healthNoise);
        to.text("/sys/info/serialnum", identity.supervisor())
                .text("/sys/info/model", "PVS6")
                .text("/sys/info/hwrev", "6.02")
                .text("/sys/info/uptime", health.uptimeSeconds() + ".70")
                .text("/sys/info/fwrev", " Major 2, Revision 0x6131c9f8, Build 1188")
                .text("/sys/info/boardtype", "A0K LIB 1.0 PSoC5")
                .text("/sys/info/sw_rev", "2025.09.04.61845")
                .text("/sys/info/ssid", identity.ssid())
                .text("/sys/info/wpa_key", identity.hotspotKey())
                .text("/sys/info/lmac", "02:00:5e:00:53:01")
                .text("/sys/info/sys_type", options.profile().hasStorage() ? "Storage" : "PV-only")
                .text("/sys/info/finance_type", "UNKNOWN")
                .text("/sys/info/active_interface", "sta0")
                .text("/sys/info/active_interface_mac", "02:00:5e:00:53:02")
                .whole("/sys/info/ram_usage", 7)
                .whole("/sys/info/flash_usage", 73)
                .whole("/sys/info/cpu_usage", Math.round(health.cpuLoad() * 12));
    }

    private void network(Variables to) {
        to.text("/network/report/send", "0")
                .text("/metrics/network/interface_report_request", "0")
                .text("/sys/toggle_cell/low_data_mode", "0")
                .text("/sys/toggle_cell/cell_connected", "0")
                .text("/sys/toggle_cell/broadband_connected", "1")
                .text("/net/wwan0/state", "N/A")
                .text("/net/wan0/state", "N/A")
                .text("/net/wan1/state", "N/A")
                .text("/net/sta0/state", "online")
                .text("/sys/pvs/flashwear_type_b", "0x03")
                .text("/sys/pvs/usb_erase_count", "0")
                .text("/sys/telemetryws/enable", "0");
        if (options.profile().hasStorage()) {
            to.text("/ess/config/dcm/mode_param/control_mode", "SELF_CONSUMPTION")
                    .number("/ess/config/dcm/control_param/min_customer_soc", 0.1);
        }
    }

    /** site_load = pv + net + ess, of powers and of energies alike. */
    private void livedata(Variables to, MeterSample live, DeviceClock clock) {
        boolean storage = options.profile().hasStorage();
        double storedKwh = storage ? live.dischargedKwh() - live.chargedKwh() : 0;
        to.whole("/sys/livedata/time", clock.shown(live.epochSecond()))
                .number("/sys/livedata/pv_p", live.producedKw())
                .number("/sys/livedata/pv_en", live.producedKwh())
                .number("/sys/livedata/net_p", live.netKw())
                .number("/sys/livedata/net_en", live.netKwh())
                .number("/sys/livedata/site_load_p", live.houseLoadKw())
                .number("/sys/livedata/site_load_en", live.producedKwh() + live.netKwh() + storedKwh)
                .number("/sys/livedata/ess_en", storage ? storedKwh : Double.NaN)
                .number("/sys/livedata/ess_p", storage ? live.batteryKw() : Double.NaN)
                .number("/sys/livedata/soc", storage ? live.charge() : Double.NaN)
                .whole("/sys/livedata/backupTimeRemaining", storage ? backupMinutes(live) : 0)
                .whole("/sys/livedata/midstate", storage ? 2 : 0);
    }

    private static long backupMinutes(MeterSample live) {
        return Math.round(live.charge() * Battery.CAPACITY_KWH / Math.max(0.3, live.houseLoadKw()) * 60);
    }

    private void meters(Variables to, MeterSample sample, DeviceClock clock) {
        var production = new MeterVariables(to, "/sys/devices/meter/0/");
        production.production(sample, identity.productionMeter(), clock);
        new MeterVariables(to, "/sys/devices/meter/1/").consumption(sample, identity.consumptionMeter(), clock);
    }

    /** Indices are positions: an inverter that never reported takes none. */
    private void inverters(Variables to, PlantSnapshot snapshot, DeviceClock clock) {
        int index = 0;
        for (var view : snapshot.inverters()) {
            if (view.last() != null) {
                inverter(to, index++, view, snapshot.now(), clock);
                if (faults.hits(FaultKind.DUPLICATE, view.panel(), snapshot.now())) {
                    inverter(to, index++, view, snapshot.now(), clock);
                }
            }
        }
    }

    private void inverter(Variables to, int index, InverterView view, Instant now, DeviceClock clock) {
        String path = "/sys/devices/inverter/" + index + "/";
        var last = view.last();
        double unknown = faults.hits(FaultKind.NAN, view.panel(), now) ? Double.NaN : 0;
        boolean nameless = faults.hits(FaultKind.NOSERIAL, view.panel(), now);
        to.number(path + "freqHz", last.frequencyHz() + unknown)
                .number(path + "i3phsumA", last.acAmps() + unknown)
                .number(path + "iMppt1A", last.dcAmps() + unknown)
                .number(path + "ltea3phsumKwh", last.lifetimeEnergyKwh() + unknown)
                .text(path + "msmtEps", clock.iso(last.epochSecond()))
                .number(path + "p3phsumKw", last.powerKw() + unknown)
                .number(path + "pMppt1Kw", last.dcPowerKw() + unknown)
                .text(path + "prodMdlNm", "AC_Module_Type_E")
                .text(path + "sn", nameless ? "n/a" : view.panel().serial())
                .text(path + "tHtsnkDegc", unknown == 0 ? Long.toString(Math.round(last.heatsinkTempC())) : "nan")
                .number(path + "vMppt1V", last.dcVolts() + unknown)
                .number(path + "vln3phavgV", last.acVolts() + unknown);
    }
}
