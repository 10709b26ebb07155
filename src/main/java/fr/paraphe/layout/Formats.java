package fr.paraphe.layout;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * How dates, money and numbers are written, in business time; templates call it {@code @format}. What is absent is
 * written as nothing.
 */
@Component("format")
public class Formats {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");
    private static final Currency EURO = Currency.getInstance("EUR");

    private final Clock clock;

    Formats(Clock clock) {
        this.clock = clock;
    }

    /** {@code 22/11/2026} */
    public String date(@Nullable LocalDate date) {
        return date == null ? "" : DATE.format(date);
    }

    /** {@code 22/11/2026}: the day in Paris. */
    public String date(@Nullable Instant instant) {
        return instant == null ? "" : DATE.format(instant.atZone(clock.getZone()));
    }

    /** {@code 22/11/2026 16:05}, Paris time. */
    public String dateTime(@Nullable Instant instant) {
        return instant == null ? "" : DATE_TIME.format(instant.atZone(clock.getZone()));
    }

    /** {@code 22/11/2026 16:05:42}, Paris time: for proofs. */
    public String second(@Nullable Instant instant) {
        return instant == null ? "" : SECOND.format(instant.atZone(clock.getZone()));
    }

    /** {@code 42,14 €}; {@code €42.14} for English readers. */
    public String money(@Nullable BigDecimal euros) {
        if (euros == null) {
            return "";
        }
        var format = NumberFormat.getCurrencyInstance(regional());
        format.setCurrency(EURO);
        return format.format(euros);
    }

    /** {@code 1 234}; {@code 1,234} for English readers. */
    public String number(@Nullable Number number) {
        return number == null ? "" : NumberFormat.getIntegerInstance(regional()).format(number);
    }

    private static Locale regional() {
        return Languages.isEnglish(LocaleContextHolder.getLocale()) ? Locale.UK : Locale.FRANCE;
    }
}
