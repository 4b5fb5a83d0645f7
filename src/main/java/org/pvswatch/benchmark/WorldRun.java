package org.pvswatch.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.fault.Heard;
import org.pvswatch.fault.Notice;
import org.pvswatch.simulator.DirectPvs;

/** Lives through one world, poll by poll, and has everything heard judged. */
final class WorldRun {
    static final String SITE = "home";
    static final String PVS = "pvs1";

    /** Polls come a little after a measurement, as those of a scheduler do. */
    private static final Duration AFTER_THE_MARK = Duration.ofSeconds(20);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int POLLS_AT_ONCE = 300;

    /**
     * How a world went.
     *
     * @param world lived through
     * @param scored its labels, and mails that none covers
     * @param notices every mail
     * @param lostKwh energy each label cost
     * @param toldKwh what each incident is said to have cost by the last mail that tells of it
     * @param generationSeconds of one core, spent on the simulation
     * @param judgingSeconds of one core, spent by the judge
     */
    record Result(
            World world,
            List<Scoring.Scored> scored,
            List<Notice> notices,
            Map<Label, Double> lostKwh,
            Map<String, Double> toldKwh,
            double generationSeconds,
            double judgingSeconds) {
        double siteYears() {
            return Duration.between(world.start(), world.end()).toDays() / 365.25;
        }
    }

    private final World world;
    private final Duration pollEvery;
    private final DirectPvs house;
    private final HeardFromPlant heard;
    private final SunLedger ledger;
    private final JudgeFactory.Judge judge;
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, Double> toldKwh = new HashMap<>();
    private long generationNs;
    private long judgingNs;

    private WorldRun(World world, Duration pollEvery, JudgeFactory judges) {
        this.world = world;
        this.pollEvery = pollEvery;
        this.house = new DirectPvs(world.options());
        this.heard = new HeardFromPlant(house, world.site(), SITE, PVS, pollEvery);
        this.ledger = new SunLedger(world.start());
        var plane = house.weather().plane();
        this.judge = judges.judge(new JudgeFactory.Place(
                SITE,
                world.site().zone(),
                world.site().latitudeDegrees(),
                world.site().longitudeDegrees(),
                plane.tiltDegrees(),
                plane.azimuthDegrees(),
                pollEvery));
    }

    static Result of(World world, Duration pollEvery, JudgeFactory judges) {
        return new WorldRun(world, pollEvery, judges).live();
    }

    private Result live() {
        Instant at = world.start();
        while (at.isBefore(world.end())) {
            long begun = THREADS.getCurrentThreadCpuTime();
            List<Heard> some = new ArrayList<>(POLLS_AT_ONCE);
            for (; some.size() < POLLS_AT_ONCE && at.isBefore(world.end()); at = at.plus(pollEvery)) {
                enterUntil(at);
                Instant now = at.plus(AFTER_THE_MARK);
                if (world.gaps().stream().noneMatch(gap -> gap.holds(now))) {
                    some.add(heard.ask(now));
                }
            }
            long generated = THREADS.getCurrentThreadCpuTime();
            some.forEach(each -> note(judge.hear(each)));
            generationNs += generated - begun;
            judgingNs += THREADS.getCurrentThreadCpuTime() - generated;
        }
        enterUntil(world.end());
        List<Label> labels = world.labels().stream().map(this::asSeen).toList();
        Map<Label, Double> lost = new HashMap<>();
        for (Label label : labels) {
            double kwh = ledger.lostKwh(label.panels(), label.start(), label.end());
            lost.put(label, label.kind().losesEnergy() ? kwh : 0);
        }
        return new Result(
                world,
                Scoring.score(labels, notices, ledger::sunHours),
                List.copyOf(notices),
                lost,
                toldKwh,
                generationNs / 1e9,
                judgingNs / 1e9);
    }

    private void note(List<Notice> due) {
        notices.addAll(due);
        for (Notice notice : due) {
            notice.items().forEach(item -> toldKwh.put(item.incident(), judge.lostKwh(item.incident())));
        }
    }

    private void enterUntil(Instant instant) {
        while (!ledger.next().isAfter(instant)) {
            ledger.enter(house.madeUntil(ledger.next()));
        }
    }

    /** What cuts out in heat does nothing before the first hot day. */
    private Label asSeen(Label label) {
        return label.kind() == LabelKind.INTERMITTENT
                ? label.from(ledger.firstLoss(label.panels(), label.start()))
                : label;
    }
}
