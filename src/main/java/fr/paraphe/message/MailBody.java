package fr.paraphe.message;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Makes the two forms of a mail's body, plain and HTML, from its text. */
@Component
class MailBody {

    private static final Pattern EMPTY_LINES = Pattern.compile("\\R\\s*\\R");
    private static final Pattern AROUND_LINKS =
            Pattern.compile("(?=https?://)|(?<=https?://[^\\s<>]{1,2000})(?=[\\s<>])");

    private final ITemplateEngine templates;

    MailBody(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** A piece of a line: words, or an address to click on. */
    record Piece(String text, boolean isLink) {}

    String html(String language, MessageText text) {
        var context = new Context(Locale.forLanguageTag(language));
        context.setVariable("language", language);
        context.setVariable("subject", text.subject());
        context.setVariable("paragraphs", paragraphs(text.body()));
        return templates.process("message/mail", context);
    }

    MimeMultipart alternatives(String language, MessageText text) throws MessagingException {
        var plain = part(text.body(), "plain", language);
        var html = part(html(language, text), "html", language);
        return new MimeMultipart("alternative", plain, html);
    }

    private static MimeBodyPart part(String text, String subtype, String language) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        part.setHeader("Content-Language", language);
        return part;
    }

    private static List<List<List<Piece>>> paragraphs(String body) {
        return EMPTY_LINES
                .splitAsStream(body.strip())
                .map(paragraph -> paragraph.lines().map(MailBody::pieces).toList())
                .toList();
    }

    private static List<Piece> pieces(String line) {
        return Stream.of(AROUND_LINKS.split(line))
                .map(piece -> new Piece(piece, piece.startsWith("http://") || piece.startsWith("https://")))
                .toList();
    }
}
