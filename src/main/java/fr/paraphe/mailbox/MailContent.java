package fr.paraphe.mailbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail taken apart into what a reader looks at: the first text, the first HTML, and the rest as attachments. */
record MailContent(
        String subject,
        @Nullable String text,
        @Nullable String html,
        List<Field> headers,
        List<Attachment> attachments) {

    record Field(String name, String value) {}

    record Attachment(String name, String type, byte[] bytes) {}

    /** @throws MessagingException if it is no well-formed mail */
    static MailContent of(MimeMessage mail) throws MessagingException, IOException {
        var parts = new Parts();
        parts.add(mail);
        var subject = mail.getSubject();
        return new MailContent(
                subject == null ? "" : subject,
                parts.text,
                parts.html,
                headers(mail),
                Collections.unmodifiableList(parts.attachments));
    }

    private static List<Field> headers(MimeMessage mail) throws MessagingException {
        return Collections.list(mail.getAllHeaders()).stream()
                .map(header -> new Field(header.getName(), readable(header)))
                .toList();
    }

    private static String readable(Header header) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header.getValue()));
        } catch (UnsupportedEncodingException e) {
            return header.getValue();
        }
    }

    private static final class Parts {
        @Nullable
        String text;

        @Nullable
        String html;

        final List<Attachment> attachments = new ArrayList<>();

        void add(Part part) throws MessagingException, IOException {
            if (part.getContent() instanceof Multipart several) {
                for (var i = 0; i < several.getCount(); i++) {
                    add(several.getBodyPart(i));
                }
            } else if (text == null && isBody(part, "text/plain")) {
                text = (String) part.getContent();
            } else if (html == null && isBody(part, "text/html")) {
                html = (String) part.getContent();
            } else {
                attachments.add(attachment(part));
            }
        }

        private static boolean isBody(Part part, String type) throws MessagingException, IOException {
            return part.isMimeType(type)
                    && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
                    && part.getContent() instanceof String;
        }

        private Attachment attachment(Part part) throws MessagingException, IOException {
            var name = part.getFileName();
            var type = part.getContentType().replaceFirst("[;\\s].*", "");
            try (var content = part.getInputStream()) {
                return new Attachment(
                        name == null ? "attachment-" + (attachments.size() + 1) : MimeUtility.decodeText(name),
                        type,
                        content.readAllBytes());
            }
        }
    }
}
