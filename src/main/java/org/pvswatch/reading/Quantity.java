package org.pvswatch.reading;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonKey;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Every number a device reports, with its unit and sign, and what each language of the PVS calls it.
 *
 * <p>The constant's name in lower case is the column in history and the key in JSON; the unit is its last word. Power and
 * energy are positive in the direction the name says; {@code net} is import minus export. Source: recordings of both
 * generations and the description of the ESS report; where two disagree on a unit (battery charge 0-1 or 0-100) the name
 * here decides.
 */
public enum Quantity {
    /** AC power: of an inverter or production meter, produced; of a consumption meter, drawn from the grid (net). */
    POWER_KW(keys("p_3phsum_kw"), keys("p3phsumKw")),
    /** Reactive power, signed as reported. */
    REACTIVE_POWER_KVAR(keys("q_3phsum_kvar"), keys("q3phsumKvar")),
    /** Apparent power. */
    APPARENT_POWER_KVA(keys("s_3phsum_kva"), keys("s3phsumKva")),
    /** Power factor, -1 to 1, with the sign of the power. */
    POWER_FACTOR_RATIO(keys("tot_pf_rto"), keys("totPfRto")),
    /** Grid frequency; 0 from an inverter without grid. */
    FREQUENCY_HZ(keys("freq_hz"), keys("freqHz")),
    /** Lifetime energy of an inverter; a new device starts near 0. */
    LIFETIME_ENERGY_KWH(keys("ltea_3phsum_kwh"), keys("ltea3phsumKwh")),
    /** Lifetime net energy of a meter: produced, or import minus export; steps down a tick at dusk. */
    LIFETIME_NET_KWH(keys("net_ltea_3phsum_kwh"), keys("netLtea3phsumKwh")),
    /** Lifetime energy in the positive direction: import at a net meter, discharge of a battery. */
    LIFETIME_POSITIVE_KWH(keys("pos_ltea_3phsum_kwh"), keys("posLtea3phsumKwh")),
    /** Lifetime energy in the negative direction: export at a net meter, charge of a battery. */
    LIFETIME_NEGATIVE_KWH(keys("neg_ltea_3phsum_kwh"), keys("negLtea3phsumKwh")),
    /** AC current of an inverter, a storage inverter or a production meter. */
    CURRENT_A(keys("i_3phsum_a", "i_a", "ac_current"), keys("i3phsumA")),
    /** Current of leg 1, unsigned. */
    LEG1_CURRENT_A(keys("i1_a", "meter_a.current", "phase_a_current"), keys("i1A")),
    /** Current of leg 2, unsigned. */
    LEG2_CURRENT_A(keys("i2_a", "meter_b.current", "phase_b_current"), keys("i2A")),
    /** Voltage between the legs, about 240 or 208, at a meter or (despite its name there) at an inverter. */
    VOLTAGE_V(keys("v12_v", "vln_3phavg_v"), keys("v12V", "vln3phavgV")),
    /** Voltage of leg 1 to neutral. */
    LEG1_VOLTAGE_V(keys("v1n_v", "meter_a.voltage", "a_n_voltage", "load_phase1_voltage"), keys("v1nV")),
    /** Voltage of leg 2 to neutral. */
    LEG2_VOLTAGE_V(keys("v2n_v", "meter_b.voltage", "b_n_voltage", "load_phase2_voltage"), keys("v2nV")),
    /** Power of leg 1, signed like the power of both. */
    LEG1_POWER_KW(keys("p1_kw", "meter_a.power"), keys("p1Kw")),
    /** Power of leg 2, signed like the power of both. */
    LEG2_POWER_KW(keys("p2_kw", "meter_b.power"), keys("p2Kw")),
    /** Size of the fitted current transformer. */
    CT_RATING_A(keys("ct_scl_fctr"), keys("ctSclFctr")),
    /** DC power from the panel; may be less than the AC power, the two are measured apart. */
    DC_POWER_KW(keys("p_mppt1_kw", "p_mpptsum_kw"), keys("pMppt1Kw")),
    /** DC voltage of the panel. */
    DC_VOLTAGE_V(keys("v_mppt1_v"), keys("vMppt1V")),
    /** DC current of the panel. */
    DC_CURRENT_A(keys("i_mppt1_a"), keys("iMppt1A")),
    /** Temperature of the inverter's heat sink. */
    HEATSINK_TEMP_C(keys("t_htsnk_degc"), keys("tHtsnkDegc")),
    /** Supervisor: errors since its last report. */
    ERROR_COUNT(keys("dl_err_count"), keys()),
    /** Supervisor: communication errors with panels; goes up and down. */
    COMMUNICATION_ERROR_COUNT(keys("dl_comm_err"), keys()),
    /** Supervisor: power-line scans it left out. */
    SKIPPED_SCAN_COUNT(keys("dl_skipped_scans"), keys()),
    /** Supervisor: duration of a scan. */
    SCAN_TIME_S(keys("dl_scan_time"), keys()),
    /** Supervisor: records not yet sent to the vendor's cloud. */
    UNTRANSMITTED_RECORD_COUNT(keys("dl_untransmitted"), keys()),
    /** Supervisor: time since its last start. */
    UPTIME_S(keys("dl_uptime"), keys("/sys/info/uptime")),
    /** Supervisor: load average, not a percentage; legacy only. */
    CPU_LOAD_RATIO(keys("dl_cpu_load"), keys()),
    /** Supervisor: memory in use; legacy only. */
    MEMORY_USED_KIB(keys("dl_mem_used"), keys()),
    /** Supervisor: free flash; legacy only. */
    FLASH_AVAILABLE_KIB(keys("dl_flash_avail"), keys()),
    /** Supervisor: processor in use; varserver only. */
    CPU_USAGE_PERCENT(keys(), keys("/sys/info/cpu_usage")),
    /** Supervisor: memory in use; varserver only. */
    MEMORY_USAGE_PERCENT(keys(), keys("/sys/info/ram_usage")),
    /** Supervisor: flash in use; varserver only. */
    FLASH_USAGE_PERCENT(keys(), keys("/sys/info/flash_usage")),
    /** Supervisor: used part of the life of its flash, as the chip tells it in tenths; 100 when it is worn out. */
    FLASH_WEAR_PERCENT(keys(), keys("/sys/pvs/flashwear_type_b")),
    /** Live data: power made by the panels. */
    PRODUCTION_KW(keys(), keys("pv_p")),
    /** Live data: power drawn from the grid, negative while exporting. */
    NET_IMPORT_KW(keys(), keys("net_p")),
    /** Live data: power used by the house. */
    HOUSE_LOAD_KW(keys(), keys("site_load_p")),
    /** Power given by the battery at its AC side, negative while charging. */
    BATTERY_DISCHARGE_KW(keys("agg_power"), keys("ess_p")),
    /** Live data: lifetime energy made by the panels. */
    LIFETIME_PRODUCTION_KWH(keys(), keys("pv_en")),
    /** Live data: lifetime import minus export; falls while exporting. */
    LIFETIME_NET_IMPORT_KWH(keys(), keys("net_en")),
    /** Live data: lifetime energy used by the house. */
    LIFETIME_HOUSE_LOAD_KWH(keys(), keys("site_load_en")),
    /** Live data: lifetime energy of the battery, discharge minus charge; negative is normal. */
    LIFETIME_BATTERY_DISCHARGE_KWH(keys(), keys("ess_en")),
    /** Charge of the battery that the owner may use. */
    STATE_OF_CHARGE_PERCENT(keys("customer_state_of_charge", "state_of_charge"), keys("soc", "customerSocVal"), 100),
    /** Charge of the battery as the system sees it. */
    SYSTEM_STATE_OF_CHARGE_PERCENT(keys("system_state_of_charge"), keys("socVal"), 100),
    /** Charge the owner wants kept for an outage. */
    RESERVE_CHARGE_PERCENT(keys(), keys("/ess/config/dcm/control_param/min_customer_soc"), 100),
    /** Health of the battery. */
    STATE_OF_HEALTH_PERCENT(keys(), keys("sohVal"), 100),
    /** Battery: time the charge would last without the grid. */
    BACKUP_TIME_MIN(keys(), keys("backupTimeRemaining")),
    /** Current into the battery, negative while discharging. */
    CHARGE_CURRENT_A(keys("battery_amperage"), keys()),
    /** Voltage of the battery. */
    BATTERY_VOLTAGE_V(keys("battery_voltage"), keys("vBattV")),
    /** Lowest cell voltage of the battery. */
    LEAST_CELL_VOLTAGE_V(keys(), keys("minVBattCellV")),
    /** Highest cell voltage of the battery. */
    GREATEST_CELL_VOLTAGE_V(keys(), keys("maxVBattCellV")),
    /** Lowest cell temperature of the battery. */
    LEAST_CELL_TEMP_C(keys(), keys("minTBattCellDegc")),
    /** Highest cell temperature of the battery. */
    GREATEST_CELL_TEMP_C(keys(), keys("maxTBattCellDegc")),
    /** AC power of a storage inverter, signed as reported. */
    STORAGE_INVERTER_POWER_KW(keys("ac_power"), keys()),
    /** Temperature of a battery or a storage inverter, or inside a hub or an enclosure. */
    DEVICE_TEMP_C(
            keys("t_degc", "temperature", "hub_temperature", "enclosure_temperature"), keys("tInvtrDegc", "tDegc")),
    /** Humidity inside a hub or an enclosure. */
    HUMIDITY_PERCENT(keys("humidity", "hub_humidity", "enclosure_humidity"), keys()),
    /** Voltage of leg 1 on the grid side of a transfer switch. */
    GRID_LEG1_VOLTAGE_V(keys("grid_phase1_voltage"), keys("v1nGridV")),
    /** Voltage of leg 2 on the grid side of a transfer switch. */
    GRID_LEG2_VOLTAGE_V(keys("grid_phase2_voltage"), keys("v2nGridV")),
    /** Supply voltage inside a hub or transfer switch. */
    SUPPLY_VOLTAGE_V(keys("v_spply_v"), keys("vSpplyV")),
    /** Voltage inside an ESS hub behind its DC converter. */
    CONVERTER_SUPPLY_VOLTAGE_V(keys("v_dcdc_spply_v"), keys()),
    /** Voltage an ESS hub gives its gateway. */
    GATEWAY_VOLTAGE_V(keys("v_gateway_v"), keys()),
    /** Voltage of a hub's supply for starting without grid and battery. */
    JUMP_START_VOLTAGE_V(keys("jump_start_voltage"), keys()),
    /** Voltage of a hub's auxiliary port. */
    AUXILIARY_PORT_VOLTAGE_V(keys("aux_port_voltage"), keys()),
    /** Main voltage of a hub, as it calls it. */
    MAIN_VOLTAGE_V(keys("main_voltage"), keys()),
    /** Voltage of a hub where the inverters are connected. */
    INVERTER_CONNECTION_VOLTAGE_V(keys("inverter_connection_voltage"), keys()),
    /** Power the battery may charge with. */
    CHARGE_LIMIT_KW(keys(), keys("chrgLimitPmaxKw")),
    /** Power the battery may discharge with. */
    DISCHARGE_LIMIT_KW(keys(), keys("dischrgLimPmaxKw"));

