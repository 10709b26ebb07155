package fr.paraphe.mailbox;

import fr.paraphe.message.SmsText;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;

/** @param sid the provider's id for it */
record CaughtSms(long id, Instant at, String sid, String from, String to, String body, Status status)
        implements CaughtMessage {

    /** How far it has come, in the provider's words. */
    enum Status {
        QUEUED,
        SENT,
        DELIVERED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Kind kind() {
        return Kind.SMS;
    }

    @Override
    public Stream<String> words() {
        return Stream.of(body);
    }

    @Override
    public int size() {
        return 2 * body.length();
    }

    public int segments() {
        return SmsText.segments(body);
    }

    CaughtSms now(Status reached) {
        return new CaughtSms(id, at, sid, from, to, body, reached);
    }
}
