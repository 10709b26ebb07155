package fr.paraphe.proposal;

import jakarta.validation.constraints.Positive;
import java.time.LocalTime;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param expiresAfterDays how many days after the sending's day a contract can be signed
 * @param followUpDays on which days after the sending the client is reminded
 * @param followUpTime at what time of these days, in Paris
 */
@Validated
@ConfigurationProperties("paraphe.proposal")
record ProposalSettings(
        @Positive @DefaultValue("30") int expiresAfterDays,

        @DefaultValue({"3", "7", "14"}) List<@Positive Integer> followUpDays,

        @DefaultValue("10:00") LocalTime followUpTime) {

    ProposalSettings {
        followUpDays = List.copyOf(followUpDays);
    }
}
