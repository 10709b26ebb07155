package fr.paraphe.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {

    private static final String OFFICE = "192.0.2.1";

    private final Clock clock = Clock.fixed(Instant.parse("2026-09-16T08:00:00Z"), ZoneOffset.UTC);
    private final LoginAttempts attempts = new LoginAttempts(new LoginLimits(10, 50, Duration.ofMinutes(10)), clock);

    @Test
    @DisplayName("§5 who guesses at many users from one address must wait there; other addresses need not")
    void manyUsers() {
        for (var n = 0; n < 50; n++) {
            attempts.refuseIfExhausted("user" + n, OFFICE);
            attempts.failed("user" + n, OFFICE);
        }

        assertThatExceptionOfType(TooManyLogins.class).isThrownBy(() -> attempts.refuseIfExhausted("another", OFFICE));
        assertThatCode(() -> attempts.refuseIfExhausted("another", "192.0.2.2")).doesNotThrowAnyException();
    }
}
