package org.pvswatch.sheet;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.gson.stream.MalformedJsonException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the sheet was not written, in words an owner can act on.
 *
 * @param sentence what is wrong and what to do, without a full stop
 * @param isConflict whether somebody else wrote at the same time, which the next look settles
 */
record Trouble(String sentence, boolean isConflict) {
    private static final Pattern LINK = Pattern.compile("https://console\\.[^\\s\"]+");
    private static final int LONGEST = 200;

    /**
     * What a failure means.
     *
     * @param key whose address the owner has to know
     * @param spreadsheetId as it is asked for
     */
    static Trouble of(Throwable failure, ServiceAccountKey key, String spreadsheetId) {
        Throwable last = failure;
        for (Throwable cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            last = cause;
            if (cause instanceof ServiceAccountKey.UnusableKeyException) {
                return lasting(cause.getMessage());
            }
            if (cause instanceof SheetBusyException) {
                return new Trouble("somebody works in the sheet, " + cause.getMessage(), true);
            }
            if (cause instanceof GoogleJsonResponseException answer) {
                return ofAnswer(answer, key, spreadsheetId);
            }
            if (cause instanceof HttpResponseException token) {
                return ofToken(token, key);
            }
            if (cause instanceof SQLException) {
                return lasting("history cannot be read: " + line(cause.getMessage()));
            }
        }
        return ofNetwork(last);
    }

    private static Trouble ofAnswer(GoogleJsonResponseException answer, ServiceAccountKey key, String spreadsheetId) {
        String said = answer.getDetails() == null
                ? ""
                : String.valueOf(answer.getDetails().getMessage());
        String all = String.valueOf(answer.getContent());
        String share = "in Google Sheets press Share, add " + key.address() + " and choose Editor";
        return switch (answer.getStatusCode()) {
            case 400 -> ofRefusal(said, key);
            case 401 ->
                lasting("Google does not accept the token it gave; is " + key.name() + " a key of this account?");
            case 403 -> {
                if (all.contains("SERVICE_DISABLED") || said.contains("has not been used in project")) {
                    Matcher link = LINK.matcher(all);
                    yield lasting("the Google Sheets API is not enabled in the project of the key; open "
                            + (link.find() ? link.group() : "Google's console, APIs and services, Google Sheets API")
                            + " and press Enable");
                }
                yield lasting("the spreadsheet is not shared with PVS Watch, or only for viewing; " + share);
            }
            case 404 ->
                lasting("there is no spreadsheet with the id '" + spreadsheetId + "', it may have been deleted;"
                        + " copy the address of the sheet from the browser into sheets.spreadsheet-id");
            case 413 -> lasting("the request was too large for Google");
            case 429 -> lasting("Google asks to slow down, the quota of a minute is used up");
            default -> lasting("Google Sheets has a problem of its own, it answers " + answer.getStatusCode());
        };
    }

    private static Trouble ofRefusal(String said, ServiceAccountKey key) {
        if (said.contains("already exists")) {
            return new Trouble("another PVS Watch writes into the same spreadsheet; let only one do so", true);
        }
        if (said.contains("No grid with id")) {
            return new Trouble("a tab was deleted while it was written", true);
        }
        if (said.contains("10000000 cells")) {
            return lasting("the spreadsheet is full, Google allows 10 million cells; copy it, delete tabs of old years"
                    + " or give PVS Watch a new one");
        }
        if (said.contains("protected cell")) {
            return lasting("a part of the sheet is protected; in Google Sheets choose Data, Protect sheets and ranges,"
                    + " and remove it or allow " + key.address());
        }
        if (said.contains("not supported for this document")) {
            return lasting("it is an Excel file and no Google Sheet; open it, choose File, Save as Google Sheets, and"
                    + " copy the new address into sheets.spreadsheet-id");
        }
        return lasting("Google refuses what was to be written: " + line(said));
    }

    private static Trouble ofToken(HttpResponseException token, ServiceAccountKey key) {
        String content = String.valueOf(token.getContent());
        if (content.contains("iat") || content.contains("reasonable timeframe")) {
            return lasting("the clock of this machine is wrong, so Google gives no access; set it, for instance with"
                    + " timedatectl set-ntp true");
        }
        if (content.contains("invalid_grant")) {
            return lasting("Google does not know the key in " + key.name() + " any more; make a new key in Google's"
                    + " console and put it there");
        }
        return token.getStatusCode() == 429 || token.getStatusCode() >= 500
                ? lasting("Google gives no access now, it answers " + token.getStatusCode())
                : lasting("Google gives no access: " + line(content));
    }

    private static Trouble ofNetwork(Throwable failure) {
        if (failure instanceof UnknownHostException
                || failure instanceof ConnectException
                || failure instanceof NoRouteToHostException) {
            return lasting("Google cannot be reached, is there a connection to the internet? ("
                    + line(failure.getMessage()) + ")");
        }
        if (failure instanceof SocketTimeoutException) {
            return lasting("no answer from Google in time");
        }
        if (failure instanceof MalformedJsonException
                || failure instanceof IllegalArgumentException
                || failure.getClass().getSimpleName().contains("Json")) {
            return lasting("something else answers in place of Google, perhaps the login page of a network");
        }
        return lasting("the talk with Google broke off ("
                + line(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage())
                + ")");
    }

    private static Trouble lasting(String sentence) {
        return new Trouble(sentence, false);
    }

    /** The first line of what somebody else says, short and without markup. */
    private static String line(String said) {
        String first = String.valueOf(said)
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("<[^>]*>", " ")
                .strip();
        return first.length() > LONGEST
                ? first.substring(0, LONGEST) + "..."
                : first.toLowerCase(Locale.ROOT).isEmpty() ? "nothing" : first;
    }
}
