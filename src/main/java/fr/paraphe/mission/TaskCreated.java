package fr.paraphe.mission;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A request or a task was created. Told in the same transaction.
 *
 * @param account its code
 * @param assignee the login whose task it is at first; null: anybody's
 */
public record TaskCreated(
        TaskNumber number,
        ItemKind kind,
        String account,
        @Nullable String assignee,
        LocalDate dueOn) {}
