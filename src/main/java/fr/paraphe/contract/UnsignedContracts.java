package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The list of contracts that await a partner's signature, and what a filter finds in it. */
@Repository
public class UnsignedContracts {

    private static final String NO_CONDITION = "true";

    private final JdbcClient jdbc;
    private final Clock clock;

    UnsignedContracts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Where a page ends and the next one begins: the order is by start, then by id.
     *
     * @param start of the last contract of the page
     */
    public record Position(Instant start, long id) {

        private static final String SEPARATOR = "_";

        /** @throws ContractFilterRefused if it is not what {@link #toString} wrote */
        public static Position parse(String text) {
            try {
                var parts = text.split(SEPARATOR, 2);
                return new Position(Instant.parse(parts[0]), Long.parseLong(parts[1]));
            } catch (RuntimeException e) {
                throw ContractFilterRefused.unknownValue("after", text);
            }
        }

        @Override
        public String toString() {
            return start + SEPARATOR + id;
        }
    }

    /** Some contracts in the order of their starts, hence of their earlier deadlines; next is null on the last page. */
    public record Page(
            List<UnsignedContract> contracts, @Nullable Position next) {}

    /**
     * What a filter finds.
     *
     * @param partners how many different partners must sign them
     * @param overdue how many contracts are past their earlier deadline
     */
    public record Summary(long contracts, long partners, long overdue) {}

    /** @param after where the page before ended; null: from the beginning */
    @Transactional(readOnly = true)
    public Page page(ContractFilter filter, @Nullable Position after, int size) {
        planForTheseValues();
        var conditions = filter.conditions(clock);
        // One short walk along an index per account, whatever their number and size; names only for what is shown.
        var statement = jdbc.sql("""
                        select found.*, account.code as account_code, account.name as account_name
                        from (
                          select place.*
                          from account
                          cross join lateral (
                            select contract_id, start_at from unsigned_contract
                            where account_id = account.id and %s and %s
                            order by start_at, contract_id
                            limit :limit
                          ) place
                          where account.id in (:filterAccounts)
                          order by start_at, contract_id
                          limit :limit
                        ) place
                        join unsigned_contract found on found.contract_id = place.contract_id
                        join account on account.id = found.account_id
                        order by place.start_at, place.contract_id
                        """.formatted(
                        conditions.sql(), after == null ? NO_CONDITION : "(start_at, contract_id) > (:start, :id)"))
                .params(conditions.and("filterAccounts", ContractFilter.ids(filter.accounts())))
                .param("limit", size + 1);
        if (after != null) {
            statement.param("start", after.start().atOffset(ZoneOffset.UTC)).param("id", after.id());
        }
        var now = clock.instant();
        var found = statement.query((row, number) -> contract(row, now)).list();
        if (found.size() <= size) {
            return new Page(found, null);
        }
        var last = found.get(size - 1);
        return new Page(
                found.subList(0, size), new Position(last.start(), last.id().value()));
    }

    @Transactional(readOnly = true)
    public Summary summary(ContractFilter filter) {
        planForTheseValues();
        var selection = filter.select("partner_id, contractual_due_at", clock);
        return jdbc.sql("""
                        select count(*) as contracts,
                               count(distinct partner_id) as partners,
                               count(*) filter (where contractual_due_at < :now) as overdue
                        from (%s) found
                        """.formatted(selection.sql()))
                .params(selection.params())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new Summary(row.getLong("contracts"), row.getLong("partners"), row.getLong("overdue")))
                .single();
    }

    /** Which index is best depends on the words and dates; a plan made for any of them may read every contract. */
    private void planForTheseValues() {
        jdbc.sql("set local plan_cache_mode to force_custom_plan").update();
    }

    /** What awaits the signature of any of these partners, the earliest start first, whatever its date. */
    public List<UnsignedContract> of(Collection<PartnerId> partners, int atMost) {
        var now = clock.instant();
        return jdbc.sql("""
                        select unsigned_contract.*, account.code as account_code, account.name as account_name
                        from unsigned_contract join account on account.id = unsigned_contract.account_id
                        where partner_id = any(:partners)
                        order by start_at, contract_id
                        limit :limit
                        """)
                .param("partners", ids(partners))
                .param("limit", atMost)
                .query((row, number) -> contract(row, now))
                .list();
    }

    /** How many contracts await the signature of any of these partners. */
    public long count(Collection<PartnerId> partners) {
        return jdbc.sql("select count(*) from unsigned_contract where partner_id = any(:partners)")
                .param("partners", ids(partners))
                .query(Long.class)
                .single();
    }

    private static Long[] ids(Collection<PartnerId> partners) {
        return partners.stream().map(PartnerId::value).toArray(Long[]::new);
    }

    private static UnsignedContract contract(ResultSet row, Instant now) throws SQLException {
        var deadlines = deadlines(row);
        return new UnsignedContract(
                new ContractId(row.getLong("contract_id")),
                new AccountId(row.getLong("account_id")),
                row.getString("account_code"),
                row.getString("account_name"),
                row.getString("reference"),
                ContractType.valueOf(row.getString("type")),
                new PartnerId(row.getLong("partner_id")),
                name(row.getString("given_name"), row.getString("family_name")),
                PartnerKind.valueOf(row.getString("partner_kind")),
                row.getString("client_name"),
                instant(row, "start_at"),
                row.getObject("end_on", LocalDate.class),
                row.getObject("transmitted_at") != null,
                deadlines,
                deadlines != null && deadlines.contractual().isBefore(now));
    }

    static String name(@Nullable String givenName, String familyName) {
        return givenName == null ? familyName : givenName + " " + familyName;
    }

    static @Nullable Deadlines deadlines(ResultSet row) throws SQLException {
        return row.getObject("contractual_due_at") == null
                ? null
                : new Deadlines(instant(row, "contractual_due_at"), instant(row, "legal_due_at"));
    }

    static @Nullable Instant instantIfAny(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
