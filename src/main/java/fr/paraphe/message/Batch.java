package fr.paraphe.message;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call of {@link MessageSending#sendBatch}: first what earlier senders left without an answer, then the queue. */
final class Batch {

    private final Sender sender;
    private final Carrier.Round round;
    private final Channel channel;
    private final @Nullable Instant closedUntil;
    private final MessageSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final long endsAt;

    private boolean mayBeUnanswered = true;
    private int tried;
    private int sent;
    private int failed;
    private int failuresInARow;
    private int unansweredInARow;

    /** @param closedUntil when messages may leave again; null: they may now */
    Batch(
            Sender sender,
            Carrier.Round round,
            Channel channel,
            @Nullable Instant closedUntil,
            MessageSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.sender = sender;
        this.round = round;
        this.channel = channel;
        this.closedUntil = closedUntil;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.endsAt = System.nanoTime() + settings.batch().time().toNanos();
    }

    BatchResult send() {
        var message = next();
        while (message != null) {
            var answer = carry(message);
            var outcome = Recorded.of(answer, message, settings, clock.instant());
            count(answer, outcome);
            var goesOn = sender.record(message, outcome) && mayGoOn(answer);
            message = goesOn ? next() : null;
            if (answer instanceof Answer.Down down) {
                throw new ProviderDown(down.problem(), down.cause());
            }
            if (unansweredInARow >= settings.unansweredInARow()) {
                throw new ProviderDown(channel + ": no answer, " + unansweredInARow + " times in a row", null);
            }
        }
        return result();
    }

    /** What breaks unexpectedly may have broken after the message left. */
    private Answer carry(Claimed message) {
        try {
            return round.carry(message);
        } catch (RuntimeException e) {
            var unanswered = new Answer.Unanswered(e.getClass().getSimpleName());
            sender.record(message, Recorded.of(unanswered, message, settings, clock.instant()));
            throw e;
        }
    }

    private @Nullable Claimed next() {
        if (closedUntil != null
                || round.busyUntil() != null
                || !round.awaitTurn(Duration.ofNanos(endsAt - System.nanoTime()))) {
            return null;
        }
        if (mayBeUnanswered) {
            var unanswered = sender.takeOver();
            if (unanswered != null) {
                return unanswered;
            }
            mayBeUnanswered = false;
        }
        return sender.claim(settings.batch().messages() - tried);
    }

    private boolean mayGoOn(Answer answer) {
        return !(answer instanceof Answer.Down)
                && round.busyUntil() == null
                && tried < settings.batch().messages()
                && System.nanoTime() < endsAt
                && failuresInARow < settings.failuresInARow()
                && unansweredInARow < settings.unansweredInARow();
    }

    private void count(Answer answer, Recorded outcome) {
        tried++;
        switch (outcome.state()) {
            case SENT, DELIVERED -> sent++;
            case FAILED -> failed++;
            default -> {}
        }
        var gotThrough = outcome.sentAt() != null;
        failuresInARow = gotThrough ? 0 : failuresInARow + 1;
        var unanswered = answer instanceof Answer.Unanswered || answer instanceof Answer.NotFoundOut;
        unansweredInARow = unanswered ? unansweredInARow + 1 : 0;
        counter(metrics, channel, outcome.state()).increment();
    }

    /** Outcomes of this node since its start. */
    static Counter counter(MeterRegistry metrics, Channel channel, MessageState state) {
        return metrics.counter("paraphe.messages", "channel", channel.name(), "state", state.name());
    }

    private BatchResult result() {
        sender.putBack();
        var rest = sender.rest();
        var failing = failuresInARow >= settings.failuresInARow();
        var more = rest.due() || rest.waitingUntil() != null;
        return new BatchResult(sent, failed, more, rest.held(), failing, more ? nextAttempt(rest) : null);
    }

    private @Nullable Instant nextAttempt(Sender.Rest rest) {
        if (closedUntil != null) {
            return closedUntil;
        }
        var busyUntil = round.busyUntil();
        return busyUntil != null ? busyUntil : rest.due() ? null : rest.waitingUntil();
    }
}
