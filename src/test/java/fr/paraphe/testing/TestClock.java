package fr.paraphe.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** A clock that stands still until it is moved, and moves the engine's clock along. Zone: Europe/Paris. */
public final class TestClock extends Clock {

    public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private Instant now = Instant.EPOCH;

    TestClock() {
        reset();
    }

    /** Wednesday 16 September 2026, 10:00 in Paris: where each test begins. */
    public void reset() {
        setTo("2026-09-16T10:00");
    }

    /** @param paris a local date and time in Paris, such as {@code 2026-09-16T10:00} */
    public void setTo(String paris) {
        setTo(LocalDateTime.parse(paris).atZone(PARIS).toInstant());
    }

    public void setTo(Instant instant) {
        now = instant;
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    public void advance(Duration duration) {
        setTo(now.plus(duration));
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return PARIS;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
