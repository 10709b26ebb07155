package fr.paraphe.message;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail server's report that it gave up on a mail (RFC 3464).
 *
 * @param messageIds what may be the mail's Message-ID
 * @param status such as {@code 5.1.1} (RFC 3463)
 * @param reason the server's words
 */
record BounceReport(Set<String> messageIds, String status, String reason) {

    private static final Pattern STATUS = Pattern.compile("\\b([45]\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** A full mailbox, the server's state, the mail's contents or a policy: another mail may get through. */
    private static final Pattern NOT_THE_ADDRESS = Pattern.compile("5\\.(2\\.[23]|[367]\\.\\d+)");

    private static final String UNKNOWN = "4.0.0";

    private static final int PARTS_AT_MOST = 10;

    /** Whether the address will never work. */
    boolean isHard() {
        return status.startsWith("5") && !NOT_THE_ADDRESS.matcher(status).matches();
    }

    /** @return empty if the mail reports no failure: a delay, a success, a reading, garbage */
    static Optional<BounceReport> of(Part mail) throws MessagingException, IOException {
        if (!mail.isMimeType("multipart/*") || !(mail.getContent() instanceof Multipart parts)) {
            return Optional.empty();
        }
        InternetHeaders failure = null;
        var ids = new LinkedHashSet<String>();
        for (var i = 0; i < Math.min(parts.getCount(), PARTS_AT_MOST); i++) {
            var part = parts.getBodyPart(i);
            if (is(part, "message/delivery-status", "message/global-delivery-status")) {
                failure = failure(content(part));
            } else if (is(part, "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")) {
                add(ids, new InternetHeaders(content(part)).getHeader("Message-ID"));
            }
        }
        add(ids, mail.getHeader("In-Reply-To"));
        return failure == null
                ? Optional.empty()
                : Optional.of(new BounceReport(ids, status(failure), reason(failure)));
    }

    private static boolean is(Part part, String... types) throws MessagingException {
        for (var type : types) {
            if (part.isMimeType(type)) {
                return true;
            }
        }
        return false;
    }

    private static ByteArrayInputStream content(Part part) throws MessagingException, IOException {
        try (var content = part.getInputStream()) {
            return new ByteArrayInputStream(content.readAllBytes());
        }
    }

    /** A group of fields about the mail, then one about each recipient; ours have one. */
    private static @Nullable InternetHeaders failure(ByteArrayInputStream text) throws MessagingException {
        while (text.available() > 0) {
            var group = new InternetHeaders(text);
            if (field(group, "Action").equalsIgnoreCase("failed")) {
                return group;
            }
        }
        return null;
    }

    /** Whoever names none says it in words, or not at all. */
    private static String status(InternetHeaders failure) {
        var status = STATUS.matcher(field(failure, "Status") + " " + field(failure, "Diagnostic-Code"));
        return status.find() ? status.group(1) : UNKNOWN;
    }

    private static String reason(InternetHeaders failure) {
        var words = field(failure, "Diagnostic-Code");
        return words.isEmpty() ? field(failure, "Status") : words;
    }

    private static String field(InternetHeaders group, String name) {
        var value = group.getHeader(name, null);
        return value == null ? "" : MimeUtility.unfold(value).strip();
    }

    private static void add(Set<String> ids, String @Nullable [] header) {
        if (header != null) {
            ids.add(header[0]);
        }
    }
}
