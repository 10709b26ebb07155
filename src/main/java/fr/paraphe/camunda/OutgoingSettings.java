package fr.paraphe.camunda;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of {@link OutgoingCalls}. A call happens inside a job of the engine, which another node takes over after
 * 25 seconds: it must have ended before.
 *
 * @param connectWithin how long a connection may take
 * @param answerWithin how long the other side may be silent
 * @param wholeAnswerWithin how long the whole call may take
 * @param largestAnswer how much of an answer is read
 * @param connections at most, to one system
 */
@Validated
@ConfigurationProperties("paraphe.outgoing")
record OutgoingSettings(
        @NotNull @DurationMin(millis = 100) @DefaultValue("3s")
        Duration connectWithin,

        @NotNull @DurationMin(millis = 100) @DefaultValue("10s")
        Duration answerWithin,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 20) @DefaultValue("15s")
        Duration wholeAnswerWithin,

        @NotNull @DefaultValue("2MB") DataSize largestAnswer,
        @Min(1) @DefaultValue("5") int connections) {

    @AssertTrue(message = "largest-answer must be between 1 KB and 100 MB")
    boolean isSized() {
        return largestAnswer.toKilobytes() >= 1 && largestAnswer.toMegabytes() <= 100;
    }
}
