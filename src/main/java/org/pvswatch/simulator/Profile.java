package org.pvswatch.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A firmware whose answers the simulated PVS imitates. */
public enum Profile {
    /** PVS6, 2019.5 Build 4150: alphabetical keys, {@code p_mpptsum_kw}, sleeping inverters without values. */
    L0_2019("2019.5", 4150),
    /** PVS5, 2020.1 Build 3008: dead production meter, numeric serials. */
    L0_PVS5("2020.1", 3008, Trait.PVS5),
    /** PVS6, 2024.2 Build 61640: open, {@code p_mppt1_kw}, {@code module_serial}. */
    L0_2024("2024.2", 61640),
    /** PVS6, 2025.06 Build 61839: the last open one. */
    L0_61839("2025.06", 61839),
    /** The same with a battery and a transfer switch. */
    L0_61839_ESS("2025.06", 61839, Trait.STORAGE),
    /** PVS6, 2025.06 Build 61840: sessions and variables, each device's data in one JSON object. */
    V_61840("2025.06", 61840, "2025.06.24.61840", Trait.BLOBS),
    /** PVS6, 2025.09 Build 61845: https, sessions and variables; solar only. */
    V_61845("2025.09", 61845, "2025.09.04.61845"),
    /** PVS6, 2025.10 Build 61846; the day in its {@code sw_rev} is made up. */
    V_61846("2025.10", 61846, "2025.10.08.61846"),
    /** Build 61845 with a battery and a transfer switch. */
    V_STORAGE("2025.09", 61845, "2025.09.04.61845", Trait.STORAGE),
    /** Build 61846 with a battery and a transfer switch. */
    V_61846_STORAGE("2025.10", 61846, "2025.10.08.61846", Trait.STORAGE),
    /** PVS5, 2025.11 Build 5412: sessions and variables, fewer of them. */
    V_PVS5("2025.11", 5412, "0.0.25.5412", Trait.PVS5);

    private enum Trait {
        PVS5,
        STORAGE,
        BLOBS
    }

    /** Builds of PVS6 from here on write what 2021.11 brought; PVS5 has numbers of its own. */
    private static final int FIRST_LATE_BUILD = 60_000;

    private static final int FIRST_LATE_BUILD_OF_PVS5 = 5_000;

    private final String release;
    private final int build;
    private final String revision;
    private final Set<Trait> traits;

    Profile(String release, int build, Trait... traits) {
        this(release, build, null, traits);
    }

    Profile(String release, int build, String revision, Trait... traits) {
        this.release = release;
        this.build = build;
        this.revision = revision;
        this.traits = Set.of(traits);
    }

    /** The profile of that command-line name, such as {@code l0-61839}. */
    public static Profile named(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is not a profile; known are " + String.join(", ", names())));
    }

    /** All names, as they are written on the command line. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Profile::toString).collect(Collectors.toList());
    }

    /** {@code SWVER} as the supervisor writes it. */
    String softwareVersion() {
        return release + ", Build " + build;
    }

    /** {@code /sys/info/sw_rev}; null for firmware without variables. */
    String revision() {
        return revision;
    }

    int build() {
        return build;
    }

    boolean isPvs5() {
        return traits.contains(Trait.PVS5);
    }

    /** True: a session and {@code /vars}, https unless told otherwise. False: open, http unless told otherwise. */
    public boolean isVarserver() {
        return revision != null;
    }

    /** True: the site has a battery. */
    public boolean hasStorage() {
        return traits.contains(Trait.STORAGE);
    }

    /** True: a device's variables are one JSON object, and only those valid now are in it. */
    boolean hasBlobs() {
        return traits.contains(Trait.BLOBS);
    }

    /** True: 2021.11 or later: leg values, {@code p_mppt1_kw}, more keys, and sleeping inverters keep their values. */
    boolean isLate() {
        return build > (isPvs5() ? FIRST_LATE_BUILD_OF_PVS5 : FIRST_LATE_BUILD);
    }

    /** The firmware an update makes of it: the same box and the same devices behind a login. */
    Profile updated() {
        if (isVarserver()) {
            return this;
        }
        return isPvs5() ? V_PVS5 : hasStorage() ? V_STORAGE : V_61845;
    }

    /** The name used on the command line, such as {@code v-61845}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
