package org.pvswatch.pipeline;

import jakarta.mail.PasswordAuthentication;
import org.apache.camel.component.mail.MailAuthenticator;
import org.pvswatch.mail.MailServer;

/** Gives camel-mail user and password in the moment of a login, so that no endpoint has them. */
public final class MailLogin extends MailAuthenticator {
    private final MailServer server;

    /** @param server whose user logs in */
    public MailLogin(MailServer server) {
        this.server = server;
    }

    @Override
    public PasswordAuthentication getPasswordAuthentication() {
        String password = server.password();
        return new PasswordAuthentication(password == null ? null : server.user(), password);
    }
}
