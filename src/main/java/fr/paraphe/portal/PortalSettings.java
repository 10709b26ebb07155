package fr.paraphe.portal;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param invitationCodesLast how long the code of an invitation is good, from the moment its mail leaves
 * @param passwordCodesLast the same for the code by which a forgotten password is replaced
 * @param reminderDays on which days after the first mail an invitation is repeated
 * @param reminderTime at what time of these days, in Paris
 * @param sameInvitationWithin inviting a partner again within this time is the same invitation
 * @param passwordMailEvery how often one person may ask for such a code
 */
@Validated
@ConfigurationProperties("paraphe.portal")
record PortalSettings(
        @DurationMin(minutes = 1) @DefaultValue("7d") Duration invitationCodesLast,
        @DurationMin(minutes = 1) @DefaultValue("1h") Duration passwordCodesLast,

        @NotEmpty @DefaultValue({"2", "4", "6", "20", "30", "60", "90"})
        List<@Positive Integer> reminderDays,

        @DefaultValue("10:00") LocalTime reminderTime,
        @DefaultValue("1h") Duration sameInvitationWithin,
        @DefaultValue("5m") Duration passwordMailEvery) {

    PortalSettings {
        reminderDays = List.copyOf(reminderDays);
    }
}
