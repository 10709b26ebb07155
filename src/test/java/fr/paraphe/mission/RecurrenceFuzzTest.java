package fr.paraphe.mission;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;

/** Whatever a mission says, its due dates follow each other, within it, and on the day of the first. */
class RecurrenceFuzzTest {

    private static final int CENTURY = 36_525;

    @FuzzTest(maxDuration = "60s")
    @DisplayName("P-08 Due dates rise, stay within the mission, and fall on the first one's day or the month's last")
    void occurrences(
            @NotNull Frequency frequency,
            @InRange(min = 0, max = CENTURY) int firstDay,
            @InRange(min = 0, max = 3_660) int days,
            @InRange(min = 0, max = 400) int leadDays) {
        var first = LocalDate.of(1996, 1, 1).plusDays(firstDay);
        var last = first.plusDays(days);
        var recurrence = frequency == Frequency.NEVER
                ? Recurrence.once(3, first, leadDays, first, last)
                : Recurrence.repeated(frequency, first, leadDays, last);

        var occurrences = recurrence.from(0).toList();

        assertThat(occurrences).isNotEmpty().allSatisfy(occurrence -> {
            assertThat(occurrence.dueOn()).isBetween(first, last);
            assertThat(occurrence.createdOn()).isBeforeOrEqualTo(occurrence.dueOn());
        });
        if (frequency == Frequency.NEVER) {
            return;
        }
        for (var rank = 1; rank < occurrences.size(); rank++) {
            assertThat(occurrences.get(rank).dueOn())
                    .isAfter(occurrences.get(rank - 1).dueOn());
        }
        assertThat(occurrences).allSatisfy(occurrence -> {
            var due = occurrence.dueOn();
            if (frequency == Frequency.WEEKLY) {
                assertThat(due.getDayOfWeek()).isEqualTo(first.getDayOfWeek());
            } else {
                assertThat(due.getDayOfMonth()).isEqualTo(Math.min(first.getDayOfMonth(), due.lengthOfMonth()));
            }
        });
        assertThat(recurrence.occurrence(occurrences.size())).isEmpty();
    }
}
