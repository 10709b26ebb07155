package fr.paraphe.message;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import fr.paraphe.message.SmsProvider.TooManyRequests;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Hands SMS to the provider: exactly one request each. */
@Component
class SmsCarrier implements Carrier {

    /** What the provider takes in one message. */
    static final int MAX_CHARACTERS = 1600;

    private static final Duration PAUSE_UNLESS_TOLD = Duration.ofSeconds(10);
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(2);
    private static final long LOOK_AT = 200;

    private final MessageSettings.Sms settings;
    private final Supplier<TwilioRestClient> client;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, PersonalTexts> personal;
    private final @Nullable Bucket perSecond;
    private volatile Instant busyUntil = Instant.EPOCH;

    SmsCarrier(MessageSettings settings, JdbcClient jdbc, Clock clock, List<PersonalTexts> personal) {
        this.settings = settings.sms();
        this.client = SingletonSupplier.of(
                () -> new TwilioRestClient.Builder(this.settings.accountSid(), this.settings.authToken())
                        .httpClient(new SmsProvider(this.settings.baseUrl(), this.settings.answerWithin()))
                        .build());
        this.jdbc = jdbc;
        this.clock = clock;
        this.personal = PersonalTexts.byFlow(personal);
        this.perSecond = perSecond(this.settings.perSecond(), clock);
    }

