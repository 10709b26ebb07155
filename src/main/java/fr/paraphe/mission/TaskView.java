package fr.paraphe.mission;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A request or a task as staff sees it.
 *
 * @param title the offering's, with the period: "Rappel TVA 04/2027"
 * @param text what the client, or staff, is asked
 * @param late whether its due date is over without an answer
 * @param unreachable why the client gets no mail: a {@link fr.paraphe.partner.ContactProblem}, or UNSUBSCRIBED if the
 *     client has switched off the mails about requests; null: mails can be sent
 * @param nextReminderAt when the client is reminded next; null: never, as things stand
 * @param remindersOver whether the client is still asked, and could be written to, but no reminder is left
 */
public record TaskView(
        long id,
        TaskNumber number,
        ItemKind kind,
        MissionNumber mission,
        long clientId,
        String clientReference,
        String clientName,
        String title,
        String text,
        LocalDate dueOn,
        TaskState state,
        boolean late,
        @Nullable String assignee,
        @Nullable String settledBy,
        @Nullable Instant settledAt,
        @Nullable String unreachable,
        @Nullable Instant nextReminderAt,
        boolean remindersOver) {}
