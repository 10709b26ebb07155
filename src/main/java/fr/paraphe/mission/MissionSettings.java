package fr.paraphe.mission;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param creationTime at what time of its day an occurrence is created, in Paris
 * @param atOnce how many occurrences of a mission are created in one transaction
 * @param reminderDays on which days a client is reminded of a request until it is answered, counted from its due date
 * @param weeklyReminders how often a client is reminded once more after those days, every week
 * @param reminderTime at what time of these days, in Paris
 * @param groupWithin how long what a client is to be told waits for more, so that one mail tells it all
 * @param groupAtMost after that the mail leaves, though other missions of the client are still late
 */
@Validated
@ConfigurationProperties("paraphe.mission")
record MissionSettings(
        @DefaultValue("08:00") LocalTime creationTime,
        @DefaultValue("50") @Min(1) @Max(1000) int atOnce,
        @NotEmpty @DefaultValue({"-3", "0", "3"}) List<Integer> reminderDays,
        @DefaultValue("4") @Min(0) @Max(52) int weeklyReminders,
        @DefaultValue("10:00") LocalTime reminderTime,
        @DurationMin @DefaultValue("1m") Duration groupWithin,
        @DurationMin @DefaultValue("1h") Duration groupAtMost) {

    MissionSettings {
        reminderDays = reminderDays.stream().distinct().sorted().toList();
    }

    RequestReminders reminders(ZoneId zone) {
        return new RequestReminders(reminderDays, weeklyReminders, reminderTime, zone);
    }
}
