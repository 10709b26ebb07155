package fr.paraphe.vault;

import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import java.util.Map;
import java.util.Set;

/**
 * The partners that something is filed to, as a query that runs inside the filing: however many they are, none passes
 * through here.
 *
 * @param sql one column, the partners' ids; no order; partners of other accounts are passed over
 * @param params its named parameters; all names start with {@code chosen}
 */
public record PartnerSelection(String sql, Map<String, Object> params) {

    public PartnerSelection {
        params = Map.copyOf(params);
    }

    public static PartnerSelection one(PartnerId partner) {
        return new PartnerSelection("select cast(:chosenOne as bigint)", Map.of("chosenOne", partner.value()));
    }

    /** All partners in these relations with the account. */
    public static PartnerSelection ofKinds(Set<PartnerKind> kinds) {
        return new PartnerSelection(
                "select id from partner where account_id = :account and kind = any(:chosenKinds)",
                Map.of("chosenKinds", kinds.stream().map(PartnerKind::name).toArray(String[]::new)));
    }
}
