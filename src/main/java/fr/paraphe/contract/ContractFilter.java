package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which unsigned contracts someone wants to see or to act upon: those that meet every condition.
 *
 * @param accounts only theirs; who may name which account is {@link ContractFilters}' matter
 * @param type only this type; null: all
 * @param kinds only contracts with partners of one of these kinds; empty: all
 * @param client only contracts about work at this client; null: all
 * @param from the first day on which the contract may start, in the clock's zone
 * @param to the last one, included
 * @param age only contracts that have waited at least so long; null: all
 * @param overdueOnly only contracts whose earlier deadline is over
 * @param text words that must each occur in the reference, the partner's or the client's name, whatever their accents
 *     and case; one or two letters, at the beginning of a word there; null: no such condition
 */
public record ContractFilter(
        Set<AccountId> accounts,
        @Nullable ContractType type,
        Set<PartnerKind> kinds,
        @Nullable PartnerId client,
        LocalDate from,
        LocalDate to,
        @Nullable WaitingAge age,
        boolean overdueOnly,
        @Nullable String text) {

    /** Dates outside of these years are typing errors. */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2200;

    private static final int LONGEST_TEXT = 100;

    public ContractFilter {
        accounts = Set.copyOf(accounts);
        kinds = Set.copyOf(kinds);
        text = text == null || text.isBlank() ? null : text.strip();
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("a filter is about at least one account");
        }
        if (from.getYear() < FIRST_YEAR) {
            throw ContractFilterRefused.unknownValue("from", from.toString());
        }
        if (to.getYear() > LAST_YEAR) {
            throw ContractFilterRefused.unknownValue("to", to.toString());
        }
        if (from.isAfter(to)) {
            throw ContractFilterRefused.datesReversed(from, to);
        }
        if (text != null && text.length() > LONGEST_TEXT) {
            throw ContractFilterRefused.textTooLong(LONGEST_TEXT);
        }
    }

    /** The contracts that meet every condition at the clock's instant. */
    public SqlSelection toSql(Clock clock) {
        return select("contract_id, partner_id", clock);
    }

    /** The same contracts, other columns of {@code unsigned_contract}. */
    SqlSelection select(String columns, Clock clock) {
        var conditions = conditions(clock);
        return new SqlSelection(
                "select " + columns + " from unsigned_contract where account_id in (:filterAccounts) and "
                        + conditions.sql(),
                conditions.and("filterAccounts", ids(accounts)));
    }

    /** Every condition but the one on accounts. */
    Conditions conditions(Clock clock) {
        var now = OffsetDateTime.now(clock);
        var conditions = new Conditions()
                .add("start_at >= :filterFrom", "filterFrom", startOf(from, clock.getZone()))
                .add("start_at < :filterUntil", "filterUntil", startOf(to.plusDays(1), clock.getZone()));
        if (type != null) {
            conditions.add("type = :filterType", "filterType", type.name());
        }
        if (!kinds.isEmpty()) {
            conditions.add("partner_kind in (:filterKinds)", "filterKinds", names(kinds));
        }
        if (client != null) {
            conditions.add("client_id = :filterClient", "filterClient", client.value());
        }
        if (age != null) {
            conditions.add("start_at <= :filterWaiting", "filterWaiting", now.minus(age.atLeast()));
        }
        if (overdueOnly) {
            conditions.add("contractual_due_at < :filterNow", "filterNow", now);
        }
        if (text != null) {
            var words = List.of(text.split("\\s+"));
            for (int i = 0; i < words.size(); i++) {
                var word = "filterWord" + i;
                conditions.add("search_words like search_pattern(:" + word + ")", word, words.get(i));
            }
        }
        return conditions;
    }

    private static OffsetDateTime startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
    }

    static List<Long> ids(Collection<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).sorted().toList();
    }

    private static List<String> names(Collection<PartnerKind> kinds) {
        return kinds.stream().map(Enum::name).sorted().toList();
    }

    /** Conditions on {@code unsigned_contract} and their parameters. */
    static final class Conditions {

        private final List<String> sql = new ArrayList<>();
        private final Map<String, Object> params = new HashMap<>();

        private Conditions add(String condition, String param, Object value) {
            sql.add(condition);
            params.put(param, value);
            return this;
        }

        String sql() {
            return String.join(" and ", sql);
        }

        Map<String, Object> and(String param, Object value) {
            var all = new HashMap<>(params);
            all.put(param, value);
            return all;
        }
    }
}
