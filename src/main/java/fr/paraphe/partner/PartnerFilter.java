package fr.paraphe.partner;

import fr.paraphe.account.AccountId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which partners are meant; what is null does not narrow.
 *
 * @param text words of the name or the reference, whole or in part, whatever their order, accents and case
 * @param contact partners that cannot be reached this way
 * @param problem partners with this problem, by the way of {@code contact} or by any
 */
public record PartnerFilter(
        Set<AccountId> accounts,
        @Nullable PartnerKind kind,
        @Nullable String text,
        @Nullable ContactPoint contact,
        @Nullable ContactProblem problem) {

    public PartnerFilter {
        accounts = Set.copyOf(accounts);
        text = text == null || text.isBlank() ? null : text.strip();
    }

    List<String> words() {
        return text == null ? List.of() : List.of(text.split("\\s+"));
    }
}
