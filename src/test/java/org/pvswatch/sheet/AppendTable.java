package org.pvswatch.sheet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** How {@code values.append} guesses the table it appends to: the last block of cells that meets the range. */
final class AppendTable {
    private AppendTable() {}

    /** First row, row after the last, first column, column after the last; {@code null} for none. */
    static int[] find(EmulatedSheet sheet, A1 range) {
        int[] best = null;
        Set<Long> seen = new HashSet<>();
        for (int r = 0; r < sheet.rows.size(); r++) {
            for (int c : sheet.rows.get(r).keySet()) {
                if (sheet.value(r, c) == null || seen.contains(cell(r, c))) {
                    continue;
                }
                int[] block = block(sheet, r, c, seen);
                boolean meets = block[0] < range.toRow()
                        && block[1] > range.fromRow()
                        && block[2] < range.toColumn()
                        && block[3] > range.fromColumn();
                if (meets && (best == null || block[1] >= best[1])) {
                    best = block;
                }
            }
        }
        return best;
    }

    /** Cells that touch, also at a corner. */
    private static int[] block(EmulatedSheet sheet, int row, int column, Set<Long> seen) {
        int[] block = {row, row + 1, column, column + 1};
        Deque<int[]> left = new ArrayDeque<>();
        left.add(new int[] {row, column});
        seen.add(cell(row, column));
        while (!left.isEmpty()) {
            int[] at = left.remove();
            block[0] = Math.min(block[0], at[0]);
            block[1] = Math.max(block[1], at[0] + 1);
            block[2] = Math.min(block[2], at[1]);
            block[3] = Math.max(block[3], at[1] + 1);
            for (int r = Math.max(0, at[0] - 1); r <= Math.min(sheet.rows.size() - 1, at[0] + 1); r++) {
                for (int c = Math.max(0, at[1] - 1); c <= at[1] + 1; c++) {
                    if (sheet.value(r, c) != null && seen.add(cell(r, c))) {
                        left.add(new int[] {r, c});
                    }
                }
            }
        }
        return block;
    }

    private static long cell(int row, int column) {
        return (long) row << 20 | column;
    }
}
