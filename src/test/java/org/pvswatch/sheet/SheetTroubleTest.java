package org.pvswatch.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvswatch.letter.Asides;
import org.pvswatch.letter.Rendered;
import org.pvswatch.letter.Templates;
import org.pvswatch.letter.Words;
import org.pvswatch.settings.Settings;
import org.pvswatch.sheet.SheetsEmulator.Fate;

/** Each trouble is one line that an owner can act on, once; when it is mended, the sheet is caught up. */
class SheetTroubleTest {
    @TempDir
    Path folder;

    interface Act {
        void in(SheetHouse house) throws Exception;
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                trouble(
                        "not shared",
                        "press Share, add " + TokenOffice.ADDRESS + " and choose Editor",
                        house -> house.google.shared = false,
                        house -> house.google.shared = true),
                trouble(
                        "shared for viewing",
                        "or only for viewing",
                        house -> house.google.editable = false,
                        house -> house.google.editable = true),
                trouble(
                        "API disabled",
                        "open https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=123456 and press Enable",
                        house -> house.google.apiEnabled = false,
                        house -> house.google.apiEnabled = true),
                trouble(
                        "wrong id",
                        "there is no spreadsheet with the id '1AbCdEf'",
                        house -> house.google.spreadsheets.clear(),
                        house -> house.google.spreadsheets.put(SheetHouse.ID, house.book)),
                trouble(
                        "an Excel file",
                        "choose File, Save as Google Sheets",
                        house -> house.google.isExcelFile = true,
                        house -> house.google.isExcelFile = false),
                trouble(
                        "key file gone",
                        "the key file DATA/key.json is missing",
                        house -> Files.delete(house.key()),
                        house -> house.google.writeKey(house.key())),
                trouble(
                        "key file of something else",
                        "is not the key of a service account",
                        house -> Files.writeString(house.key(), "{\"installed\":{}}"),
                        house -> house.google.writeKey(house.key())),
                trouble(
                        "key file torn",
                        "is not the key of a service account",
                        house -> Files.writeString(house.key(), "{\"type\": \"service_acc"),
                        house -> house.google.writeKey(house.key())),
                trouble(
                        "private key damaged",
                        "the file is damaged",
                        house -> Files.writeString(
                                house.key(), Files.readString(house.key()).replace("MII", "M")),
                        house -> house.google.writeKey(house.key())),
                trouble(
                        "key deleted at Google",
                        "Google does not know the key in DATA/key.json any more",
                        house -> house.google.tokens.keyDeleted = true,
                        house -> house.google.tokens.keyDeleted = false),
                trouble(
                        "wrong clock",
                        "the clock of this machine is wrong",
                        house -> house.google.tokens.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20)),
                        house -> house.google.tokens.clock = Clock.systemUTC()),
                trouble(
                        "quota",
                        "Google asks to slow down",
                        house -> house.google.misfortune = (number, name) -> Fate.ERROR_429,
                        house -> house.google.misfortune = (number, name) -> Fate.GOOD),
                trouble(
                        "protected",
                        "choose Data, Protect sheets and ranges",
                        house -> {
                            house.google.misfortune = (number, name) -> {
                                house.book.sheets.forEach(sheet -> sheet.locked = sheet.id() >= 770_000_000);
                                return Fate.GOOD;
                            };
                        },
                        house -> {
                            house.google.misfortune = (number, name) -> Fate.GOOD;
                            house.book.sheets.forEach(sheet -> sheet.locked = false);
                        }),
                trouble(
                        "full",
                        "the spreadsheet is full, Google allows 10 million cells",
                        house -> house.book.titled("Sheet1").columns = 9_999,
                        house -> house.book.titled("Sheet1").columns = 26),
                trouble(
                        "Google unwell",
                        "it answers 503",
                        house -> house.google.misfortune = (number, name) -> Fate.DONE_503,
                        house -> house.google.misfortune = (number, name) -> Fate.GOOD),
                trouble(
                        "login page of a network",
                        "something else answers in place of Google",
                        house -> house.google.misfortune = (number, name) -> Fate.HTML_200,
                        house -> house.google.misfortune = (number, name) -> Fate.GOOD));
    }

    private static Arguments trouble(String name, String line, Act begins, Act ends) {
        return Arguments.of(name, line, begins, ends);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void isToldOnceAndEnds(String name, String line, Act begins, Act ends) throws Exception {
        try (SheetHouse house = new SheetHouse(folder)) {
            house.withDays(5);
            begins.in(house);
            house.lookFor(Duration.ofHours(3));
            assertThat(house.said()).hasSize(1).first().asString().contains(line);
            assertThat(house.said().get(0))
                    .startsWith("WARN sheet - not written: ")
                    .hasSizeLessThan(420);
            ends.in(house);
            house.lookFor(Duration.ofHours(2));
            house.assertSheetIsHistory();
            assertThat(house.said()).anyMatch(said -> said.startsWith("INFO sheet - written again"));
            assertThat(house.everythingSaid()).doesNotContain("PRIVATE KEY", "token-1", "Exception");
            assertThat(folder.resolve("data/rejected")).doesNotExist();
        }
    }

    @Test
    void isALineOfTheNextMailAfterADay() throws Exception {
        try (SheetHouse house = new SheetHouse(folder)) {
            house.withDays(5);
            house.google.shared = false;
            house.lookFor(Duration.ofHours(23));
            assertThat(house.sync().isFailing()).isEmpty();
            house.lookFor(Duration.ofHours(2));
            assertThat(house.sync().isFailing()).hasValueSatisfying(text -> assertThat(text)
                    .startsWith("The Google Sheet was not written for ")
                    .contains(TokenOffice.ADDRESS));
            assertThat(house.calls()).as("about one an hour").isLessThan(40);
            Rendered letter = letter(house);
            assertThat(letter.text().replaceAll("\\s+", " "))
                    .contains("Besides: " + house.sync().isFailing().orElseThrow());
            assertThat(letter.html()).contains("Besides: The Google Sheet was not written for ");
            house.google.shared = true;
            house.lookFor(Duration.ofHours(2));
            assertThat(house.sync().isFailing()).isEmpty();
            assertThat(letter(house).text()).doesNotContain("Besides");
        }
    }

    private static Rendered letter(SheetHouse house) {
        Map<String, String> settings = new HashMap<>(Settings.shipped());
        settings.put("site.zone", "America/Los_Angeles");
        Words words = new Words(settings);
        Templates templates = new Templates(Path.of("config/letters"), words, new Asides(house.sync()));
        return templates.render(
                "blind", Map.of("title", "T", "lead", "L", "kicker", "K", "known", "All.", "facts", List.of()));
    }

    @Test
    void nobodyIsThere() throws Exception {
        try (SheetHouse house = new SheetHouse(folder)) {
            house.withDays(2);
            house.google.close();
            house.look();
            assertThat(house.said()).singleElement().asString().contains("Google cannot be reached");
        }
    }

    /** Both see the same and write the same; the fence refuses the second. */
    @Test
    void twoProcessesByMistakeDoubleNothing(@TempDir Path another) throws Exception {
        try (SheetHouse house = new SheetHouse(folder);
                SheetHouse twin = new SheetHouse(another)) {
            house.withDays(20);
            twin.with("sheets.root-url", house.google.url());
            house.google.writeKey(twin.key());
            twin.withDays(20);
            boolean[] begun = {false};
            for (int n = 1; n <= 12; n++) {
                int at = house.calls() + n;
                house.book.become(new EmulatedSpreadsheet(SheetHouse.ID));
                house.google.misfortune = (number, name) -> {
                    if (number == at && !begun[0]) {
                        begun[0] = true;
                        Thread other = new Thread(twin::look);
                        other.start();
                        return Fate.GOOD;
                    }
                    return Fate.GOOD;
                };
                begun[0] = false;
                house.later(Duration.ofHours(25));
                twin.later(Duration.ofHours(25));
                house.look();
                for (int i = 0; i < 3; i++) {
                    house.later(Duration.ofHours(2));
                    twin.later(Duration.ofHours(2));
                    house.look();
                    twin.look();
                }
                house.later(Duration.ofHours(25));
                house.look();
                house.assertSheetIsHistory();
            }
        }
    }
}
