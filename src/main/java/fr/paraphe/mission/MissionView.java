package fr.paraphe.mission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mission as staff sees it.
 *
 * @param clientReference the business software's name of the client
 * @param nextCreationAt when something is created next; null: nothing is, it is being created, or it is not signed
 * @param atOnce how many occurrences are created as soon as it is signed
 * @param version one more with whatever happens to it
 */
public record MissionView(
        MissionNumber number,
        String account,
        String accountName,
        long clientId,
        String clientReference,
        String clientName,
        String name,
        LocalDate start,
        LocalDate end,
        MissionStatus status,
        @Nullable LocalDate signedOn,
        @Nullable Instant nextCreationAt,
        List<Line> lines,
        List<PlannedOccurrence> calendar,
        long atOnce,
        int version,
        List<MissionEvent> history) {

    /**
     * @param dueDay the day of the month that due dates come back to, if the first falls on the end of a shorter month
     * @param nextDue the first due date that is still to come, to start from there instead of in the past
     * @param created how many there are already
     */
    public record Line(
            long offering,
            String title,
            Frequency frequency,
            int leadDays,
            @Nullable LocalDate firstDue,
            @Nullable Integer dueDay,
            @Nullable Integer quantity,
            @Nullable LocalDate nextDue,
            int created) {}
}
