package fr.paraphe.account;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Counts failed logins, by user and by address: whoever guesses passwords must soon wait. Each user store tells its
 * users from the others' by a prefix of its own; an address counts for all of them.
 */
@Component
public class LoginAttempts {

    private static final int REMEMBERED = 10_000;

    private final LoginLimits limits;
    private final TimeMeter time;
    private final Map<String, Bucket> users = new ConcurrentHashMap<>();
    private final Map<String, Bucket> addresses = new ConcurrentHashMap<>();

    LoginAttempts(LoginLimits limits, Clock clock) {
        this.limits = limits;
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** @throws TooManyLogins if this user, or this address, has failed too often lately */
    public void refuseIfExhausted(String userId, String address) {
        refuseIfExhausted(user(userId));
        refuseIfExhausted(address(address));
    }

    public void failed(String userId, String address) {
        user(userId).tryConsume(1);
        address(address).tryConsume(1);
    }

    private static void refuseIfExhausted(Bucket bucket) {
        var next = bucket.estimateAbilityToConsume(1);
        if (!next.canBeConsumed()) {
            throw new TooManyLogins(Duration.ofNanos(next.getNanosToWaitForRefill()));
        }
    }

    private Bucket user(String userId) {
        return bucket(users, userId, limits.tries());
    }

    private Bucket address(String address) {
        return bucket(addresses, address, limits.triesPerAddress());
    }

    /** Names and addresses may be invented without end: those that have all their tries left are forgotten. */
    private Bucket bucket(Map<String, Bucket> buckets, String key, int tries) {
        if (buckets.size() > REMEMBERED) {
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() == tries);
        }
        return buckets.computeIfAbsent(
                key,
                any -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(Bandwidth.builder()
                                .capacity(tries)
                                .refillGreedy(tries, limits.within())
                                .build())
                        .build());
    }
}
