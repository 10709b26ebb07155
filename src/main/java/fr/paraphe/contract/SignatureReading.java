package fr.paraphe.contract;

import static fr.paraphe.contract.UnsignedContracts.instant;

import fr.paraphe.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The signatures made on this platform, for others that synchronise from it, in the order of the transactions that made
 * them.
 *
 * <p>A signature is told once every transaction that began before its own has ended: one that commits late is never
 * behind a cursor already. Transactions of one PostgreSQL cluster are meant; a database that is restored into another
 * one tells from the beginning.
 */
@Repository
public class SignatureReading {

    private final JdbcClient jdbc;

    SignatureReading(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Told(SignatureCursor cursor, SignaturePage.Signature signature) {}

    /**
     * @param accounts whose contracts; null: of all
     * @param after a cursor of ours; null: from the beginning
     * @throws SignaturesRefused if the cursor is none of ours
     */
    public SignaturePage page(@Nullable Set<AccountId> accounts, @Nullable String after, int limit) {
        var start = after == null ? SignatureCursor.BEGINNING : SignatureCursor.parse(after);
        refuseFuture(start);
        var found = jdbc.sql("""
                        select account.code, contract.reference, signature.signed_at, signature.signed_by,
                               cast(cast(signature.added_in as text) as bigint) as added_in, signature.id
                        from contract_signature signature
                        join contract on contract.id = signature.contract_id
                        join account on account.id = contract.account_id
                        where signature.added_in < pg_snapshot_xmin(pg_current_snapshot())
                          and (signature.added_in, signature.id) > (cast(cast(:transaction as text) as xid8), :id)
                          and (:everywhere or contract.account_id = any(:accounts))
                        order by signature.added_in, signature.id
                        limit :limit
                        """)
                .param("transaction", start.transaction())
                .param("id", start.id())
                .param("everywhere", accounts == null)
                .param(
                        "accounts",
                        accounts == null
                                ? new Long[0]
                                : accounts.stream().map(AccountId::value).toArray(Long[]::new))
                .param("limit", limit + 1)
                .query((row, number) -> told(row))
                .list();
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = page.isEmpty() ? start : page.get(page.size() - 1).cursor();
        return new SignaturePage(page.stream().map(Told::signature).toList(), next.toString(), found.size() > limit);
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                new SignatureCursor(row.getLong("added_in"), row.getLong("id")),
                new SignaturePage.Signature(
                        row.getString("code"),
                        row.getString("reference"),
                        instant(row, "signed_at"),
                        row.getString("signed_by")));
    }

    private void refuseFuture(SignatureCursor start) {
        var known = jdbc.sql(
                        "select cast(cast(:transaction as text) as xid8) < pg_snapshot_xmax(pg_current_snapshot())")
                .param("transaction", start.transaction())
                .query(Boolean.class)
                .single();
        if (!known) {
            throw SignaturesRefused.cursorFromTheFuture();
        }
    }
}
