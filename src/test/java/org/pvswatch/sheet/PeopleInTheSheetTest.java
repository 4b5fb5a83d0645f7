package org.pvswatch.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever people do in the sheet: what is ours comes right again, and what is theirs stays. */
class PeopleInTheSheetTest {
    private static final int NOTES = 24;

    @TempDir
    Path folder;

    /** Something a person does to the spreadsheet. */
    interface Act {
        void in(SheetHouse house);
    }

    static Stream<Arguments> acts() {
        return Stream.of(
                act("sorts by production", house -> daily(house).sort(1, 21, 1, false)),
                act("deletes rows", house -> daily(house).deleteRows(4, 7)),
                act("inserts a row and writes into it", house -> {
                    daily(house).insertRows(5, 1);
                    daily(house).set(5, 1, "holidays begin");
                }),
                act("inserts a column before ours", house -> daily(house).shiftColumns(0, 1)),
                act("inserts a column between ours and fills it", house -> {
                    daily(house).shiftColumns(2, 1);
                    daily(house).set(0, 2, "My meter");
                    daily(house).set(3, 2, 12.5);
                }),
                act("deletes one of our columns", house -> daily(house).shiftColumns(3, -1)),
                act("moves two columns", house -> swap(daily(house), 1, 5)),
                act("renames a tab", house -> daily(house).properties.put("title", "Sun 2026")),
                act("deletes a tab", house -> SheetHouseActs.delete(house, "panels")),
                act("gives a tab of their own our title", house -> {
                    SheetHouseActs.delete(house, "months");
                    house.book.addPlain("Months", 77).set(0, 0, "mine");
                }),
                act("duplicates a tab", SheetHouseActs::duplicateDaily),
                act("retypes a key as text", house -> daily(house).set(4, 0, "2026-05-23")),
                act("types over a value", house -> daily(house).set(4, 1, 99.0)),
                act("empties a row of ours", house -> {
                    for (int c = 0; c < 20; c++) {
                        daily(house).set(6, c, null);
                    }
                }),
                act("copies a row of ours below", SheetHouseActs::copyRowBelow),
                act("types below the table", house -> daily(house).set(30, 3, "a note")),
                act("deletes the header row", house -> daily(house).deleteRows(0, 1)),
                act("deletes the chart", house -> house.tab("months").charts.clear()),
                act("deletes all free rows", house -> daily(house)
                        .deleteRows(21, daily(house).rows.size())),
                act("sets a filter", house -> daily(house).filtered = true));
    }

    private static Arguments act(String name, Act act) {
        return Arguments.of(name, act);
    }

    private static EmulatedSheet daily(SheetHouse house) {
        return house.tab("daily");
    }

    private static void swap(EmulatedSheet sheet, int a, int b) {
        for (int r = 0; r <= sheet.lastRow(); r++) {
            Object left = sheet.value(r, a);
            sheet.set(r, a, sheet.value(r, b));
            sheet.set(r, b, left);
        }
    }

    /** Afterwards a new day closes, an old one is corrected, and the program is started anew. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("acts")
    void survives(String name, Act act) throws Exception {
        try (SheetHouse house = new SheetHouse(folder)) {
            house.withDays(20).look();
            daily(house).set(0, NOTES, "My notes");
            for (int row = 1; row <= 20; row += 4) {
                daily(house).set(row, NOTES, "of " + daily(house).value(row, 0));
            }
            act.in(house);
            List<Object> theirs = texts(house);
            Years.write(house.history(), SheetHouse.FIRST.plusDays(20), 1, SheetHouse.PANELS);
            Years.correct(house.history(), SheetHouse.FIRST.plusDays(9), SheetHouse.PANELS);
            Years.correct(house.history(), LocalDate.of(2026, 6, 8), SheetHouse.PANELS);
            house.later(Duration.ofHours(2));
            house.look();
            house.restart();
            house.look();
            house.assertSheetIsHistory();
            assertThat(texts(house)).containsAll(theirs);
            notesStandBesideTheirDays(house);
            assertThat(house.said()).noneMatch(line -> line.startsWith("WARN") || line.startsWith("ERROR"));
        }
    }

    /** What people typed, wherever it stands. */
    private static List<Object> texts(SheetHouse house) {
        return house.book.sheets.stream()
                .flatMap(sheet -> sheet.values().stream())
                .flatMap(List::stream)
                .filter(value ->
                        value instanceof String text && text.matches("of \\S+|a note|mine|My .*|holidays begin"))
                .toList();
    }

    private static void notesStandBesideTheirDays(SheetHouse house) {
        for (List<Object> row : daily(house).values()) {
            Object note = row.isEmpty() ? null : row.get(row.size() - 1);
            if (note instanceof String text && text.startsWith("of ")) {
                assertThat(row).as(text).contains(Double.valueOf(text.substring(3)));
            }
        }
    }
}
