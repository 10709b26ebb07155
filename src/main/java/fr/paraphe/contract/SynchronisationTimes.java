package fr.paraphe.contract;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import java.time.LocalTime;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When signed contracts are synchronised. Apart from {@link SynchronisationSettings}, as the engine needs the
 * times when it starts.
 *
 * @param at the times of each day, in Paris, to the minute
 */
@Validated
@ConfigurationProperties("paraphe.contract.synchronisation")
public record SynchronisationTimes(
        @NotEmpty @DefaultValue({"07:00", "13:00"}) List<LocalTime> at) {

    @AssertTrue(message = "at must be times to the minute, such as 07:00,13:00")
    boolean isToTheMinute() {
        return at == null || at.stream().allMatch(time -> time.getSecond() == 0 && time.getNano() == 0);
    }
}