    /** Those that inverters and meters report: history gives each a column of its own. */
    public static final Set<Quantity> COMMON = Collections.unmodifiableSet(EnumSet.range(POWER_KW, HEATSINK_TEMP_C));

    private static final Set<Quantity> OF_METER =
            Collections.unmodifiableSet(EnumSet.of(LIFETIME_NET_KWH, LIFETIME_POSITIVE_KWH, LIFETIME_NEGATIVE_KWH));
    private static final Set<Quantity> OF_LIVE_DATA = Collections.unmodifiableSet(EnumSet.of(
            LIFETIME_PRODUCTION_KWH, LIFETIME_NET_IMPORT_KWH, LIFETIME_HOUSE_LOAD_KWH, LIFETIME_BATTERY_DISCHARGE_KWH));
    private static final Map<String, Quantity> BY_LEGACY = new HashMap<>();
    private static final Map<String, Quantity> BY_VARSERVER = new HashMap<>();
    private static final Map<String, Quantity> BY_COLUMN = new HashMap<>();

    static {
        for (Quantity quantity : values()) {
            quantity.legacyKeys.forEach(key -> BY_LEGACY.put(key, quantity));
            quantity.varserverKeys.forEach(key -> BY_VARSERVER.put(key, quantity));
            BY_COLUMN.put(quantity.column(), quantity);
        }
    }

