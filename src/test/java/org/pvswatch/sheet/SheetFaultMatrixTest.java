package org.pvswatch.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.sheet.SheetsEmulator.Fate;

/**
 * Every call of a first filling, and of a catching up that corrects, adds, sorts and deletes, meets every misfortune; in the
 * end the sheet is as history has it, each row once, and the next look writes nothing. Prints a table.
 */
class SheetFaultMatrixTest {
    private static final int DAYS = 30;

    /** Else of many reads that follow each other only the first and the last. */
    private static final boolean ALL = Boolean.getBoolean("sheet.faults.all");

    @TempDir
    Path folder;

    private SheetHouse house;
    private EmulatedSpreadsheet filled;

    /** What becomes of one call, and when a request that is late arrives. */
    private record Case(String name, Fate fate, String arrives) {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            if (fate == Fate.LATE) {
                cases.add(new Case("LATE_BEFORE_NEXT", fate, "before"));
                cases.add(new Case("LATE_AMID_NEXT", fate, "amid"));
                cases.add(new Case("LATE_AFTER_ALL", fate, "after"));
            } else if (fate != Fate.GOOD) {
                cases.add(new Case(fate.name(), fate, ""));
            }
        }
        return cases;
    }

    @Test
    void everyCallMeetsEveryMisfortune() throws Exception {
        Map<String, List<String>> table = new TreeMap<>();
        try (SheetHouse opened = new SheetHouse(folder)) {
            house = opened.withDays(DAYS);
            Years.incidents(
                    house.history(),
                    Years.incident("home-1", "E1", "open", Instant.parse("2026-05-21T17:00:00Z"), null));
            house.look();
            house.assertSheetIsHistory();
            filled = house.book.copy();
            for (boolean first : new boolean[] {true, false}) {
                List<String> calls = callsOf(first);
                for (int n = 1; n <= calls.size(); n++) {
                    if (!ALL && isOneOfMany(calls, n - 1)) {
                        continue;
                    }
                    for (Case each : cases()) {
                        tryOut(first, n, each);
                        String row =
                                "%s %02d %s".formatted(first ? "first filling" : "catching up", n, calls.get(n - 1));
                        table.computeIfAbsent(row, any -> new ArrayList<>()).add(each.name());
                    }
                }
            }
            print(table);
        }
        assertThat(table).hasSizeGreaterThan(12).allSatisfy((call, met) -> assertThat(met)
                .hasSize(cases().size()));
    }

    private static boolean isOneOfMany(List<String> calls, int i) {
        return i > 0
                && i < calls.size() - 1
                && calls.get(i - 1).equals(calls.get(i))
                && calls.get(i + 1).equals(calls.get(i));
    }

    /** What is called when all goes well. */
    private List<String> callsOf(boolean first) throws Exception {
        prepare(first);
        int before = house.calls();
        house.look();
        house.assertSheetIsHistory();
        return house.google.journal.subList(before, house.calls()).stream()
                .map(SheetsEmulator.Call::name)
                .toList();
    }

    private void prepare(boolean first) {
        house.google.misfortune = (number, name) -> Fate.GOOD;
        house.later(Duration.ofHours(25)); // all is compared again
        if (first) {
            house.book.become(new EmulatedSpreadsheet(SheetHouse.ID));
            return;
        }
        house.book.become(filled.copy());
        EmulatedSheet daily = house.tab("daily");
        daily.set(9, 1, 99.0);
        daily.set(DAYS + 1, 0, daily.value(12, 0));
        for (int c = 1; c < 20; c++) {
            daily.set(DAYS + 1, c, daily.value(12, c));
        }
        daily.deleteRows(3, 5);
        house.tab("panels").deleteRows(DAYS - 1, DAYS + 1);
        house.tab("incidents").set(2, 8, "home-9");
    }

    private void tryOut(boolean first, int n, Case each) throws Exception {
        int said = house.said().size();
        try {
            run(first, n, each);
        } catch (AssertionError | RuntimeException e) {
            List<String> lines = house.said();
            throw new AssertionError(
                    "%s, call %d, %s: %s"
                            .formatted(
                                    first ? "first filling" : "catching up",
                                    n,
                                    each.name(),
                                    lines.subList(said, lines.size())),
                    e);
        }
    }

    private void run(boolean first, int n, Case each) throws Exception {
        prepare(first);
        int before = house.calls();
        boolean[] due = {false};
        house.google.misfortune = (number, name) -> {
            if (due[0] && "amid".equals(each.arrives()) && name.startsWith("values")) {
                due[0] = false;
                house.google.arriveLate();
            }
            return number == before + n ? each.fate() : Fate.GOOD;
        };
        house.look();
        if ("before".equals(each.arrives())) {
            house.google.arriveLate();
        }
        due[0] = true;
        house.lookFor(Duration.ofHours(3));
        house.google.arriveLate();
        house.later(Duration.ofHours(25));
        house.look();
        house.assertSheetIsHistory();
        int calls = house.calls();
        house.later(Duration.ofHours(25));
        house.look();
        assertThat(house.google.journal.subList(calls, house.calls()))
                .as("the sheet is at rest")
                .allMatch(call -> SheetsEmulator.isRead(call.name()));
    }

    private static void print(Map<String, List<String>> table) {
        System.out.println("sheet = history after each misfortune of each call:");
        table.forEach((call, met) -> System.out.printf("  %-50s %2d of %2d%n", call, met.size(), cases().size()));
        System.out.println("  misfortunes: "
                + String.join(", ", cases().stream().map(Case::name).toList()));
    }
}
