package fr.paraphe.contract.web;

import fr.paraphe.contract.SynchronisationFailure;
import fr.paraphe.contract.SynchronisationView;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts synchronisations into sentences; pages call it {@code @synchronisationTexts}. */
@Component
public class SynchronisationTexts {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final MessageSource messages;
    private final Clock clock;

    SynchronisationTexts(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** "aujourd’hui à 13:00", "hier à 07:00", "le 14/09/2026 à 13:00" */
    public String when(Instant moment, Locale locale) {
        var local = moment.atZone(clock.getZone());
        return text(day(local.toLocalDate()), locale, DATE.format(local), TIME.format(local));
    }

    String when(ZonedDateTime moment, Locale locale) {
        return when(moment.toInstant(), locale);
    }

    /** "12 contrats signés" */
    public String signed(SynchronisationView run, Locale locale) {
        return text("contract.synchronisation.signed", locale, run.figures().signed());
    }

    /** Why it failed, and what to do. Null: something inside this application. */
    public String failure(@Nullable SynchronisationFailure failure, Locale locale) {
        return text("contract.synchronisation.failure." + (failure == null ? "unexpected" : failure.slug()), locale);
    }

    /** "07:00 et 13:00" */
    String times(List<LocalTime> times, Locale locale) {
        var and = text("contract.synchronisation.and", locale);
        var words = times.stream().map(TIME::format).toList();
        return words.size() == 1
                ? words.get(0)
                : String.join(", ", words.subList(0, words.size() - 1)) + " " + and + " " + words.get(words.size() - 1);
    }

    private String day(LocalDate day) {
        var today = LocalDate.now(clock);
        if (day.equals(today)) {
            return "contract.synchronisation.today";
        }
        if (day.equals(today.plusDays(1))) {
            return "contract.synchronisation.tomorrow";
        }
        return day.equals(today.minusDays(1)) ? "contract.synchronisation.yesterday" : "contract.synchronisation.on";
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
