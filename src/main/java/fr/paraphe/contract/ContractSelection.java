package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.StaffScope;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contracts that someone wants to act upon. It is resolved where the action happens, in one statement, however many
 * they are.
 */
public final class ContractSelection {

    private final String sql;
    private final Map<String, Object> params;
    private final Set<String> references;

    private ContractSelection(String sql, Map<String, Object> params, Set<String> references) {
        this.sql = sql;
        this.params = params;
        this.references = references;
    }

    /** By what the business software calls them, in one account. */
    public static ContractSelection named(AccountId account, Collection<String> references) {
        return new ContractSelection(
                "select id from contract where account_id = :account and reference = any(:references)",
                Map.of("account", account.value(), "references", references.toArray(String[]::new)),
                Set.copyOf(references));
    }

    /** Those that were ticked in a list; what the person does not see does not exist. */
    public static ContractSelection ticked(Collection<ContractId> contracts, StaffScope by) {
        return new ContractSelection(
                "select id from contract where id = any(:ids) and account_id in (:accounts)",
                Map.of("ids", ids(contracts), "accounts", ContractFilter.ids(by.accounts())),
                Set.of());
    }

    /** Everything that the filter finds now, but for those that were unticked. */
    public static ContractSelection filtered(ContractFilter filter, Collection<ContractId> unticked, Clock clock) {
        var found = filter.toSql(clock);
        var params = new HashMap<>(found.params());
        params.put("unticked", ids(unticked));
        return new ContractSelection(
                "select contract_id from (" + found.sql() + ") found where contract_id <> all(:unticked)",
                params,
                Set.of());
    }

    /** A query of contract ids. */
    String sql() {
        return sql;
    }

    Map<String, Object> params() {
        return params;
    }

    /** The references that were named and are not among these. */
    List<String> namedBesides(Set<String> found) {
        return references.stream()
                .filter(reference -> !found.contains(reference))
                .sorted()
                .toList();
    }

    private static Long[] ids(Collection<ContractId> contracts) {
        return contracts.stream().map(ContractId::value).toArray(Long[]::new);
    }
}
