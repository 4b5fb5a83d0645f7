package org.pvswatch.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.time.Instant;
import java.util.Optional;

/** Whether a mail server lets us in. */
public final class LoginTrial {
    private LoginTrial() {}

    /**
     * Logs in, or where nobody logs in says hello, and leaves; nothing is sent.
     *
     * @param now by our clock, which a certificate is judged by
     * @return what is wrong and what to do, a sentence; empty when it lets us in
     */
    public static Optional<String> problem(MailServer server, Instant now) {
        try (Transport transport = MailServer.session(server).getTransport("smtp")) {
            String user = server.user().isEmpty() ? null : server.user();
            transport.connect(server.host(), server.port(), user, server.password());
            return Optional.empty();
        } catch (MessagingException | RuntimeException e) {
            Reply reply = Reply.of(e);
            return Optional.of(Refusal.of(reply, server, now).sentence(reply, server, ""));
        }
    }
}
