package org.pvswatch.benchmark;

import java.util.EnumSet;
import java.util.Set;

/** Rows of the page: labels that are measured together, and what was set out to be reached. */
enum FaultGroup {
    DEAD_PANEL(
            "dead panel, no snow",
            "100 %; <= 1.5 sun-hours; p90 <= 2.5 and <= 36 h",
            EnumSet.of(LabelKind.DEAD, LabelKind.DEAD_DUSK)),
    DEAD_UNSEEN("dead while nobody asked", "100 %", EnumSet.of(LabelKind.DEAD_GAP)),
    DEAD_NEW("dead in the first week", "100 %", EnumSet.of(LabelKind.DEAD_FIRST_WEEK)),
    DEAD_IN_SNOW("dead panel, snow", "100 %; p50 <= 1 day, p90 <= 7 days", EnumSet.of(LabelKind.DEAD_SNOW)),
    STAGES("half of the site dead in stages", "100 %; p50 1 day, p90 2 days", EnumSet.of(LabelKind.DEAD_STAGE)),
    MUTE("dead and silent", "100 %; 1.5 sun-hours, p90 3", EnumSet.of(LabelKind.DEAD_SILENT)),
    QUIET("silent, producing", "monthly report", EnumSet.of(LabelKind.SILENT)),
    CIRCUITS(
            "circuit / system",
            "100 %; 2 sun-hours",
            EnumSet.of(LabelKind.CIRCUIT, LabelKind.SYSTEM, LabelKind.BREAKER)),
    ONE_THIRD("diode -33 %", "100 %; 3 days, p90 7", EnumSet.of(LabelKind.DIODE)),
    ONE_FIFTH("step -20 %", "100 %; 6 days, p90 15", EnumSet.of(LabelKind.STEP_20)),
    FIFTEEN("step -15 %", "95 %; 7 days, p90 20", EnumSet.of(LabelKind.STEP_15)),
    ONE_TENTH("step -10 %", "monthly report", EnumSet.of(LabelKind.STEP_10)),
    HEAT("intermittent in heat", "95 %; 7 days, p90 15", EnumSet.of(LabelKind.INTERMITTENT)),
    GROWING(
            "drift -12 %/year, shade growth",
            "90 %; 9 months, p90 13", EnumSet.of(LabelKind.DRIFT_12, LabelKind.SHADE)),
    SLOW("drift -6 %/year", "monthly report", EnumSet.of(LabelKind.DRIFT_6)),
    METERS(
            "meter faults",
            "95 %; 2 days, p90 7",
            EnumSet.of(
                    LabelKind.CT_REVERSED,
                    LabelKind.CT_HALF,
                    LabelKind.CT_GAIN,
                    LabelKind.CT_DEAD,
                    LabelKind.CONSUMPTION_REVERSED,
                    LabelKind.METER_VANISHED)),
    BOX("PVS: restart loop, flash", "", EnumSet.of(LabelKind.RESTART_LOOP, LabelKind.FLASH));

    private final String title;
    private final String target;
    private final Set<LabelKind> kinds;

    FaultGroup(String title, String target, Set<LabelKind> kinds) {
        this.title = title;
        this.target = target;
        this.kinds = kinds;
    }

    String title() {
        return title;
    }

    String target() {
        return target;
    }

    Set<LabelKind> kinds() {
        return kinds;
    }
}
