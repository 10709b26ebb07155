package fr.paraphe.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom a mail is from and to, and its identity. */
@Component
class MailAddressing {

    private final InternetAddress from;
    private final @Nullable InternetAddress replyTo;
    private final Clock clock;

    MailAddressing(MessageSettings settings, Clock clock) throws AddressException {
        this.from = named(settings.mail().from());
        var answersTo = settings.mail().replyTo();
        this.replyTo = answersTo == null ? null : named(answersTo);
        this.clock = clock;
    }

    /** Whatever letters the name is written with: as it is parsed, they would be the header's bytes. */
    private static InternetAddress named(String text) throws AddressException {
        var address = new InternetAddress(text, true);
        try {
            address.setPersonal(address.getPersonal(), UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new UncheckedIOException(e);
        }
        return address;
    }

    /** The sender's domain: how we introduce ourselves to mail servers, and the end of each Message-ID. */
    String domain() {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }

    /** Whom the mail is from. */
    void introduce(MimeMessage mail) throws MessagingException {
        mail.setFrom(from);
        if (replyTo != null) {
            mail.setReplyTo(new InternetAddress[] {replyTo});
        }
        mail.setHeader("Auto-Submitted", "auto-generated");
    }

    /** @throws AddressException if the recipient's address is none, so that nothing can hide in a header */
    void address(MimeMessage mail, Claimed message) throws MessagingException {
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(message.address(), true));
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Message-ID", messageId(message.id(), message.step(), message.createdAt()));
    }

    /** Mail programs show a button for it, and tell us by a POST without a login (RFC 8058). */
    void offerUnsubscribing(MimeMessage mail, URI link) throws MessagingException {
        mail.setHeader("List-Unsubscribe", "<" + link + ">");
        mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    /** The same for each attempt of the same message, so that mail servers recognise a repetition. */
    String messageId(long message, int step, Instant createdAt) {
        return "<%d.%d.%s@%s>"
                .formatted(message, step, Long.toString(createdAt.toEpochMilli(), Character.MAX_RADIX), domain());
    }
}
