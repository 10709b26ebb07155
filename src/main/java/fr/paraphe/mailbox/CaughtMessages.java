package fr.paraphe.mailbox;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** The latest messages, in memory: as many as the settings allow, gone with the application. */
@Component
@ConditionalOnBooleanProperty("paraphe.mailbox.open")
class CaughtMessages {

    private final MailboxSettings settings;
    private final NavigableMap<Long, CaughtMessage> byId = new TreeMap<>();
    private long lastId;
    private long size;

    CaughtMessages(MailboxSettings settings) {
        this.settings = settings;
    }

    /** Keeps the message that is made for the next id, and lets the oldest go if there are too many. */
    synchronized <M extends CaughtMessage> M keep(LongFunction<M> message) {
        var kept = message.apply(++lastId);
        byId.put(lastId, kept);
        size += kept.size();
        while (byId.size() > settings.keep() || (size > settings.keepSize().toBytes() && byId.size() > 1)) {
            size -= byId.pollFirstEntry().getValue().size();
        }
        return kept;
    }

    /** Changes an SMS that is still here. */
    synchronized void update(long id, UnaryOperator<CaughtSms> change) {
        byId.computeIfPresent(id, (key, message) -> message instanceof CaughtSms sms ? change.apply(sms) : message);
    }

    synchronized Optional<CaughtMail> mail(long id) {
        return Optional.ofNullable(byId.get(id))
                .filter(CaughtMail.class::isInstance)
                .map(CaughtMail.class::cast);
    }

    synchronized Optional<CaughtSms> sms(long id) {
        return Optional.ofNullable(byId.get(id))
                .filter(CaughtSms.class::isInstance)
                .map(CaughtSms.class::cast);
    }

    /** The latest SMS that are so, newest first. */
    synchronized List<CaughtSms> sms(Predicate<CaughtSms> wanted, int atMost) {
        return newestFirst()
                .filter(CaughtSms.class::isInstance)
                .map(CaughtSms.class::cast)
                .filter(wanted)
                .limit(atMost)
                .toList();
    }

    /** The latest messages that are so, newest first. */
    synchronized List<CaughtMessage> find(Predicate<CaughtMessage> wanted, int atMost) {
        return newestFirst().filter(wanted).limit(atMost).toList();
    }

    synchronized long count(Predicate<CaughtMessage> wanted) {
        return byId.values().stream().filter(wanted).count();
    }

    private Stream<CaughtMessage> newestFirst() {
        return byId.descendingMap().values().stream();
    }
}
