package org.pvswatch.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a failed delivery came to: when it failed and what was said.
 *
 * @param stage how far it got
 * @param said the server's words with their code, such as {@code 550 5.1.1 no such user}; of a failure without a reply the
 *     words of all its causes
 */
record Reply(Stage stage, String said) {
    private static final int LEAST_REFUSAL = 400;
    private static final Pattern CODE = Pattern.compile("(?s).*?\\b([45]\\d\\d)([ -].*)?");
    private static final Pattern GREETING = Pattern.compile("(?s).*response: ([45]\\d\\d).*");

    /** How far it got. */
    enum Stage {
        /** No word of SMTP that would count. */
        CONNECTION,
        GREETING,
        LOGIN,
        SENDER,
        RECIPIENT,
        LETTER
    }

    static Reply of(Throwable failure) {
        StringBuilder causes = new StringBuilder();
        Reply reply = null;
        int depth = 0;
        for (Throwable each = failure; each != null && depth++ < 20; each = each.getCause()) {
            Reply told = told(each);
            if (told != null && (reply == null || told.stage == Stage.RECIPIENT)) {
                reply = told;
            }
            causes.append(each.getClass().getSimpleName())
                    .append(": ")
                    .append(each.getMessage())
                    .append("; ");
        }
        return reply != null ? reply : new Reply(Stage.CONNECTION, causes.toString());
    }

    private static Reply told(Throwable failure) {
        if (failure instanceof MailServer.PasswordMissingException) {
            return new Reply(Stage.LOGIN, failure.getMessage());
        }
        if (failure instanceof AuthenticationFailedException login) {
            return new Reply(Stage.LOGIN, words(login.getMessage()));
        }
        if (failure instanceof SMTPAddressFailedException address && address.getReturnCode() >= LEAST_REFUSAL) {
            return new Reply(Stage.RECIPIENT, words(address.getMessage()));
        }
        if (failure instanceof SMTPSenderFailedException sender && sender.getReturnCode() >= LEAST_REFUSAL) {
            return new Reply(Stage.SENDER, words(sender.getMessage()));
        }
        if (failure instanceof SMTPSendFailedException send && send.getReturnCode() >= LEAST_REFUSAL) {
            Stage stage = send.getCommand().startsWith("MAIL") ? Stage.SENDER : Stage.LETTER;
            return new Reply(stage, words(send.getMessage()));
        }
        if (failure instanceof MessagingException && failure.getMessage() != null) {
            Matcher greeting = GREETING.matcher(failure.getMessage());
            if (greeting.matches()) {
                return new Reply(Stage.GREETING, greeting.group(1) + " instead of a greeting");
            }
        }
        return null;
    }

    /** From the code on. */
    private static String words(String message) {
        String line = message == null ? "" : message.strip();
        Matcher code = CODE.matcher(line);
        return code.matches() ? line.substring(code.start(1)) : line;
    }
}