    /** Shared by all senders of this node. */
    private static @Nullable Bucket perSecond(@Nullable Integer messages, Clock clock) {
        return messages == null
                ? null
                : Bucket.builder()
                        .addLimit(limit -> limit.capacity(messages).refillGreedy(messages, Duration.ofSeconds(1)))
                        .withCustomTimePrecision(new ClockMeter(clock))
                        .build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean canBeAsked() {
        return true;
    }

    @Override
    public Round open(String flow, Map<String, MessageText> texts) {
        return new SmsRound(texts, personal.get(flow));
    }

    private final class SmsRound implements Round {
        private final Map<String, MessageText> texts;
        private final @Nullable PersonalTexts personal;

        SmsRound(Map<String, MessageText> texts, @Nullable PersonalTexts personal) {
            this.texts = texts;
            this.personal = personal;
        }

        @Override
        public Answer carry(Claimed message) {
            var text = texts.get(message.language());
            if (text == null) {
                throw new IllegalStateException(message + " has no text in its language");
            }
            var body = personal == null
                    ? text.body()
                    : text.with(personal.partFor(message.recipient()).words()).body();
            var known = message.again() ? lookUp(message, body) : null;
            return known == null ? post(message, body) : known;
        }

        @Override
        public boolean awaitTurn(Duration atMost) {
            if (perSecond == null || perSecond.tryConsume(1)) {
                return true;
            }
            try {
                return atMost.toNanos() > 0 && perSecond.asBlocking().tryConsume(1, atMost);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public @Nullable Instant busyUntil() {
            var until = busyUntil;
            return until.isAfter(clock.instant()) ? until : null;
        }

        @Override
        public void close() {
            // connections are the client's
        }
    }

    private Answer post(Claimed message, String text) {
        try {
            var accepted = Message.creator(new PhoneNumber(message.address()), new PhoneNumber(settings.from()), text)
                    .setStatusCallback(settings.callbackUrl() + "/" + message.id())
                    .setValidityPeriod((int) settings.validity().toSeconds())
                    .create(client.get());
            return new Answer.Accepted(accepted.getSid(), null);
        } catch (TooManyRequests e) {
            var until = clock.instant().plus(e.retryAfter().orElse(PAUSE_UNLESS_TOLD));
            busyUntil = until;
            return new Answer.Busy(until);
        } catch (ApiException e) {
            return refused(e);
        }
    }

    private static Answer refused(ApiException e) {
        var status = e.getStatusCode();
        if (status == null) {
            return neverLeft(e)
                    ? new Answer.Down("The SMS provider cannot be reached", e)
                    : new Answer.Unanswered(cause(e));
        }
        return switch (status) {
            case 401, 403, 404 -> new Answer.Down("The SMS provider refuses our account: " + e.getCode(), e);
            case 408 -> new Answer.Unanswered("HTTP 408");
            default ->
                status >= 400 && status < 500
                        ? new Answer.Refused(SmsStatus.reason(e.getCode()), "Twilio " + e.getCode())
                        : new Answer.Unanswered("HTTP " + status);
        };
    }

    /** Without a connection nothing was handed over; any other break leaves it open. */
    private static boolean neverLeft(ApiException e) {
        return e.getCause() instanceof ConnectException
                || e.getCause() instanceof ConnectTimeoutException
                || e.getCause() instanceof ConnectionRequestTimeoutException
                || e.getCause() instanceof UnknownHostException;
    }

    private static String cause(ApiException e) {
        return e.getCause() == null ? "no answer" : e.getCause().getClass().getSimpleName();
    }

    /**
     * Asks the provider whether it has a message whose attempt ended without an answer.
     *
     * @return null if it does not, so that the message may be sent
     */
    private @Nullable Answer lookUp(Claimed message, String text) {
        if (anotherToTheSameNumberIsLeaving(message)) {
            return new Answer.NotFoundOut("another to the same number is just being sent");
        }
        List<Message> candidates;
        try {
            candidates = candidates(message, text);
        } catch (TooManyRequests | ApiException e) {
            return new Answer.NotFoundOut("not looked up: " + e.getClass().getSimpleName());
        }
        candidates.removeIf(candidate -> isAnothers(candidate.getSid(), message));
        if (candidates.isEmpty()) {
            return null;
        }
        if (candidates.size() > unansweredLike(message)) {
            return new Answer.Ambiguous(candidates.size() + " like it at the provider");
        }
        var found = candidates.get(candidates.size() - 1);
        var status = SmsStatus.of(found.getStatus().toString(), found.getErrorCode());
        return switch (status.state()) {
            case DELIVERED -> new Answer.Arrived(found.getSid());
            case FAILED -> new Answer.Refused(SmsStatus.reason(found.getErrorCode()), "Twilio " + found.getErrorCode());
            default -> new Answer.Accepted(found.getSid(), null);
        };
    }

    /** By number, then by text and time: what is not delivered yet has no sending date to search by. Newest first. */
    private List<Message> candidates(Claimed message, String text) {
        var since = message.claimedAt().minus(CLOCKS_DIFFER_BY);
        var found = new ArrayList<Message>();
        var all = Message.reader()
                .setTo(message.address())
                .setPageSize(LOOK_AT)
                .limit(LOOK_AT)
                .read(client.get());
        for (var candidate : all) {
            var created = candidate.getDateCreated();
            var before = created != null && created.toInstant().isBefore(since);
            if (!before && text.equals(candidate.getBody())) {
                found.add(candidate);
            }
        }
        return found;
    }

    /** What keeps the provider from answering us, in words for operators; empty if it answers. */
    Optional<String> trouble() {
        try {
            Message.reader().setPageSize(1L).firstPage(client.get());
            return Optional.empty();
        } catch (TooManyRequests e) {
            return Optional.empty(); // an answer
        } catch (ApiException e) {
            return Optional.of(
                    refused(e) instanceof Answer.Down down ? down.problem() : "The SMS provider: " + cause(e));
        }
    }

    private boolean isAnothers(String sid, Claimed message) {
        return jdbc.sql("select exists (select from message where provider_id = ? and id <> ?)")
                .params(sid, message.id())
                .query(Boolean.class)
                .single();
    }

    /** People may share a phone: up to this number, each one at the provider is one of this dispatch. */
    private int unansweredLike(Claimed message) {
        return jdbc.sql("""
                        select count(*) from message
                        where state = 'SENDING' and address = ? and language = ?
                          and dispatch_id = (select dispatch_id from message where id = ?)""")
                .params(message.address(), message.language(), message.id())
                .query(Integer.class)
                .single();
    }

    /** People may share a phone: until the other one's answer is written down, the two cannot be told apart. */
    private boolean anotherToTheSameNumberIsLeaving(Claimed message) {
        return jdbc.sql("""
                        select exists (select from message
                          where state = 'SENDING' and address = ? and id <> ?
                            and not (claimed_by is null or pg_try_advisory_xact_lock_shared(?, claimed_by)))""")
                .params(message.address(), message.id(), Sender.LOCKS)
                .query(Boolean.class)
                .single();
    }
}
