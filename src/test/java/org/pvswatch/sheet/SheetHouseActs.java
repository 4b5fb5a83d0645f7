package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Longer things that people do. */
final class SheetHouseActs {
    private SheetHouseActs() {}

    static void delete(SheetHouse house, String tab) {
        int sheetId = house.tab(tab).id();
        house.book.sheets.removeIf(sheet -> sheet.id() == sheetId);
        house.book
                .metadata
                .values()
                .removeIf(each -> each.path("location").path("sheetId").asInt(-1) == sheetId);
    }

    /** With its marks, which get numbers of their own. */
    static void duplicateDaily(SheetHouse house) {
        EmulatedSheet daily = house.tab("daily");
        EmulatedSheet copy = daily.copy();
        copy.properties.put("sheetId", 4711).put("title", "Copy of Daily");
        copy.charts.clear();
        copy.protectedRanges.clear();
        house.book.sheets.add(copy);
        for (ObjectNode mark : List.copyOf(house.book.metadata.values())) {
            if (mark.path("location").path("sheetId").asInt(-1) == daily.id()) {
                ObjectNode another = mark.deepCopy();
                int id = house.book.nextId++;
                another.put("metadataId", id).withObject("/location").put("sheetId", 4711);
                house.book.metadata.put(id, another);
            }
        }
    }

    static void copyRowBelow(SheetHouse house) {
        EmulatedSheet daily = house.tab("daily");
        for (int c = 0; c < 20; c++) {
            daily.set(21, c, daily.value(7, c));
        }
    }
}
