package fr.paraphe.mission.web;

import fr.paraphe.mission.ItemKind;
import fr.paraphe.mission.TaskFilter;
import fr.paraphe.mission.TaskState;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/**
 * Which requests and tasks a page or a program asks for.
 *
 * @param account code
 * @param client id of a client
 * @param text words of clients' names or references
 * @param from the first due date
 * @param to the last one
 * @param assignee a login
 * @param late only what is overdue
 * @param open only what is not settled
 */
record TaskQuery(
        @Nullable String account,
        @Nullable Long client,
        @Nullable String text,
        @Nullable ItemKind kind,
        @Nullable TaskState state,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
        @Nullable String assignee,
        @Nullable Boolean late,
        @Nullable Boolean open) {

    TaskFilter filter() {
        return new TaskFilter(
                blankToNull(account),
                client,
                blankToNull(text),
                kind,
                state,
                from,
                to,
                blankToNull(assignee),
                Boolean.TRUE.equals(late),
                Boolean.TRUE.equals(open));
    }

    private static @Nullable String blankToNull(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed;
    }
}
