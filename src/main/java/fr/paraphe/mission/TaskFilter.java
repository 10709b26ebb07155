package fr.paraphe.mission;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which requests and tasks are meant; what is null does not narrow.
 *
 * @param account code
 * @param client the id of a client
 * @param text words of clients' names or references
 * @param from the first due date
 * @param to the last one
 * @param late whether only what is overdue
 * @param open whether only what is not settled
 */
public record TaskFilter(
        @Nullable String account,
        @Nullable Long client,
        @Nullable String text,
        @Nullable ItemKind kind,
        @Nullable TaskState state,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String assignee,
        boolean late,
        boolean open) {}
