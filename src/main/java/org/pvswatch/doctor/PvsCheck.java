package org.pvswatch.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.pvswatch.archive.Redaction;
import org.pvswatch.reading.AnswerReader;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.DeviceReader;
import org.pvswatch.reading.Reading;
import org.pvswatch.reading.Snapshot;
import org.pvswatch.reading.Sun;
import org.pvswatch.reading.UnreadableAnswerException;
import org.pvswatch.settings.Invocation;

/** Whether each PVS answers, lets us in, and which devices it tells of. */
final class PvsCheck implements Check {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
    private static final Map<DeviceKind, String> NAMES = Map.of(
            DeviceKind.INVERTER, "inverter",
            DeviceKind.PRODUCTION_METER, "production meter",
            DeviceKind.CONSUMPTION_METER, "consumption meter",
            DeviceKind.STORAGE, "battery part",
            DeviceKind.OTHER, "other device");

    private final Installed installed;
    private final Round round;

    PvsCheck(Installed installed, Round round) {
        this.installed = installed;
        this.round = round;
    }

    @Override
    public List<Finding> look() {
        List<Finding> all = new ArrayList<>();
        for (Visit visit : round.visits()) {
            String part = round.visits().size() == 1 ? "PVS" : "PVS " + visit.id();
            all.addAll(visit.answer() == null ? silent(part, visit) : heard(part, visit));
        }
        return all;
    }

    private static List<Finding> silent(String part, Visit visit) {
        String why = visit.troubles().isEmpty() ? "it gave no answer" : String.join("; ", visit.troubles());
        return List.of(Finding.fail(
                part,
                "nothing from %s: %s".formatted(visit.url(), why),
                "is the PVS on, and this machine in its network? " + Invocation.of("find") + " looks everywhere"));
    }

    private List<Finding> heard(String part, Visit visit) {
        List<Finding> all = new ArrayList<>();
        try {
            Snapshot snapshot = new AnswerReader().read(visit.answer());
            List<Reading> devices = new DeviceReader(installed.settings().get("site.id")).readable(snapshot);
            all.add(Finding.ok(part, who(visit, devices)));
            all.add(devices(part, devices));
            clock(part, devices).forEach(all::add);
            Stream.concat(visit.troubles().stream(), snapshot.remarks().stream())
                    .distinct()
                    .forEach(remark -> all.add(Finding.warn(part, remark, "docs/trouble.md tells what to do")));
        } catch (UnreadableAnswerException e) {
            all.add(Finding.fail(part, visit.url() + " answers, but " + e.getMessage(), "switch the PVS off and on"));
        }
        return all;
    }

    private String who(Visit visit, List<Reading> devices) {
        Map<String, String> told = devices.stream()
                .filter(each -> each.kind() == DeviceKind.SUPERVISOR)
                .map(Reading::properties)
                .findFirst()
                .orElse(Map.of());
        String model = first(told, "MODEL", "/sys/info/model");
        String firmware = first(told, "SWVER", "/sys/info/sw_rev");
        String ago = visit.heardByWatch()
                ? ", heard by the running watch %s ago"
                        .formatted(DataCheck.inWords(Duration.between(
                                visit.answer().receivedAt(), installed.clock().instant())))
                : "";
        return "%s at %s%s%s%s"
                .formatted(
                        model.isEmpty() ? "PVS" : model,
                        visit.url(),
                        firmware.isEmpty() ? "" : ", firmware " + firmware,
                        visit.login().isEmpty() ? "" : ", " + visit.login(),
                        ago);
    }

    private static String first(Map<String, String> told, String... names) {
        return Stream.of(names)
                .map(name -> told.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .map(Redaction::quotable)
                .findFirst()
                .orElse("");
    }

    private Finding devices(String part, List<Reading> devices) {
        Map<DeviceKind, Integer> counts = new EnumMap<>(DeviceKind.class);
        devices.forEach(each -> counts.merge(each.kind(), 1, Integer::sum));
        StringJoiner told = new StringJoiner(", ");
        counts.forEach((kind, count) -> {
            if (NAMES.containsKey(kind)) {
                told.add(count + " " + NAMES.get(kind) + (count == 1 ? "" : "s"));
            }
        });
        if (counts.containsKey(DeviceKind.INVERTER)) {
            return Finding.ok(part, told.toString());
        }
        Sun sun = new Sun(
                installed.settings().get("site.latitude"), installed.settings().get("site.longitude"));
        String seen = told.length() == 0 ? "no device" : told + ", and no inverter";
        return sun.elevationDegrees(installed.clock().instant()) < 0
                ? Finding.warn(part, seen + "; they may sleep, it is night", "ask again by day")
                : Finding.fail(part, seen, "does the vendor's app show panels? If not, its installer has to");
    }

    private List<Finding> clock(String part, List<Reading> devices) {
        return devices.stream()
                .filter(each -> each.reportedAt() != null)
                .map(each -> new Instant[] {each.reportedAt(), each.polledAt()})
                .findFirst()
                .map(times -> Duration.between(times[0], times[1]))
                .filter(ahead -> ahead.abs().compareTo(CLOCKS_DIFFER) > 0)
                .map(ahead -> Finding.warn(
                        part,
                        "its clock is %s %s ours"
                                .formatted(DataCheck.inWords(ahead.abs()), ahead.isNegative() ? "ahead of" : "behind"),
                        "nothing if the line on the clock is well; a PVS sets its own when it has the internet"))
                .stream()
                .toList();
    }
}
