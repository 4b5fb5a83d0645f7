package org.pvswatch.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The emulator refuses what Google refuses, and answers as Google was recorded to. */
class SheetsEmulatorTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private SheetsEmulator google;
    private EmulatedSheet sheet;
    private String token;

    @BeforeEach
    void open() throws Exception {
        google = new SheetsEmulator();
        sheet = google.add("id").titled("Sheet1");
        google.writeKey(folder.resolve("key.json"));
        token = token("https://www.googleapis.com/auth/spreadsheets");
    }

    @AfterEach
    void close() {
        google.close();
    }

    private String token(String scope) throws IOException {
        try (var in = Files.newInputStream(folder.resolve("key.json"))) {
            return ServiceAccountCredentials.fromStream(in)
                    .createScoped(scope)
                    .refreshAccessToken()
                    .getTokenValue();
        }
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(google.url() + "/v4/spreadsheets/id" + path))
                .header("Authorization", "Bearer " + token);
        request.method(
                method,
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode ok(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String encoded(String range) {
        return URLEncoder.encode(range, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'requests':[]}|Must specify at least one request",
                "{'requests':[{}]}|exactly one kind",
                "{'request':[]}|Unknown name \"request\"",
                "{'requests':[{'addSheet':{'properties':{'titel':'a'}}}]}|Unknown name \"titel\"",
                "{'requests':[{'addSheet':{'properties':{'title':'Sheet1'}}}]}|A sheet with the name \"Sheet1\" already exists",
                "{'requests':[{'addSheet':{'properties':{'sheetId':0,'title':'a'}}}]}|id 0 already exists",
                "{'requests':[{'addSheet':{'properties':{'title':'a','gridProperties':{'rowCount':400000}}}}]}|limit of 10000000 cells",
                "{'requests':[{'addSheet':{'properties':{'title':'a'}}},{'deleteSheet':{'sheetId':5}}]}|Invalid requests[1].deleteSheet: No grid with id: 5",
                "{'requests':[{'deleteSheet':{'sheetId':0}}]}|You can't remove all the sheets",
                "{'requests':[{'updateCells':{'start':{'sheetId':0,'columnIndex':26},'rows':[{'values':[{}]}],'fields':'userEnteredValue'}}]}|Attempting to write column: 26, beyond the last requested column of: 25",
                "{'requests':[{'updateCells':{'start':{'sheetId':0},'rows':[{'values':[{}]}]}}]}|At least one field",
                "{'requests':[{'updateCells':{'start':{'sheetId':0},'rows':[{'values':[{}]}],'fields':'value'}}]}|Invalid field: value",
                "{'requests':[{'updateCells':{'start':{'sheetId':0},'rows':[{'values':[{'userEnteredValue':{'numberValue':'1'}}]}],'fields':'userEnteredValue'}}]}|Invalid value at 'requests[0].updateCells.rows[0].values[0].userEnteredValue.numberValue'",
                "{'requests':[{'updateCells':{'start':{'sheetId':0},'rows':[{'values':[{'userEnteredValue':{'stringValue':''}}]}],'fields':'userEnteredValue'}}]}|Invalid value",
                "{'requests':[{'appendDimension':{'sheetId':0,'dimension':'ROW','length':1}}]}|Invalid dimension",
                "{'requests':[{'appendDimension':{'sheetId':0,'dimension':'ROWS','length':400000}}]}|limit of 10000000 cells",
                "{'requests':[{'insertDimension':{'range':{'sheetId':0,'dimension':'ROWS','startIndex':1000,'endIndex':1001}}}]}|inheritFromBefore is false",
                "{'requests':[{'deleteDimension':{'range':{'sheetId':0,'dimension':'ROWS'}}}]}|delete all non-frozen rows",
                "{'requests':[{'repeatCell':{'range':{'sheetId':0,'endRowIndex':1001},'cell':{},'fields':'userEnteredValue'}}]}|exceeds grid limits",
                "{'requests':[{'repeatCell':{'range':{'sheetId':0},'cell':{'userEnteredFormat':{'numberFormat':{'pattern':'0'}}},'fields':'userEnteredFormat.numberFormat'}}]}|number format type",
                "{'requests':[{'addConditionalFormatRule':{'rule':{'ranges':[{'sheetId':0}],'gradientRule':{'minpoint':{'type':'MIN'}}}}}]}|minpoint and maxpoint",
                "{'requests':[{'addConditionalFormatRule':{'rule':{'ranges':[{'sheetId':0}],'gradientRule':{'minpoint':{'type':'NUMBER','value':1},'maxpoint':{'type':'MAX'}}}}}]}|Invalid value at",
                "{'requests':[{'createDeveloperMetadata':{'developerMetadata':{'metadataKey':'a','location':{'spreadsheet':true}}}}]}|visibility",
                "{'requests':[{'updateSpreadsheetProperties':{'properties':{'timeZone':'Mars'},'fields':'timeZone'}}]}|Invalid time zone",
                "{'requests':[{'addChart':{'chart':{'spec':{'basicChart':{'chartType':'COLUMN'}},'position':{'overlayPosition':{'anchorCell':{'sheetId':0}}}}}}]}|domains and series"
            })
    void refusesAWrongBatchWhole(String body, String says) throws Exception {
        HttpResponse<String> answer = call("POST", ":batchUpdate", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error/message").asText()).contains(says);
        assertThat(google.spreadsheets.get("id").sheets).hasSize(1);
    }

    @Test
    void refusesMetadataWithANumberThatIsThere() throws Exception {
        String create =
                "{'requests':[{'createDeveloperMetadata':{'developerMetadata':{'metadataId':7,'metadataKey':'a',"
                        + "'visibility':'DOCUMENT','location':{'spreadsheet':true}}}}]}";
        ok("POST", ":batchUpdate", create);
        assertThat(call("POST", ":batchUpdate", create).body()).contains("ID [7] because");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A1|RAW|{'values':1}|400",
                "A1||{'values':[[1]]}|400",
                "A1|TYPED|{'values':[[1]]}|400",
                "A1|RAW|{'values':[[{'date':1}]]}|400",
                "A1|RAW|{'values':[1]}|400",
                "A1:B2|RAW|{'values':[[1,2,3]]}|400",
                "A1:B2|RAW|{'values':[[1],[2],[3]]}|400",
                "AA1|RAW|{'values':[[1]]}|400",
                "A1001|RAW|{'values':[[1]]}|400",
                "Sheet2!A1|RAW|{'values':[[1]]}|400",
                "A1|RAW|{'values':[['a','','z']]}|200"
            })
    void refusesWrongValues(String range, String input, String body, int status) throws Exception {
        String query = input == null ? "" : "?valueInputOption=" + input;
        assertThat(call("PUT", "/values/" + encoded(range) + query, body).statusCode())
                .isEqualTo(status);
    }

    @Test
    void rawStaysTextAndTypedBecomesWhatItLooksLike() throws Exception {
        String row = "{'values':[['=1+1','+1','2020-01-01','007','5%']]}";
        ok("PUT", "/values/A1?valueInputOption=RAW", row);
        ok("PUT", "/values/A2?valueInputOption=USER_ENTERED", row);
        assertThat(ok("GET", "/values/A1:E2?valueRenderOption=FORMULA", "")
                        .path("values")
                        .toString())
                .isEqualTo("[[\"=1+1\",\"+1\",\"2020-01-01\",\"007\",\"5%\"],[\"=1+1\",\"+1\",43831,7,0.05]]");
    }

    @Test
    void answersWithoutEmptyEndsAndNormalisesRanges() throws Exception {
        ok("PUT", "/values/B2?valueInputOption=RAW", "{'values':[[1,''],['',null,'x']]}");
        JsonNode answer = ok("GET", "/values/" + encoded("Sheet1!D4:A1") + "?valueRenderOption=UNFORMATTED_VALUE", "");
        assertThat(answer.path("range").asText()).isEqualTo("Sheet1!A1:D4");
        assertThat(answer.path("values").toString()).isEqualTo("[[],[\"\",1],[\"\",\"\",\"\",\"x\"]]");
        assertThat(ok("GET", "/values/A20:B30", "").has("values")).isFalse();
        assertThat(ok("GET", "/values/A1:C", "").path("range").asText()).isEqualTo("Sheet1!A1:C1000");
    }

    @Test
    void appendGuessesItsTable() throws Exception {
        ok("PUT", "/values/A1?valueInputOption=RAW", "{'values':[['x','','z']]}");
        JsonNode answer = ok("POST", "/values/Sheet1:append?valueInputOption=RAW", "{'values':[[1,2,3]]}");
        assertThat(answer.path("tableRange").asText()).isEqualTo("Sheet1!C1");
        assertThat(answer.path("updates").path("updatedRange").asText()).isEqualTo("Sheet1!C2:E2");
        sheet.filtered = true;
        ok("POST", "/values/Sheet1:append?valueInputOption=RAW", "{'values':[['lost']]}");
        assertThat(sheet.values()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"Sheet1,B7", "B4,B7", "B2:D4,B7", "A3:G10,B7", "A1,A3", "E4,E4", "A4,A4"})
    void appendFindsTheLastBlock(String range, String at) throws Exception {
        ok("PUT", "/values/A1?valueInputOption=RAW", "{'values':[[1,2,3],[4,5,6]]}");
        ok("PUT", "/values/B4?valueInputOption=RAW", "{'values':[[1,2,3],[4,5,6],[7,8,9]]}");
        JsonNode answer = ok("POST", "/values/" + encoded(range) + ":append?valueInputOption=RAW", "{'values':[[0]]}");
        assertThat(answer.path("updates").path("updatedRange").asText()).isEqualTo("Sheet1!" + at);
    }

    @Test
    void wrongVerbsAndBrokenBodiesAreRefused() throws Exception {
        assertThat(call("POST", "/values/A1", "{}").statusCode()).isEqualTo(404);
        assertThat(call("PUT", "/values/A1:append?valueInputOption=RAW", "{}").statusCode())
                .isEqualTo(404);
        assertThat(call("POST", ":batchUpdate", "{'requests'").statusCode()).isEqualTo(400);
    }

    @Test
    void givesNothingToStrangers() throws Exception {
        String good = token;
        token = "no token";
        assertThat(call("GET", "", "").statusCode()).isEqualTo(401);
        token = token("https://www.googleapis.com/auth/drive.file");
        assertThat(call("GET", "", "").body()).contains("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        token = good;
        assertThat(call("GET", "", "").statusCode()).isEqualTo(200);
        google.editable = false;
        assertThat(call("GET", "", "").statusCode()).isEqualTo(200);
        assertThat(call("PUT", "/values/A1?valueInputOption=RAW", "{'values':[[1]]}")
                        .statusCode())
                .isEqualTo(403);
        google.spreadsheets.clear();
        assertThat(call("GET", "", "").body()).contains("Requested entity was not found.");
    }

    @Test
    void aGrantMustBeSignedTimelyAndWhole() throws Exception {
        for (String form : List.of(
                "grant_type=password&assertion=a.b.c",
                "grant_type=" + encoded("urn:ietf:params:oauth:grant-type:jwt-bearer")
                        + "&assertion=eyJhbGciOiJSUzI1NiJ9.e30.AAAA")) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(google.url() + "/token"))
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).path("error").isTextual()).isTrue();
        }
    }

    @Test
    void theSixtyFirstCallOfAMinuteIsTooMany() throws Exception {
        google.quotaClock = java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC);
        for (int i = 0; i < 60; i++) {
            assertThat(call("GET", "", "").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> answer = call("GET", "", "");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("Read requests per minute per user", "RATE_LIMIT_EXCEEDED");
        ok("PUT", "/values/A1?valueInputOption=RAW", "{'values':[[1]]}");
    }
}
