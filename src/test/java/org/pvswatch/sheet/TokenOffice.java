package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Google's token endpoint: gives a token for a signed and timely grant of a service account. */
final class TokenOffice {
    static final String ADDRESS = "pvs-watch@solar-123456.iam.gserviceaccount.com";
    static final String SCOPE = "https://www.googleapis.com/auth/spreadsheets";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GOOGLES_OWN = "https://oauth2.googleapis.com/token";
    private static final long SKEW_S = 300;
    private static final long LONGEST_S = 3_600;

    private final KeyPair keys;
    private final Map<String, String> scopes = new HashMap<>();
    Clock clock = Clock.systemUTC();
    boolean keyDeleted;
    int given;

    TokenOffice() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    /** An answer: status and body. */
    record Answer(int status, String body) {}

    /** Writes a key file as Google's console gives it. */
    void writeKey(Path file, String url) throws IOException {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Map<String, String> key = new HashMap<>();
        key.put("type", "service_account");
        key.put("project_id", "solar-123456");
        key.put("private_key_id", "0123456789abcdef");
        key.put("private_key", pem);
        key.put("client_email", ADDRESS);
        key.put("client_id", "123456789012345678901");
        key.put("token_uri", url + "/token");
        key.put("universe_domain", "googleapis.com");
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(key));
    }

    Answer grant(Map<String, String> form, String url) {
        if (!"urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type"))) {
            return refused("unsupported_grant_type", "Invalid grant_type: " + form.get("grant_type"));
        }
        try {
            String[] parts = form.getOrDefault("assertion", "").split("\\.");
            if (parts.length != 3 || keyDeleted || !isSigned(parts)) {
                return refused("invalid_grant", "Invalid JWT Signature.");
            }
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            long issued = claims.path("iat").asLong();
            long ends = claims.path("exp").asLong();
            long now = clock.instant().getEpochSecond();
            if (!"RS256".equals(header.path("alg").asText())
                    || !ADDRESS.equals(claims.path("iss").asText())) {
                return refused("invalid_grant", "Invalid grant: account not found");
            }
            // google-auth-library always names Google's own endpoint, wherever the key file sends it
            if (!List.of(url + "/token", GOOGLES_OWN)
                    .contains(claims.path("aud").asText())) {
                return refused("invalid_grant", "Invalid JWT: Failed audience check.");
            }
            if (ends - issued > LONGEST_S || Math.abs(now - issued) > SKEW_S || ends < now) {
                return refused(
                        "invalid_grant",
                        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
                                + " Check your iat and exp values in the JWT claim.");
            }
            if (!claims.path("scope").asText().startsWith("https://www.googleapis.com/auth/")) {
                return refused("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
            }
            String token = "token-" + ++given;
            scopes.put(token, claims.path("scope").asText());
            return new Answer(
                    200,
                    JSON.createObjectNode()
                            .put("access_token", token)
                            .put("expires_in", 3599)
                            .put("token_type", "Bearer")
                            .toString());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return refused("invalid_grant", "Invalid JWT: " + e.getMessage());
        }
    }

    private boolean isSigned(String[] parts) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    /** Refuses who has no token, or one for something else. */
    void check(String authorization) {
        String token = authorization == null ? "" : authorization.replaceFirst("^Bearer ", "");
        String scope = scopes.get(token);
        if (scope == null) {
            throw new GoogleRefusal(
                    401,
                    "UNAUTHENTICATED",
                    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or"
                            + " other valid authentication credential. See"
                            + " https://developers.google.com/identity/sign-in/web/devconsole-project.",
                    null);
        }
        if (!scope.contains(SCOPE)) {
            throw new GoogleRefusal(
                    403,
                    "PERMISSION_DENIED",
                    "Request had insufficient authentication scopes.",
                    "ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        }
    }

    void forgetTokens() {
        scopes.clear();
    }

    private static Answer refused(String error, String description) {
        return new Answer(
                400,
                JSON.createObjectNode()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }
}
