package fr.paraphe.intake;

import fr.paraphe.account.AccountId;
import fr.paraphe.intake.ImportRun.Counts;
import fr.paraphe.intake.ImportRun.RefusedRow;
import fr.paraphe.intake.ImportRun.Stop;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history of imports. */
@Repository
public class Imports {

    private static final int LONGEST_FILE_NAME = 200;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    Imports(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** The latest first, without their refused rows. */
    public List<ImportRun> latest(Collection<AccountId> accounts, int limit) {
        return jdbc.sql("select * from import_run where account_id = any(:accounts) order by id desc limit :limit")
                .param("accounts", accounts.stream().map(AccountId::value).toArray(Long[]::new))
                .param("limit", limit)
                .query((row, number) -> run(row, List.of()))
                .list();
    }

    /** With the refused rows that are kept. */
    public Optional<ImportRun> byId(long id) {
        var refusals = jdbc.sql(
                        "select row_number, line, column_name, reason from import_refusal where run_id = ? order by id")
                .param(id)
                .query((row, number) -> new RefusedRow(
                        row.getLong("row_number"),
                        row.getLong("line"),
                        row.getString("column_name"),
                        row.getString("reason")))
                .list();
        return jdbc.sql("select * from import_run where id = ?")
                .param(id)
                .query((row, number) -> run(row, refusals))
                .optional();
    }

    /** @param modifiedAt of a file of the watched folder; null: it came another way */
    long begin(ImportOrder order, String sha256, @Nullable Instant modifiedAt) {
        return jdbc.sql("""
                        insert into import_run (account_id, subject, file_name, file_modified_at, sha256, imported_by, started_at)
                        values (:account, :subject, :file, :modifiedAt, :sha256, :by, :now)
                        returning id
                        """)
                .param("account", order.account().id().value())
                .param("subject", order.subject().name())
                .param("file", shortened(order.fileName()))
                .param("modifiedAt", modifiedAt == null ? null : inDatabase(modifiedAt))
                .param("sha256", sha256)
                .param("by", order.by())
                .param("now", inDatabase(clock.instant()))
                .query(Long.class)
                .single();
    }

    /** Remembers where the import stands; in the transaction that stores the batch. */
    void advance(long id, Counts counts, List<RefusedRow> newRefusals) {
        jdbc.sql("""
                        update import_run
                        set read_rows = :read, created_rows = :created, changed_rows = :changed,
                            unchanged_rows = :unchanged, refused_rows = :refused
                        where id = :id
                        """)
                .param("read", counts.read())
                .param("created", counts.created())
                .param("changed", counts.changed())
                .param("unchanged", counts.unchanged())
                .param("refused", counts.refused())
                .param("id", id)
                .update();
        batches.batchUpdate(
                "insert into import_refusal (run_id, row_number, line, column_name, reason) values (?, ?, ?, ?, ?)",
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(PreparedStatement statement, int index) throws SQLException {
                        var row = newRefusals.get(index);
                        statement.setLong(1, id);
                        statement.setLong(2, row.number());
                        statement.setLong(3, row.line());
                        statement.setString(4, row.column());
                        statement.setString(5, row.reason());
                    }

                    @Override
                    public int getBatchSize() {
                        return newRefusals.size();
                    }
                });
    }

    void finish(long id, Set<String> ignoredColumns, @Nullable Stop stop) {
        jdbc.sql("""
                        update import_run
                        set finished_at = :now, ignored_columns = :ignored,
                            stop_line = :line, stop_reason = :reason, stop_details = :details
                        where id = :id
                        """)
                .param("now", inDatabase(clock.instant()))
                .param("ignored", ignoredColumns.toArray(String[]::new))
                .param("line", stop == null ? null : stop.line())
                .param("reason", stop == null ? null : stop.reason())
                .param("details", stop == null ? null : stop.details())
                .param("id", id)
                .update();
    }

    /** The finished import of this very file of the watched folder whose report is still to be delivered. */
    Optional<ImportRun> undelivered(AccountId account, String fileName, String sha256, Instant modifiedAt) {
        return jdbc.sql("""
                        select id from import_run
                        where account_id = :account and sha256 = :sha256 and file_name = :file
                          and file_modified_at = :modifiedAt and finished_at is not null and delivered_at is null
                        order by id desc limit 1
                        """)
                .param("account", account.value())
                .param("sha256", sha256)
                .param("file", shortened(fileName))
                .param("modifiedAt", inDatabase(modifiedAt))
                .query(Long.class)
                .optional()
                .flatMap(this::byId);
    }

    void delivered(long id) {
        jdbc.sql("update import_run set delivered_at = ? where id = ?")
                .params(inDatabase(clock.instant()), id)
                .update();
    }

    private static @Nullable String shortened(@Nullable String fileName) {
        if (fileName == null) {
            return null;
        }
        var printable = fileName.replaceAll("\\p{Cntrl}", " ");
        return printable.substring(0, Math.min(printable.length(), LONGEST_FILE_NAME));
    }

    private static OffsetDateTime inDatabase(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static ImportRun run(ResultSet row, List<RefusedRow> refusals) throws SQLException {
        var reason = row.getString("stop_reason");
        var finishedAt = row.getObject("finished_at", OffsetDateTime.class);
        return new ImportRun(
                row.getLong("id"),
                new AccountId(row.getLong("account_id")),
                ImportSubject.valueOf(row.getString("subject")),
                row.getString("file_name"),
                row.getString("sha256"),
                row.getString("imported_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finishedAt == null ? null : finishedAt.toInstant(),
                new Counts(
                        row.getLong("read_rows"),
                        row.getLong("created_rows"),
                        row.getLong("changed_rows"),
                        row.getLong("unchanged_rows"),
                        row.getLong("refused_rows")),
                refusals,
                List.of((String[]) row.getArray("ignored_columns").getArray()),
                reason == null ? null : new Stop(row.getLong("stop_line"), reason, row.getString("stop_details")));
    }
}
