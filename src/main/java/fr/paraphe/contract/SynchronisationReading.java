package fr.paraphe.contract;

import static fr.paraphe.contract.UnsignedContracts.instant;
import static fr.paraphe.contract.UnsignedContracts.instantIfAny;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.contract.SynchronisationView.Figures;
import fr.paraphe.contract.SynchronisationView.OfAccount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells of synchronisations; figures only of the accounts that the person at work sees. */
@Repository
public class SynchronisationReading {

    private final JdbcClient jdbc;
    private final CurrentStaff staff;

    SynchronisationReading(JdbcClient jdbc, CurrentStaff staff) {
        this.jdbc = jdbc;
        this.staff = staff;
    }

    /** @param next null: there are no older ones */
    public record Page(
            List<SynchronisationView> synchronisations,
            @Nullable Long next) {}

    private record Row(long id, SynchronisationView run) {}

    private record Found(long run, OfAccount about) {}

    /**
     * The newest first.
     *
     * @param before the last page's {@code next}; null: the first page
     */
    public Page list(@Nullable Long before, int limit) {
        var rows = rows("cast(:before as bigint) is null or run.id < :before", Map.of(), before, limit + 1);
        var page = rows.subList(0, Math.min(limit, rows.size()));
        return new Page(
                page.stream().map(Row::run).toList(),
                rows.size() > limit ? page.get(page.size() - 1).id() : null);
    }

    public Optional<SynchronisationView> latest() {
        return rows("true", Map.of(), null, 1).stream().map(Row::run).findFirst();
    }

    /** The last that came to its end. */
    public Optional<SynchronisationView> latestDone() {
        return rows("run.ended_at is not null", Map.of(), null, 1).stream()
                .map(Row::run)
                .findFirst();
    }

    /** @throws SynchronisationRefused if there is none of this number */
    public SynchronisationView byNumber(SynchronisationNumber number) {
        return rows("run.number = :number", Map.of("number", number.value()), null, 1).stream()
                .map(Row::run)
                .findFirst()
                .orElseThrow(() -> SynchronisationRefused.unknown(number.value()));
    }

    private List<Row> rows(String which, Map<String, ?> params, @Nullable Long before, int limit) {
        var rows = jdbc.sql("""
                        select run.*, requester.user_id as known_requester
                        from synchronisation run
                        left join staff requester
                          on requester.user_id = run.requested_by and requester.account_id = any(:accounts)
                        where %s
                        order by run.id desc
                        limit :limit
                        """.formatted(which))
                .params(params)
                .param("before", before)
                .param("accounts", seen())
                .param("limit", limit)
                .query((row, number) -> new Row(row.getLong("id"), run(row)))
                .list();
        var found = found(rows.stream().map(Row::id).toList());
        return rows.stream()
                .map(row -> new Row(row.id(), with(row.run(), found.getOrDefault(row.id(), List.of()))))
                .toList();
    }

    /** Support sees every account, and what is told about accounts that do not exist. */
    private Map<Long, List<OfAccount>> found(Collection<Long> runs) {
        return jdbc
                .sql("""
                        select about.*, account.name
                        from synchronisation_account about
                        left join account on account.code = about.account
                        where about.synchronisation_id = any(:runs)
                          and (account.id = any(:accounts) or (account.id is null and :support))
                        order by about.account
                        """)
                .param("runs", runs.toArray(Long[]::new))
                .param("accounts", seen())
                .param("support", staff.scope().has(StaffRole.SUPPORT))
                .query((row, number) -> new Found(
                        row.getLong("synchronisation_id"),
                        new OfAccount(
                                row.getString("account"),
                                row.getString("name"),
                                new Figures(
                                        row.getInt("signed"),
                                        row.getInt("already_signed"),
                                        row.getInt("withdrawn"),
                                        row.getInt("unknown")))))
                .list()
                .stream()
                .collect(groupingBy(Found::run, mapping(Found::about, toList())));
    }

    private Long[] seen() {
        return staff.scope().accounts().stream().map(AccountId::value).toArray(Long[]::new);
    }

    private static SynchronisationView run(ResultSet row) throws SQLException {
        var failure = row.getString("failure");
        return new SynchronisationView(
                new SynchronisationNumber(row.getString("number")),
                row.getString("known_requester"),
                row.getString("requested_by") == null,
                instant(row, "started_at"),
                row.getInt("pages"),
                row.getInt("failures"),
                failure == null ? null : SynchronisationFailure.valueOf(failure),
                instantIfAny(row, "failed_at"),
                instantIfAny(row, "ended_at"),
                Figures.NONE,
                List.of());
    }

    private static SynchronisationView with(SynchronisationView run, List<OfAccount> accounts) {
        return new SynchronisationView(
                run.number(),
                run.requestedBy(),
                run.byClock(),
                run.startedAt(),
                run.pages(),
                run.failures(),
                run.failure(),
                run.failedAt(),
                run.endedAt(),
                accounts.stream().map(OfAccount::figures).reduce(Figures.NONE, Figures::plus),
                accounts);
    }
}
