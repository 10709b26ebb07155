package fr.paraphe.mailbox;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/** @param to the address that the mail was handed over for, whatever its headers say */
record CaughtMail(long id, Instant at, String from, String to, MailContent content, int size) implements CaughtMessage {

    @Override
    public Kind kind() {
        return Kind.MAIL;
    }

    @Override
    public Stream<String> words() {
        return Stream.of(content.subject(), content.text(), content.html()).filter(Objects::nonNull);
    }
}
