package org.pvswatch.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvswatch.pipeline.SheetTry;

/** Whether a sheet can be read and written is told without leaving anything in it. */
class SheetTrialTest {
    @TempDir
    private Path data;

    @Test
    void writesARowOfWhichNothingIsSeen() throws Exception {
        try (SheetHouse house = new SheetHouse(data).started()) {
            String keyFile = data.resolve("key.json").toString();
            SheetTrial trial =
                    new SheetTrial("https://docs.google.com/spreadsheets/d/" + SheetHouse.ID + "/edit", keyFile);
            int tabs = house.book.sheets.size();
            SheetTry.call(house.watch(), trial.look(), keyFile);
            SheetTry.call(house.watch(), trial.write(), keyFile);
            assertThat(house.google.journal)
                    .extracting(SheetsEmulator.Call::name)
                    .contains("batchUpdate");
            assertThat(house.book.sheets).hasSize(tabs);

            house.google.editable = false;
            SheetTry.call(house.watch(), trial.look(), keyFile);
            Throwable readOnly = catchThrowable(() -> SheetTry.call(house.watch(), trial.write(), keyFile));
            assertThat(trial.problem(readOnly)).contains("only for viewing", "choose Editor");

            house.google.shared = false;
            Throwable notShared = catchThrowable(() -> SheetTry.call(house.watch(), trial.look(), keyFile));
            assertThat(trial.problem(notShared)).contains("is not shared with PVS Watch");
        }
    }
}
