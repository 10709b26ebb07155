package fr.paraphe.relaunch.web;

import fr.paraphe.message.Channel;
import fr.paraphe.relaunch.RelaunchRequest;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;

/**
 * Body of a start.
 *
 * @param account its code; null: the only one that the asker sees
 * @param type only {@code WORK_CONTRACT} may be relaunched
 * @param kinds {@code EMPLOYEE}, {@code TEMPORARY_WORKER}; null: both
 * @param client the client's reference; null: all clients
 * @param from the first day on which the contracts start; null: the current month's
 * @param to the last one; null: the month's
 * @param age {@code TWO_DAYS}, {@code ONE_WEEK}, {@code TWO_WEEKS} or {@code ONE_MONTH} at least
 * @param overdue only contracts whose deadline is over
 * @param text words that occur in the reference or in a name
 * @param channel null: chosen with the employees
 * @param except ids of contracts, as {@code GET /api/contracts} gives them, that are unticked at once
 */
record StartRelaunch(
        @Nullable String account,
        @NotBlank String type,
        @Nullable List<String> kinds,
        @Nullable String client,
        @Nullable String from,
        @Nullable String to,
        @Nullable String age,
        @Nullable Boolean overdue,
        @Nullable String text,
        @Nullable Channel channel,
        @Nullable List<Long> except) {

    RelaunchRequest request(@Nullable String idempotencyKey) {
        var filter = new LinkedMultiValueMap<String, String>();
        put(filter, "account", account);
        put(filter, "type", type);
        if (kinds != null) {
            kinds.forEach(kind -> filter.add("kind", kind));
        }
        put(filter, "client", client);
        put(filter, "from", from);
        put(filter, "to", to);
        put(filter, "age", age);
        put(filter, "overdue", overdue == null ? null : overdue.toString());
        put(filter, "text", text);
        return new RelaunchRequest(filter, channel, idempotencyKey);
    }

    private static void put(LinkedMultiValueMap<String, String> filter, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            filter.set(name, value);
        }
    }
}
