package org.pvswatch.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A firmware whose answers the simulated PVS imitates. */
public enum Profile {
    /** PVS6, 2019.5 Build 4150: alphabetical keys, {@code p_mpptsum_kw}, sleeping inverters without values. */
    L0_2019("2019.5, Build 4150", 4150, false, false, false),
    /** PVS6, 2025.06 Build 61839: the last open one. */
    L0_61839("2025.06, Build 61839", 61839, false, false, false),
    /** PVS5, 2020.1 Build 3008: dead production meter, numeric serials. */
    L0_PVS5("2020.1, Build 3008", 3008, true, false, false),
    /** PVS6, 2025.09 Build 61845: https, sessions and variables; solar only. */
    V_61845("2025.09, Build 61845", 61845, false, true, false),
    /** The same with a battery and a transfer switch. */
    V_STORAGE("2025.09, Build 61845", 61845, false, true, true);

    private final String softwareVersion;
    private final int build;
    private final boolean pvs5;
    private final boolean varserver;
    private final boolean storage;

    Profile(String softwareVersion, int build, boolean pvs5, boolean varserver, boolean storage) {
        this.softwareVersion = softwareVersion;
        this.build = build;
        this.pvs5 = pvs5;
        this.varserver = varserver;
        this.storage = storage;
    }

    /** The profile of that command-line name, such as {@code l0-61839}. */
    public static Profile named(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a profile; known are "
                        + Arrays.stream(values()).map(Profile::toString).collect(Collectors.joining(", "))));
    }

    /** {@code SWVER} as the supervisor writes it. */
    String softwareVersion() {
        return softwareVersion;
    }

    int build() {
        return build;
    }

    boolean isPvs5() {
        return pvs5;
    }

    /** True: https with a session and {@code /vars}. False: plain http, open. */
    public boolean isVarserver() {
        return varserver;
    }

    /** True: the site has a battery. */
    public boolean hasStorage() {
        return storage;
    }

    /** True: a sleeping inverter keeps showing the values of its last contact. */
    boolean keepsStaleValues() {
        return this != L0_2019 && this != L0_PVS5;
    }

    /** The name used on the command line, such as {@code v-61845}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
