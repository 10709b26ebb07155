package fr.paraphe.campaign;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next what to ask for as {@code after} to read on; null: this was the last page
 */
public record CampaignPage<T>(List<T> rows, @Nullable Long next) {

    static <T> CampaignPage<T> of(List<T> oneMore, int limit, ToLongFunction<T> id) {
        return oneMore.size() <= limit
                ? new CampaignPage<>(oneMore, null)
                : new CampaignPage<>(oneMore.subList(0, limit), id.applyAsLong(oneMore.get(limit - 1)));
    }
}
