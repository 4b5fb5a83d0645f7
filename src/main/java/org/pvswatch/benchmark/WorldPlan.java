package org.pvswatch.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.pvswatch.simulator.Fault;
import org.pvswatch.simulator.SimulatedClock;
import org.pvswatch.simulator.SimulatorOptions;
import org.pvswatch.simulator.SiteModel;
import org.pvswatch.simulator.Trouble;

/** Lays out the worlds of one site and seed: some with faults, and as many without. The same options, the same worlds. */
final class WorldPlan {
    /** What is done to a world: different enough that no label can be taken for another. */
    private static final List<String> NAMES = List.of("panels", "losses", "stages", "site");

    private static final long DICE_A_SEED = 100;
    private static final long HEALTHY_DICE = 50;
    private static final int FIRST_YEAR = 2021;
    private static final int GAPS_A_YEAR = 2;
    private static final double SHORTEST_GAP_S = 2 * 3_600;
    private static final double LONGEST_GAP = 36;

    private final DetectionOptions options;
    private final SiteModel site;
    private final long seed;

    private WorldPlan(DetectionOptions options, SiteModel site, long seed) {
        this.options = options;
        this.site = site;
        this.seed = seed;
    }

    /** All worlds of all sites and seeds, in the order asked for. */
    static List<World> all(DetectionOptions options) {
        List<World> worlds = new ArrayList<>();
        for (SiteModel site : options.sites()) {
            for (long seed : options.seeds()) {
                worlds.addAll(new WorldPlan(options, site, seed).worlds());
            }
        }
        return worlds;
    }

    private List<World> worlds() {
        List<World> faulty = new ArrayList<>();
        List<World> healthy = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            World world = world(NAMES.get(i), i);
            boolean any = world.labels().stream().anyMatch(label -> label.kind() != LabelKind.OWN_GAP);
            if (any) {
                faulty.add(world);
                healthy.add(world(World.HEALTHY, HEALTHY_DICE + i));
            }
        }
        if (healthy.isEmpty()) {
            healthy.add(world(World.HEALTHY, HEALTHY_DICE));
        }
        faulty.addAll(healthy);
        return faulty;
    }

    private World world(String name, long dice) {
        Random random = new Random(seed * DICE_A_SEED + dice + 7919L * site.ordinal());
        int month = 1 + (int) Math.floorMod(5 * seed + 3 * dice, 12L);
        LocalDate first = LocalDate.of(FIRST_YEAR, month, 1);
        Instant start = first.atStartOfDay(site.zone()).toInstant();
        Instant end = first.plusYears(options.years()).atStartOfDay(site.zone()).toInstant();
        Set<Trouble> troubles = EnumSet.allOf(Trouble.class);
        if (Math.floorMod(seed, 2L) == 1) {
            troubles.remove(Trouble.DAILYRESTART);
        }
        SimulatorOptions without = SimulatorOptions.defaults()
                .withSite(site)
                .withPanels(options.panels())
                .withSeed(seed * DICE_A_SEED + dice)
                .withObstacleShare(options.obstacleShare())
                .withGainSpread(options.gainSpread())
                .withMeterGainError(options.meterGainError())
                .withTroubles(troubles)
                .withClock(SimulatedClock.stepped(start));
        List<World.Gap> gaps = gaps(start, end, random);
        Placement placement = new Placement(without, site, start, end, gaps, random, options.faults());
        switch (name) {
            case "panels" -> {
                new DirtPlan(placement).place();
                new PanelFaultPlan(placement).place();
            }
            case "losses" -> new LossPlan(placement).place();
            case "stages" -> new StagePlan(placement).place();
            case "site" -> new SiteFaultPlan(placement).place();
            default -> {}
        }
        List<Label> labels = new ArrayList<>(placement.labels());
        gaps.forEach(gap -> labels.add(new Label(
                LabelKind.OWN_GAP,
                WorldRun.SITE,
                Set.of(),
                Set.of(),
                gap.from(),
                gap.to().plus(Duration.ofDays(1)))));
        labels.sort(Comparator.comparing(Label::start));
        List<Fault> faults = placement.faults();
        return new World(site, seed, name, without.withFaults(faults), start, end, labels, gaps);
    }

    /** Two hours to three days twice a year, the short ones as often as the long ones; none in the first weeks. */
    private List<World.Gap> gaps(Instant start, Instant end, Random random) {
        List<World.Gap> gaps = new ArrayList<>();
        long part = Duration.ofDays(365).toSeconds() / GAPS_A_YEAR;
        for (int i = 0; i < options.years() * GAPS_A_YEAR; i++) {
            long second = part * i + (long) (part * (0.2 + 0.7 * random.nextDouble()));
            Instant from = start.plusSeconds(second);
            Instant to = from.plusSeconds((long) (SHORTEST_GAP_S * Math.pow(LONGEST_GAP, random.nextDouble())));
            if (to.isBefore(end)) {
                gaps.add(new World.Gap(from, to));
            }
        }
        return gaps;
    }
}
