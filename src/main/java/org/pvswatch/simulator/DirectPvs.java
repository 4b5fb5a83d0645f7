package org.pvswatch.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A simulated house asked without HTTP and without JSON: the same plant, box and faults as behind {@link Simulator}, for
 * runs of many years. Faults of single requests (slow, expire, hang of one variable) are not told here. For one thread.
 */
public final class DirectPvs {
    private static final Set<FaultKind> NO_DEVICES = Set.of(
            FaultKind.UNAVAILABLE,
            FaultKind.FORBIDDEN,
            FaultKind.BROKEN,
            FaultKind.UNAUTHORIZED,
            FaultKind.NOTLOGGEDIN,
            FaultKind.HANG,
            FaultKind.HTML,
            FaultKind.TRUNCATED,
            FaultKind.EMPTY,
            FaultKind.FAIL);

    private static final long DAY_SECONDS = 86_400;
    private static final int DAYS_AHEAD = 365;

    private final SimulatorOptions options;
    private final House house;
    private final List<FaultKind> hiding;

    /** @throws IllegalArgumentException with one sentence when a fault's subject is not of this site */
    public DirectPvs(SimulatorOptions options) {
        this.options = options;
        this.house = House.build(options);
        this.hiding = NO_DEVICES.stream().filter(house.faults()::has).toList();
    }

    /** What it tells at an instant; empty when nobody answers, or nothing that holds devices. */
    public Optional<Telling> ask(Instant now) {
        if (house.life().isDown(now)
                || hiding.stream().anyMatch(kind -> house.faults().isActive(kind, now))) {
            return Optional.empty();
        }
        var snapshot = house.box().plant().at(now);
        boolean meters = !house.faults().isActive(FaultKind.NOMETERS, now);
        var identity = house.box().identity();
        long second = now.getEpochSecond();
        return Optional.of(new Telling(
                second,
                identity.supervisor(),
                DeviceList.lastReport(options.profile(), second),
                house.box().health(now),
                identity.productionMeter(),
                identity.consumptionMeter(),
                meters ? snapshot.live() : null,
                meters ? snapshot.atMark() : null,
                inverters(snapshot)));
    }

    private List<Telling.Inverter> inverters(PlantSnapshot snapshot) {
        var told = new ArrayList<Telling.Inverter>(snapshot.inverters().size());
        for (var view : snapshot.inverters()) {
            String serial = house.faults().shownSerial(view.panel(), snapshot.now());
            told.add(new Telling.Inverter(serial, view.working(), view.last()));
        }
        return told;
    }

    /** What each panel could have made and made until an instant, kWh. */
    public Made madeUntil(Instant instant) {
        return house.plant().madeUntil(instant);
    }

    /** Beginnings of the snowfalls between two instants that cover a roof. */
    public List<Instant> snowfalls(Instant from, Instant to) {
        long first = Math.floorDiv(from.getEpochSecond(), Sky.MARK_SECONDS);
        long last = Math.floorDiv(to.getEpochSecond(), Sky.MARK_SECONDS);
        return house.sky().snow().falls(first, last).stream()
                .map(fall -> Instant.ofEpochSecond(fall.beginMark() * Sky.MARK_SECONDS))
                .toList();
    }

    /** Begins of the UTC days of the year after an instant on which so much rain falls. */
    public List<Instant> rains(Instant from, double millimetres) {
        long first = Math.floorDiv(from.getEpochSecond(), DAY_SECONDS) + 1;
        return LongStream.range(first, first + DAYS_AHEAD)
                .filter(day -> house.sky().rainMillimetres(day) >= millimetres)
                .mapToObj(day -> Instant.ofEpochSecond(day * DAY_SECONDS))
                .toList();
    }

    /** What the clocks of the house show. */
    public ZoneId zone() {
        return options.site().zone();
    }

    /** What the weather service's model says for the site, as its answer would hold it. */
    public DirectWeather weather() {
        return new DirectWeather(house.sky());
    }

    /** Serials of the inverters, in list order. */
    public List<String> panelSerials() {
        return house.field().serials();
    }

    /** Serial of the production meter. */
    public String productionMeterSerial() {
        return house.box().identity().productionMeter();
    }

    /** Serial of the consumption meter. */
    public String consumptionMeterSerial() {
        return house.box().identity().consumptionMeter();
    }

    /** Names of the roof planes, which are the circuits, in list order of the inverters. */
    public List<String> panelCircuits() {
        return house.field().panels().stream()
                .map(panel -> panel.plane().name())
                .toList();
    }
}
