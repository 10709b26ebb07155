package fr.paraphe.message;

import static java.util.Objects.requireNonNull;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;

/**
 * What all mails of one text have in common, encoded once. Jakarta Mail would encode the body anew for each recipient,
 * and look through every jar for an encoder each time, which costs more than sending.
 */
final class MailModel {

    private final Session session;
    private final List<Header> headers;
    private final byte[] body;

    /** @param complete a mail with a multipart body and all headers but its recipient's */
    MailModel(MimeMessage complete) throws MessagingException {
        complete.saveChanges();
        var encoded = new ByteArrayOutputStream();
        try {
            complete.getDataHandler().writeTo(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.session = requireNonNull(complete.getSession());
        this.headers = Collections.list(complete.getAllHeaders());
        this.body = encoded.toByteArray();
    }

    MimeMessage newMail() throws MessagingException {
        return new Encoded(this);
    }

    private static final class Encoded extends MimeMessage {

        Encoded(MailModel model) throws MessagingException {
            super(model.session);
            for (var header : model.headers) {
                addHeader(header.getName(), header.getValue());
            }
            content = model.body;
            modified = false;
            saved = true;
        }
    }
}