    /** Beyond it a share of 1 must be a percentage. */
    private static final double LARGEST_SHARE = 1.5;

    private final List<String> legacyKeys;
    private final List<String> varserverKeys;
    private final double varserverScale;
    private final String column = name().toLowerCase(Locale.ROOT);

    Quantity(List<String> legacyKeys, List<String> varserverKeys) {
        this(legacyKeys, varserverKeys, 1);
    }

    Quantity(List<String> legacyKeys, List<String> varserverKeys, double varserverScale) {
        this.legacyKeys = legacyKeys;
        this.varserverKeys = varserverKeys;
        this.varserverScale = varserverScale;
    }

    private static List<String> keys(String... keys) {
        return List.of(keys);
    }

    /** Column in history and key in JSON, such as {@code power_kw}. */
    @JsonValue
    @JsonKey
    public String column() {
        return column;
    }

    /** The lifetime counters a kind of device may have. */
    public static Set<Quantity> counters(DeviceKind kind) {
        return switch (kind) {
            case INVERTER -> Set.of(LIFETIME_ENERGY_KWH);
            case PRODUCTION_METER, CONSUMPTION_METER, STORAGE -> OF_METER;
            case LIVE_DATA -> OF_LIVE_DATA;
            case SUPERVISOR, OTHER -> Set.of();
        };
    }

    /** What a DeviceList key measures, {@code null} when it is no known number. */
    static Quantity ofLegacyKey(String key) {
        return BY_LEGACY.get(key);
    }

    /** What a DeviceList calls it, {@code null} when it does not know it. */
    String legacyKey() {
        return legacyKeys.isEmpty() ? null : legacyKeys.get(0);
    }

    /** What a varserver key measures, {@code null} when it is no known number. */
    static Quantity ofVarserverKey(String key) {
        return BY_VARSERVER.get(key);
    }

    /** The quantity of a column. */
    @JsonCreator
    public static Quantity ofColumn(String column) {
        return BY_COLUMN.get(column);
    }

    /** A share of 1 as varserver prints it, in percent; what is percent already, which clients have seen, stays. */
    double fromVarserver(double value) {
        return varserverScale != 1 && value > LARGEST_SHARE ? value : value * varserverScale;
    }
}
