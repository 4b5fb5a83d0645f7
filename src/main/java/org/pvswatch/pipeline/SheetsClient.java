package org.pvswatch.pipeline;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.sheets.v4.Sheets;
import com.google.auth.http.HttpCredentialsAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.component.google.sheets.GoogleSheetsClientFactory;
import org.pvswatch.sheet.ServiceAccountKey;

/**
 * Makes the client of camel-google-sheets: at an address of our choice, with the limits that Google needs, and with a key
 * file that an owner may replace while it runs.
 */
final class SheetsClient implements GoogleSheetsClientFactory {
    private static final int CONNECT_MS = 20_000;

    /** Google works on a request up to 180 s. */
    private static final int READ_MS = 190_000;

    private final String rootUrl;

    /** @param rootUrl where Google Sheets answers, without a slash at its end */
    SheetsClient(String rootUrl) {
        this.rootUrl = rootUrl + "/";
    }

    @Override
    public Sheets makeClient(
            CamelContext context, String keyFile, Collection<String> scopes, String application, String delegate) {
        return new Sheets.Builder(
                        new NetHttpTransport(), GsonFactory.getDefaultInstance(), new WithKey(Path.of(keyFile)))
                .setRootUrl(rootUrl)
                .setApplicationName("PVS-Watch")
                .build();
    }

    @Override
    public Sheets makeClient(
            String clientId,
            String clientSecret,
            Collection<String> scopes,
            String application,
            String refreshToken,
            String accessToken) {
        throw new IllegalArgumentException("only the key of a service account is used");
    }

    /** Signs each request; reads the key file again when it was replaced. */
    private static final class WithKey implements HttpRequestInitializer {
        private final Path file;
        private FileTime readAt;
        private HttpCredentialsAdapter credentials;

        WithKey(Path file) {
            this.file = file;
        }

        @Override
        public void initialize(HttpRequest request) throws IOException {
            credentials().initialize(request);
            request.setConnectTimeout(CONNECT_MS);
            request.setReadTimeout(READ_MS);
        }

        private synchronized HttpCredentialsAdapter credentials() throws IOException {
            FileTime now = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
            if (credentials == null || now == null || !now.equals(readAt)) {
                credentials = new HttpCredentialsAdapter(new ServiceAccountKey(file.toString()).credentials());
                readAt = now;
            }
            return credentials;
        }
    }
}
