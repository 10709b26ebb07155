package fr.paraphe.message;

import jakarta.mail.MessagingException;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Reads what a mail server meant by refusing a mail. */
final class SmtpAnswers {

    private static final Pattern ENHANCED_CODE = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final int CLOSING = 421;

    private SmtpAnswers() {}

    /** @return whether the server refused because it closes the connection, so that another one may take the mail */
    static boolean isClosing(MessagingException e) {
        var refusal = refusal(e);
        return refusal != null && refusal.code == CLOSING;
    }

    static Answer of(MessagingException e) {
        var refusal = refusal(e);
        if (refusal == null) {
            return new Answer.Unanswered(e.getClass().getSimpleName());
        }
        if (refusal.code == CLOSING) {
            return new Answer.Down("The mail server closes: " + refusal.code, e);
        }
        if (refusal.ofSender) {
            return new Answer.Down("The mail server refuses our own address: " + refusal.code, e);
        }
        return refusal.code < 500
                ? new Answer.Later(refusal.words)
                : new Answer.Refused(refusal.reason(), refusal.words);
    }

    /** A negative reply: code, whether it was about us or about the recipient, and the server's words. */
    private record Reply(int code, boolean ofSender, boolean ofRecipient, String words) {

        FailureReason reason() {
            var matcher = ENHANCED_CODE.matcher(words);
            var enhanced = matcher.find() ? matcher.group(1) : "";
            return switch (enhanced) {
                case "5.1.1", "5.1.2", "5.1.6", "5.1.10", "5.2.1" -> FailureReason.UNKNOWN_MAILBOX;
                case "5.1.3" -> FailureReason.INVALID_ADDRESS;
                case "5.2.2" -> FailureReason.MAILBOX_FULL;
                case "" -> ofRecipient ? reasonOfRecipient() : FailureReason.REFUSED;
                default -> FailureReason.REFUSED;
            };
        }

        private FailureReason reasonOfRecipient() {
            return switch (code) {
                case 550, 551, 553 -> FailureReason.UNKNOWN_MAILBOX;
                case 501 -> FailureReason.INVALID_ADDRESS;
                case 552 -> FailureReason.MAILBOX_FULL;
                default -> FailureReason.REFUSED;
            };
        }
    }

    /** The exceptions hang together in a chain, the one that knows the reply somewhere in it. */
    private static @Nullable Reply refusal(MessagingException first) {
        Exception e = first;
        Reply found = null;
        while (e != null) {
            var reply = reply(e);
            if (reply != null && (found == null || reply.ofRecipient)) {
                found = reply;
            }
            e = e instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return found;
    }

    private static @Nullable Reply reply(Exception e) {
        if (e instanceof SMTPAddressFailedException recipient) {
            return negative(recipient.getReturnCode(), false, true, recipient.getMessage());
        }
        if (e instanceof SMTPSenderFailedException sender) {
            return negative(sender.getReturnCode(), true, false, sender.getMessage());
        }
        if (e instanceof SMTPSendFailedException command) {
            var ofSender = command.getCommand().startsWith("MAIL");
            return negative(command.getReturnCode(), ofSender, false, command.getMessage());
        }
        return null;
    }

    private static @Nullable Reply negative(int code, boolean ofSender, boolean ofRecipient, @Nullable String words) {
        return code < 400 ? null : new Reply(code, ofSender, ofRecipient, words == null ? "" + code : words.strip());
    }
}
