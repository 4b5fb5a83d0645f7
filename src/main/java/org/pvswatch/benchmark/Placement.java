package org.pvswatch.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.pvswatch.simulator.DirectPvs;
import org.pvswatch.simulator.Fault;
import org.pvswatch.simulator.FaultKind;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;
import org.pvswatch.simulator.Trouble;

/** Where faults of one world go: which panel is next, what time it is, and the labels that come of it. */
final class Placement {
    private final SiteModel site;
    private final Instant start;
    private final Instant end;
    private final List<World.Gap> gaps;
    private final Random random;
    private final Predicate<String> wanted;
    private final boolean restartsDaily;
    private final DirectPvs house;
    private final List<Integer> unused = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    Placement(
            SimulatorOptions options,
            SiteModel site,
            Instant start,
            Instant end,
            List<World.Gap> gaps,
            Random random,
            Predicate<String> wanted) {
        this.site = site;
        this.start = start;
        this.end = end;
        this.gaps = gaps;
        this.random = random;
        this.wanted = wanted;
        this.restartsDaily = options.troubles().contains(Trouble.DAILYRESTART);
        this.house = new DirectPvs(options);
        IntStream.range(0, options.panels()).forEach(unused::add);
        Collections.shuffle(unused, random);
    }

    Instant start() {
        return start;
    }

    Instant end() {
        return end;
    }

    List<World.Gap> gaps() {
        return gaps;
    }

    Random random() {
        return random;
    }

    DirectPvs house() {
        return house;
    }

    int panels() {
        return house.panelSerials().size();
    }

    List<Label> labels() {
        return labels;
    }

    List<Fault> faults() {
        return faults;
    }

    /** Whether the PVS restarts every day, which brings its meters back. */
    boolean restartsDaily() {
        return restartsDaily;
    }

    /** Whether this kind is asked for. */
    boolean wants(LabelKind kind) {
        return wanted.test(kind.toString());
    }

    /** Whether there is a panel that nothing was done to yet. */
    boolean hasPanel() {
        return !unused.isEmpty();
    }

    /** A panel that nothing was done to yet, by its place. */
    int takePanel() {
        return unused.remove(unused.size() - 1);
    }

    /** Draws evenly. */
    Duration days(double least, double most) {
        return Duration.ofSeconds((long) (86_400 * (least + random.nextDouble() * (most - least))));
    }

    /** A time of a day between two hours of the site's clocks. */
    Instant atHours(Instant day, double fromHour, double toHour) {
        double hour = fromHour + random.nextDouble() * (toHour - fromHour);
        return day.atZone(site.zone())
                .with(LocalTime.ofSecondOfDay((long) (hour * 3_600)))
                .toInstant();
    }

    /** Whether nobody asks at an instant. */
    boolean inGap(Instant instant) {
        return gaps.stream().anyMatch(gap -> gap.holds(instant));
    }

    /** One panel is hit. @param percent of a fault that has one, else 0 */
    void panel(LabelKind kind, FaultKind fault, int panel, Instant from, Instant to, int percent) {
        String serial = house.panelSerials().get(panel);
        String subject = (panel + 1) + (percent == 0 ? "" : "=" + percent);
        add(kind, serial, Set.of(serial), Set.of(panel), from, to, fault, subject);
    }

    /** Something is hit that is no panel. @param panels whose sun counts, empty: all */
    void add(
            LabelKind kind,
            String subject,
            Set<String> subjects,
            Set<Integer> panels,
            Instant from,
            Instant to,
            FaultKind fault,
            String faultSubject) {
        Instant until = to.isAfter(end) ? end : to;
        faults.add(new Fault(fault, faultSubject, from, Duration.between(from, to), null));
        labels.add(new Label(kind, subject, subjects, panels, from, until));
    }

    /** Names of the circuits that have enough panels and are not the whole site. */
    List<String> circuits() {
        List<String> all = house.panelCircuits();
        return all.stream()
                .distinct()
                .filter(name -> Collections.frequency(all, name) >= 3 && Collections.frequency(all, name) < all.size())
                .toList();
    }

    /** Places of the panels of a circuit. */
    Set<Integer> panelsOf(String circuit) {
        Set<Integer> places = new HashSet<>();
        List<String> all = house.panelCircuits();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).equals(circuit)) {
                places.add(i);
            }
        }
        return places;
    }

    /** The kinds that are asked for, in an order of the dice. */
    List<LabelKind> shuffled(LabelKind... kinds) {
        List<LabelKind> some =
                new ArrayList<>(Arrays.stream(kinds).filter(this::wants).toList());
        Collections.shuffle(some, random);
        return some;
    }
}
