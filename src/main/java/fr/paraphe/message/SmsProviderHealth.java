package fr.paraphe.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the SMS provider answers, and to our account. However often somebody looks, it is asked once a minute at
 * most. Not being reached stops no node: what is to be sent waits.
 */
@Component("smsProviderHealthIndicator")
final class SmsProviderHealth implements HealthIndicator {

    private static final Duration ASKED_EVERY = Duration.ofMinutes(1);

    private record Asked(Instant at, Health answer) {}

    private final SmsCarrier carrier;
    private final Clock clock;
    private volatile Asked last = new Asked(Instant.EPOCH, Health.unknown().build());

    SmsProviderHealth(SmsCarrier carrier, Clock clock) {
        this.carrier = carrier;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var now = clock.instant();
        if (last.at().plus(ASKED_EVERY).isBefore(now)) {
            last = new Asked(now, ask());
        }
        return last.answer();
    }

    private Health ask() {
        return carrier.trouble()
                .map(trouble ->
                        Health.status("DEGRADED").withDetail("trouble", trouble).build())
                .orElseGet(() -> Health.up().build());
    }
}
