package fr.paraphe.mission;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The due dates of one offering in a mission. Each is computed from the first, never from the one before it: what falls
 * on 28/02 comes back to the 30th in March.
 *
 * @param first the first due date
 * @param dueDay the day of the month that later ones come back to; null: the first one's
 * @param leadDays how many calendar days before its due date an occurrence is created
 * @param last the last day that may be a due date
 * @param quantity how many there are at most; null: as many as there is time for
 * @param atOnceOn the day on which all are created, if the offering never comes back; null: each in its time
 */
public record Recurrence(
        Frequency frequency,
        LocalDate first,
        @Nullable Integer dueDay,
        int leadDays,
        LocalDate last,
        @Nullable Integer quantity,
        @Nullable LocalDate atOnceOn) {

    /**
     * @param rank 0 is the first
     * @param atOnce whether it is created as soon as that day has begun
     */
    public record Occurrence(int rank, LocalDate dueOn, LocalDate createdOn, boolean atOnce) {}

    static Recurrence repeated(Frequency frequency, LocalDate first, int leadDays, LocalDate last) {
        return repeated(frequency, first, null, leadDays, last);
    }

    static Recurrence repeated(
            Frequency frequency, LocalDate first, @Nullable Integer dueDay, int leadDays, LocalDate last) {
        var once = frequency == Frequency.NEVER ? Integer.valueOf(1) : null;
        return new Recurrence(frequency, first, dueDay, leadDays, last, once, null);
    }

    /**
     * Some occurrences, all at once.
     *
     * @param day when they are created; they are due after the lead time, within the mission
     */
    static Recurrence once(int quantity, LocalDate day, int leadDays, LocalDate start, LocalDate end) {
        var due = day.plusDays(leadDays);
        var within = due.isBefore(start) ? start : due;
        return new Recurrence(Frequency.NEVER, within.isAfter(end) ? end : within, null, leadDays, end, quantity, day);
    }

    /** Empty: there is none of this rank. */
    public Optional<Occurrence> occurrence(int rank) {
        if (quantity != null && rank >= quantity) {
            return Optional.empty();
        }
        var due = dueDay == null ? frequency.after(first, rank) : frequency.after(first, dueDay, rank);
        return due.isAfter(last)
                ? Optional.empty()
                : Optional.of(
                        atOnceOn == null
                                ? new Occurrence(rank, due, due.minusDays(leadDays), false)
                                : new Occurrence(rank, due, atOnceOn, true));
    }

    /** From this rank on, in their order. */
    public Stream<Occurrence> from(int rank) {
        return IntStream.iterate(rank, next -> next + 1)
                .mapToObj(this::occurrence)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream);
    }

    /** The first due date from this rank on that is not before this day. */
    public Optional<Occurrence> nextFrom(int rank, LocalDate day) {
        return from(rank)
                .filter(occurrence -> !occurrence.dueOn().isBefore(day))
                .findFirst();
    }
}
