package org.pvswatch.sheet;

import com.google.api.services.sheets.v4.model.CreateDeveloperMetadataRequest;
import com.google.api.services.sheets.v4.model.DataFilter;
import com.google.api.services.sheets.v4.model.DeleteDeveloperMetadataRequest;
import com.google.api.services.sheets.v4.model.DeveloperMetadata;
import com.google.api.services.sheets.v4.model.DeveloperMetadataLocation;
import com.google.api.services.sheets.v4.model.DeveloperMetadataLookup;
import com.google.api.services.sheets.v4.model.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A counter in the spreadsheet that every write raises by one, as a part of itself. Whoever wrote meanwhile, or a request
 * that arrives late, has the same next number, and Google refuses the second as a whole.
 */
final class Fence {
    static final String KEY = "pvs-watch.fence";

    /** Where numbers of metadata begin that nobody else chooses. */
    private static final int FIRST_ID = 1_709_000_000;

    /** So many stay, for requests that arrive late. */
    private static final int KEPT = 10;

    private final TreeMap<Integer, Integer> ids = new TreeMap<>();

    /** Reads the counters that a spreadsheet has. */
    Fence(List<DeveloperMetadata> metadata) {
        for (DeveloperMetadata each : metadata == null ? List.<DeveloperMetadata>of() : metadata) {
            if (KEY.equals(each.getMetadataKey()) && each.getMetadataValue().matches("\\d{1,9}")) {
                ids.put(Integer.valueOf(each.getMetadataValue()), each.getMetadataId());
            }
        }
    }

    /** The number of the last write. */
    int count() {
        return ids.isEmpty() ? 0 : ids.lastKey();
    }

    /** What raises it, and takes away those of long ago. */
    List<Request> raise() {
        List<Request> requests = new ArrayList<>();
        int next = count() + 1;
        requests.add(new Request()
                .setCreateDeveloperMetadata(new CreateDeveloperMetadataRequest()
                        .setDeveloperMetadata(new DeveloperMetadata()
                                .setMetadataId(FIRST_ID + next)
                                .setMetadataKey(KEY)
                                .setMetadataValue(Integer.toString(next))
                                .setVisibility("DOCUMENT")
                                .setLocation(new DeveloperMetadataLocation().setSpreadsheet(true)))));
        ids.entrySet().stream()
                .limit(Math.max(0, ids.size() + 1 - KEPT))
                .forEach(old -> requests.add(new Request()
                        .setDeleteDeveloperMetadata(new DeleteDeveloperMetadataRequest()
                                .setDataFilter(new DataFilter()
                                        .setDeveloperMetadataLookup(
                                                new DeveloperMetadataLookup().setMetadataId(old.getValue()))))));
        return requests;
    }

    /** What {@link #raise} asked for has happened. */
    void raised() {
        int next = count() + 1;
        ids.put(next, FIRST_ID + next);
        while (ids.size() > KEPT) {
            ids.pollFirstEntry();
        }
    }
}
