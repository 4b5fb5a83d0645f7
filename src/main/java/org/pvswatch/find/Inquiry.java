package org.pvswatch.find;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.pvswatch.archive.Redaction;

/**
 * The one harmless question that tells a PVS from everything else: a single GET of {@code supervisor/info}, open on every
 * firmware. It sends no secret, so it accepts any certificate, only to look at it. Thread-safe.
 */
final class Inquiry {
    private static final String QUESTION = "/cgi-bin/dl_cgi/supervisor/info";
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 64 * 1024;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .sslContext(tls())
            .build();

    /**
     * What came back.
     *
     * @param info who it is
     * @param certificateSha256 hex; null on plain http
     */
    record Reply(SupervisorInfo info, String certificateSha256) {}

    /**
     * Asks once.
     *
     * @param base address without the path of the question
     * @param limit for everything together
     * @throws IOException when no PVS answered; the message says in half a sentence what happened
     */
    Reply ask(URI base, Duration limit) throws IOException, InterruptedException {
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(base + QUESTION)).GET().build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(get, head -> new Beginning());
        try {
            HttpResponse<byte[]> whole = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (whole.statusCode() != OK) {
                throw new IOException("answers HTTP " + whole.statusCode());
            }
            SupervisorInfo info = SupervisorInfo.of(new String(whole.body(), StandardCharsets.UTF_8))
                    .orElseThrow(() -> new IOException("answers, but not as a PVS does"));
            return new Reply(info, fingerprint(whole.sslSession().orElse(null)));
        } catch (ExecutionException e) {
            throw new IOException(inWords(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("does not answer in time", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String inWords(Throwable failure) {
        if (failure instanceof HttpTimeoutException) {
            return "does not answer in time";
        }
        if (failure instanceof ConnectException
                && failure.getCause() instanceof java.nio.channels.UnresolvedAddressException) {
            return "is not known by that name";
        }
        if (failure instanceof ConnectException) {
            return "cannot be reached";
        }
        if (failure instanceof UnknownHostException) {
            return "is not known by that name";
        }
        if (failure instanceof SSLException) {
            return "does not speak https";
        }
        String said = failure.getMessage();
        return "breaks off" + (said == null ? "" : " (" + Redaction.quotable(said) + ")");
    }

    private static String fingerprint(SSLSession session) throws IOException {
        if (session == null) {
            return null;
        }
        try {
            byte[] certificate = session.getPeerCertificates()[0].getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (GeneralSecurityException e) {
            throw new IOException("shows a certificate that cannot be read", e);
        }
    }

    private static SSLContext tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has TLS", e);
        }
    }

    /** The beginning of an answer; what is longer is not a PVS. */
    private static final class Beginning implements BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private Flow.Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                bytes.write(part, 0, Math.min(part.length, MOST_BYTES - bytes.size()));
            }
            if (bytes.size() >= MOST_BYTES) {
                subscription.cancel();
                body.complete(bytes.toByteArray());
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(bytes.toByteArray());
        }
    }

    /** Looks at a certificate without judging it. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // whoever it is, it learns nothing from the question
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // as above
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // as above
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("nobody connects to us");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException("nobody connects to us");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new UnsupportedOperationException("nobody connects to us");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
