package fr.paraphe.mission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as its client sees it: neither the offering's title nor the mission's name is part of it.
 *
 * @param account the name of who asks
 * @param late whether its due date is over without an answer
 */
public record ClientRequest(
        TaskNumber number,
        String account,
        String text,
        String period,
        LocalDate dueOn,
        TaskState state,
        boolean late,
        List<Said> exchange) {

    /**
     * @param byClient whether the client said it, or staff did
     * @param document the id of a file in the client's vault; null: a text alone
     */
    public record Said(
            boolean byClient,
            @Nullable String text,
            @Nullable Long document,
            @Nullable String documentName,
            Instant at) {}
}
