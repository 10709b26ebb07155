package fr.paraphe.partner;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerListing.Place.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Lists of partners, in the order of their names, page by page: a page costs the same wherever it stands. */
@Repository
public class PartnerListing {

    /** Account by account, so that an index gives each in order and only a page is read of it. */
    private static final String IN_ORDER = """
            unnest(cast(:accounts as bigint[])) as seen(account) cross join lateral (
              select * from partner where account_id = seen.account%s
              order by search_name %2$s, id %2$s
              limit :limit)""";

    /**
     * Who has some words is found by their index and put in order then: read in order, the bearers of a name come all
     * together, maybe at the end. {@code offset 0} keeps the order and the limit out.
     */
    private static final String FOUND_FIRST = "(select * from partner where account_id = any(:accounts)%s offset 0)";

    private final JdbcClient jdbc;

    PartnerListing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One partner in a list; a problem is null where nothing keeps a message from being sent. */
    public record Row(
            PartnerId id,
            AccountId account,
            String reference,
            PartnerKind kind,
            String name,
            @Nullable String mail,
            @Nullable ContactProblem mailProblem,
            @Nullable String phone,
            @Nullable ContactProblem mobileProblem) {}

    /**
     * @param previous whether there are partners before these
     * @param next whether there are partners after these
     */
    public record Page(List<Row> rows, boolean previous, boolean next) {}

    /** What a filter found: how many partners, and how many of them cannot be reached. */
    public record Summary(long partners, long withoutMail, long withoutSms) {}

    /** Where a page stands: right after, or right before, a partner. */
    public record Place(PartnerId partner, Side side) {

        enum Side {
            AFTER(">", "asc"),
            BEFORE("<", "desc");

            private final String comparison;
            private final String direction;

            Side(String comparison, String direction) {
                this.comparison = comparison;
                this.direction = direction;
            }
        }

        public static Place after(PartnerId partner) {
            return new Place(partner, Side.AFTER);
        }

        public static Place before(PartnerId partner) {
            return new Place(partner, Side.BEFORE);
        }
    }

    /** @param place null: the first page; so too if its partner is none of the filter's accounts */
    @Transactional(readOnly = true)
    public Page page(PartnerFilter filter, @Nullable Place place, int size) {
        planForTheseValues();
        var pivot = place == null ? null : nameOf(place.partner(), filter);
        var side = place == null || pivot == null ? Side.AFTER : place.side();
        var conditions = new Conditions(filter);
        if (place != null && pivot != null) {
            conditions.add(
                    "(search_name, id) " + side.comparison + " (:pivotName, :pivotId)",
                    Map.of("pivotName", pivot, "pivotId", place.partner().value()));
        }
        var found = (filter.words().isEmpty() ? IN_ORDER : FOUND_FIRST).formatted(conditions.sql(), side.direction);
        var rows = new ArrayList<>(jdbc.sql("""
                        select found.* from %s as found
                        order by search_name %2$s, id %2$s
                        limit :limit
                        """.formatted(found, side.direction))
                .params(conditions.params())
                .param("limit", size + 1)
                .query((row, number) -> row(row))
                .list());

        var more = rows.size() > size;
        if (more) {
            rows.remove(size);
        }
        if (side == Side.BEFORE) {
            Collections.reverse(rows);
        }
        return side == Side.AFTER ? new Page(rows, pivot != null, more) : new Page(rows, more, true);
    }

    @Transactional(readOnly = true)
    public Summary summary(PartnerFilter filter) {
        planForTheseValues();
        var conditions = new Conditions(filter);
        return jdbc.sql("""
                        select count(*) as partners, count(mail_problem) as without_mail,
                          count(mobile_problem) as without_sms
                        from partner
                        where account_id = any(:accounts)""" + conditions.sql())
                .params(conditions.params())
                .query((row, number) ->
                        new Summary(row.getLong("partners"), row.getLong("without_mail"), row.getLong("without_sms")))
                .single();
    }

    /** An index finds words that the plan knows; a plan made for any words reads every partner. */
    private void planForTheseValues() {
        jdbc.sql("set local plan_cache_mode to force_custom_plan").update();
    }

    /**
     * The partners that a filter finds, for another statement to work on.
     *
     * @param sql selects their ids; its parameters' names begin with no other word than a filter's field
     */
    public record Selection(String sql, Map<String, Object> params) {}

    public Selection selection(PartnerFilter filter) {
        var conditions = new Conditions(filter);
        return new Selection(
                "select id from partner where account_id = any(:accounts)" + conditions.sql(),
                Map.copyOf(conditions.params()));
    }

    private @Nullable String nameOf(PartnerId partner, PartnerFilter filter) {
        return jdbc.sql("select search_name from partner where id = :id and account_id = any(:accounts)")
                .param("id", partner.value())
                .param("accounts", accounts(filter))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static Long[] accounts(PartnerFilter filter) {
        return filter.accounts().stream().map(AccountId::value).toArray(Long[]::new);
    }

    private static Row row(ResultSet row) throws SQLException {
        var givenName = row.getString("given_name");
        var familyName = row.getString("family_name");
        return new Row(
                new PartnerId(row.getLong("id")),
                new AccountId(row.getLong("account_id")),
                row.getString("reference"),
                PartnerKind.valueOf(row.getString("kind")),
                givenName == null ? familyName : givenName + " " + familyName,
                row.getString("mail"),
                problem(row.getString("mail_problem")),
                row.getString("phone"),
                problem(row.getString("mobile_problem")));
    }

    private static @Nullable ContactProblem problem(@Nullable String name) {
        return name == null ? null : ContactProblem.valueOf(name);
    }

    /** What a filter asks of a partner, as SQL that follows the one on the account. */
    private static final class Conditions {

        /** As the index of words has it. */
        private static final String WORDS = "(' ' || search_reference || chr(10) || ' ' || search_name)";

        private final StringBuilder sql = new StringBuilder();
        private final Map<String, Object> params = new HashMap<>();

        Conditions(PartnerFilter filter) {
            params.put("accounts", PartnerListing.accounts(filter));
            var words = filter.words();
            for (int i = 0; i < words.size(); i++) {
                add(WORDS + " like search_pattern(:text" + i + ")", Map.of("text" + i, words.get(i)));
            }
            if (filter.kind() != null) {
                add("kind = :kind", Map.of("kind", filter.kind().name()));
            }
            if (filter.contact() != null && filter.problem() == null) {
                add(columnOf(filter.contact()) + " is not null", Map.of());
            }
            if (filter.contact() != null && filter.problem() != null) {
                add(
                        columnOf(filter.contact()) + " = :problem",
                        Map.of("problem", filter.problem().name()));
            }
            if (filter.contact() == null && filter.problem() != null) {
                add(
                        "(mail_problem = :problem or mobile_problem = :problem)",
                        Map.of("problem", filter.problem().name()));
            }
        }

        private static String columnOf(ContactPoint contact) {
            return contact == ContactPoint.MAIL ? "mail_problem" : "mobile_problem";
        }

        void add(String condition, Map<String, Object> values) {
            sql.append(" and ").append(condition);
            params.putAll(values);
        }

        String sql() {
            return sql.toString();
        }

        Map<String, Object> params() {
            return params;
        }
    }
}
