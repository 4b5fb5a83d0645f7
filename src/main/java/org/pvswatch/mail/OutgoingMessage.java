package org.pvswatch.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A message that goes to one of those it is addressed to, says when its first byte is about to leave the house, and keeps
 * the id it was given.
 */
final class OutgoingMessage extends MimeMessage {
    private Address recipient;
    private BeforeItLeaves before = () -> {};

    OutgoingMessage() {
        super((jakarta.mail.Session) null);
    }

    /** Work done when the server is ready to take the message; if it fails nothing is sent. */
    interface BeforeItLeaves {
        void run() throws IOException;
    }

    OutgoingMessage to(String address, BeforeItLeaves work) throws MessagingException {
        recipient = new InternetAddress(address);
        before = work;
        return this;
    }

    @Override
    public Address[] getAllRecipients() throws MessagingException {
        return recipient == null ? super.getAllRecipients() : new Address[] {recipient};
    }

    @Override
    protected void updateMessageID() {
        // it has one for life
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoreList) throws IOException, MessagingException {
        BeforeItLeaves work = before;
        before = () -> {};
        work.run();
        super.writeTo(out, ignoreList);
    }
}
