package fr.paraphe.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class FormatsTest {

    private final Formats formats = new Formats(Clock.system(ZoneId.of("Europe/Paris")));

    @AfterEach
    void forgetLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    @DisplayName("dates are JJ/MM/AAAA and times 24 h, in Paris")
    void dates() {
        assertThat(formats.date(LocalDate.of(2026, 5, 4))).isEqualTo("04/05/2026");
        assertThat(formats.dateTime(Instant.parse("2026-12-31T23:30:00Z"))).isEqualTo("01/01/2027 00:30");
        assertThat(formats.second(Instant.parse("2026-06-30T22:00:07Z"))).isEqualTo("01/07/2026 00:00:07");
        assertThat(formats.date(Instant.parse("2026-06-30T22:00:00Z"))).isEqualTo("01/07/2026");
    }

    @Test
    @DisplayName("money and numbers are as the reader's language has them")
    void money() {
        LocaleContextHolder.setLocale(Locale.FRENCH);
        assertThat(formats.money(new BigDecimal("42.14"))).isEqualTo("42,14\u00a0€");
        assertThat(formats.number(1_234_567)).isEqualTo("1\u202f234\u202f567");

        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(formats.money(new BigDecimal("42.14"))).isEqualTo("€42.14");
        assertThat(formats.number(1_234_567)).isEqualTo("1,234,567");
    }
}
