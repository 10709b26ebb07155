package fr.paraphe.message;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.WorkingDays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * When people get SMS that they did not just ask for: from 8 to 20 in Paris, Monday to Saturday, on no public
 * holiday of the account. What is queued meanwhile waits. A mail may come at any hour.
 */
@Component
public class ContactHours {

    private static final LocalTime OPEN = LocalTime.of(8, 0);
    private static final LocalTime CLOSE = LocalTime.of(20, 0);

    private final Accounts accounts;
    private final boolean atAnyHour;
    private final Clock clock;

    ContactHours(Accounts accounts, MessageSettings settings, Clock clock) {
        this.accounts = accounts;
        this.atAnyHour = settings.sms().atAnyHour();
        this.clock = clock;
    }

    /** @return when an account's messages may leave again; empty: they may now */
    public Optional<Instant> closedUntil(Channel channel, AccountId account) {
        if (channel == Channel.MAIL || atAnyHour) {
            return Optional.empty();
        }
        var workingDays = WorkingDays.of(accounts.byId(account).holidayCalendar());
        var now = clock.instant().atZone(clock.getZone());
        var today = now.toLocalDate();
        var time = now.toLocalTime();
        if (workingDays.include(today) && !time.isBefore(OPEN) && time.isBefore(CLOSE)) {
            return Optional.empty();
        }
        var day = time.isBefore(OPEN) ? today : today.plusDays(1);
        while (!workingDays.include(day)) {
            day = day.plusDays(1);
        }
        return Optional.of(day.atTime(OPEN).atZone(clock.getZone()).toInstant());
    }
}
