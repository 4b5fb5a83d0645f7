package org.pvswatch.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done to a simulated site, by the word used in files, and which incidents tell it rightly. */
enum LabelKind {
    /** Answers and makes nothing. */
    DEAD("dead", Demand.MAIL, accepts("not-producing")),
    /** The same, from dusk on: there is nothing to see before the morning. */
    DEAD_DUSK("dead-dusk", Demand.MAIL, accepts("not-producing")),
    /** The same, within a day and a half of a snowfall. */
    DEAD_SNOW("dead-snow", Demand.MAIL, accepts("not-producing")),
    /** The same, while nobody asked. */
    DEAD_GAP("dead-gap", Demand.MAIL, accepts("not-producing")),
    /** The same, before anything is learned. */
    DEAD_FIRST_WEEK("dead-first-week", Demand.MAIL, accepts("not-producing")),
    /** Half of the site, one after the other, every second one in silence. A site that makes half is rightly called low. */
    DEAD_STAGE(
            "dead-stage",
            Demand.MAIL,
            List.of(new Accepts("not-producing", 0), new Accepts("not-reporting", Accepts.UNDECIDED_SUN_HOURS)),
            Set.of("system-low")),
    /** Neither power nor contact. Where the balance cannot decide, "not reporting" is right too, but not sooner. */
    DEAD_SILENT(
            "dead-silent",
            Demand.MAIL,
            List.of(new Accepts("not-producing", 0), new Accepts("not-reporting", Accepts.UNDECIDED_SUN_HOURS)),
            Set.of()),
    /** Makes power and says nothing: told in the monthly report, and in a mail only when it goes on. */
    SILENT("silent", Demand.REPORT, accepts("not-reporting")),
    /** Cuts out in heat; counted from the first time on. Each cut is also a time of not producing. */
    INTERMITTENT("intermittent", Demand.MAIL, accepts("intermittent", "not-producing", "underperforming", "hot")),
    /** A third of the power and the voltage. */
    DIODE("diode", Demand.MAIL, accepts("underperforming")),
    /** A steady loss of 20 %. */
    STEP_20("step-20", Demand.MAIL, accepts("underperforming")),
    /** Of 15 %. */
    STEP_15("step-15", Demand.MAIL, accepts("underperforming")),
    /** Of 10 %: belongs in the report; a mail is no lie. */
    STEP_10("step-10", Demand.REPORT, accepts("underperforming")),
    /** A loss that grows by 12 % a year. */
    DRIFT_12("drift-12", Demand.MAIL, accepts("underperforming")),
    /** By 6 % a year: belongs in the report. */
    DRIFT_6("drift-6", Demand.REPORT, accepts("underperforming")),
    /** A tree grows before the panel; what it costs is also an under-performance. */
    SHADE("shade-growth", Demand.MAIL, accepts("shade-growth", "underperforming")),
    /** One side of the roof without grid; with few circuits the site is rightly called low as well. */
    CIRCUIT("circuit", Demand.MAIL, accepts("circuit-off"), "system-low"),
    /** All panels without grid. */
    SYSTEM("system", Demand.MAIL, accepts("system-off"), "system-low"),
    /** A breaker is off from Friday to Sunday, of one circuit or of all. */
    BREAKER("breaker-weekend", Demand.MAIL, accepts("circuit-off", "system-off"), "system-low"),
    /** Production meter the wrong way round. */
    CT_REVERSED("ct-reversed", Demand.MAIL, accepts("meter-wrong")),
    /** It sees one leg of two. */
    CT_HALF("ct-half", Demand.MAIL, accepts("meter-wrong")),
    /** It shows 8 % too much. */
    CT_GAIN("ct-gain-8", Demand.MAIL, accepts("meter-wrong")),
    /** It reads 0. */
    CT_DEAD("ct-dead", Demand.MAIL, accepts("meter-off")),
    /** Consumption meter the wrong way round. */
    CONSUMPTION_REVERSED("consumption-reversed", Demand.MAIL, accepts("consumption-reversed")),
    /** Both meters are missing in the answers. */
    METER_VANISHED("meter-vanished", Demand.MAIL, accepts("meter-off")),
    /** The PVS restarts every three hours. */
    RESTART_LOOP("restart-loop", Demand.MAIL, accepts("pvs-restarts")),
    /** Its flash fills up. */
    FLASH("flash-filling", Demand.MAIL, accepts("pvs-storage")),
    /** Another inverter with a serial of its own: no fault. */
    REPLACED("replaced", Demand.SILENCE, List.of()),
    /** The counter begins anew, the inverter works: no fault. */
    COUNTER_RESET("counter-reset", Demand.SILENCE, List.of()),
    /** The utility allows only so much: no fault. */
    EXPORT_LIMIT("export-limit", Demand.SILENCE, List.of()),
    /** A month of dirt on three panels that a rain ends: no mail. */
    DIRT_MONTH("dirt-month", Demand.SILENCE, List.of()),
    /** We did not ask; saying so is right, not saying it too. */
    OWN_GAP("own-gap", Demand.SILENCE, accepts("own-absence"));

    /** What is owed to a label. */
    enum Demand {
        /** A mail. */
        MAIL,
        /** A line in the monthly report; a mail is right but not owed. */
        REPORT,
        /** Nothing. */
        SILENCE
    }

    /**
     * A kind of incident that tells a label rightly.
     *
     * @param incident such as {@code not-producing}
     * @param fromSunHours since the label's start; told sooner it is neither right nor false
     */
    record Accepts(String incident, double fromSunHours) {
        static final double UNDECIDED_SUN_HOURS = 6;
    }

    private final String word;
    private final Demand demand;
    private final List<Accepts> accepted;
    private final Set<String> tolerated;

    LabelKind(String word, Demand demand, List<Accepts> accepted, String... tolerated) {
        this(word, demand, accepted, Set.of(tolerated));
    }

    LabelKind(String word, Demand demand, List<Accepts> accepted, Set<String> tolerated) {
        this.word = word;
        this.demand = demand;
        this.accepted = accepted;
        this.tolerated = tolerated;
    }

    private static List<Accepts> accepts(String... incidents) {
        return Arrays.stream(incidents)
                .map(incident -> new Accepts(incident, 0))
                .toList();
    }

    /** Whether it costs energy: what is wrong with a meter or the PVS does not. */
    boolean losesEnergy() {
        return switch (this) {
            case CT_REVERSED,
                    CT_HALF,
                    CT_GAIN,
                    CT_DEAD,
                    CONSUMPTION_REVERSED,
                    METER_VANISHED,
                    RESTART_LOOP,
                    FLASH,
                    OWN_GAP -> false;
            default -> true;
        };
    }

    Demand demand() {
        return demand;
    }

    List<Accepts> accepted() {
        return accepted;
    }

    /** Incidents of the whole site that follow from the label: neither right nor false. */
    Set<String> tolerated() {
        return tolerated;
    }

    /** All words, as they are written. */
    static String words() {
        return Arrays.stream(values()).map(LabelKind::toString).collect(Collectors.joining(", "));
    }

    /** The word in files, such as {@code dead-snow}. */
    @Override
    public String toString() {
        return word;
    }
}
