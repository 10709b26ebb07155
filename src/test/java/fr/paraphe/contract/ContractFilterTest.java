package fr.paraphe.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.paraphe.account.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractFilterTest {

    private static final Set<AccountId> ACCOUNTS = Set.of(new AccountId(1));

    @ParameterizedTest
    @DisplayName("R-11 the date range opens on the current month, Paris time")
    @CsvSource({
        "2026-09-15T10:00:00Z, 2026-09-01, 2026-09-30",
        "2028-02-28T10:00:00Z, 2028-02-01, 2028-02-29",
        "2026-12-31T23:30:00Z, 2027-01-01, 2027-01-31"
    })
    void opensOnTheCurrentMonth(Instant now, LocalDate from, LocalDate to) {
        var filter = ContractFilter.currentMonth(ACCOUNTS, Clock.fixed(now, ZoneId.of("Europe/Paris")));

        assertThat(filter.from()).isEqualTo(from);
        assertThat(filter.to()).isEqualTo(to);
    }

    @Test
    @DisplayName("R-11 reversed dates are refused, and the field is named")
    void reversedDates() {
        assertThatThrownBy(() -> new ContractFilter(
                        ACCOUNTS,
                        null,
                        Set.of(),
                        null,
                        LocalDate.of(2026, 9, 30),
                        LocalDate.of(2026, 9, 1),
                        null,
                        false,
                        null))
                .isInstanceOfSatisfying(ContractFilterRefused.class, refused -> {
                    assertThat(refused.type()).isEqualTo("contract-filter-dates-reversed");
                    assertThat(refused.field()).isEqualTo("to");
                });
    }
}
