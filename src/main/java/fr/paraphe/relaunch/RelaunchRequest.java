package fr.paraphe.relaunch;

import fr.paraphe.message.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What somebody asks for, not checked yet.
 *
 * @param filter the parameters of the contracts page: {@code account} (one; none: the only one that the asker sees),
 *     {@code type}, {@code kind}, {@code client}, {@code from}, {@code to}, {@code age}, {@code overdue}, {@code text}
 * @param channel null: chosen with the employees
 * @param idempotencyKey the same key from the same account means the same run; null: always a new one
 */
public record RelaunchRequest(
        MultiValueMap<String, String> filter,
        @Nullable Channel channel,
        @Nullable String idempotencyKey) {

    public RelaunchRequest {
        filter = new LinkedMultiValueMap<>(filter);
        idempotencyKey = idempotencyKey == null || idempotencyKey.isBlank() ? null : idempotencyKey.strip();
    }

    /** Whether the filter says something of this name. */
    boolean names(String parameter) {
        return filter.getOrDefault(parameter, List.of()).stream().anyMatch(value -> !value.isBlank());
    }
}
