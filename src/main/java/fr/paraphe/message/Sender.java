package fr.paraphe.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * One sender's hold on the queue of a dispatch. It has a database connection of its own, on which every step is one
 * statement, one round trip and one commit: what became of a message is written together with the claim of the next
 * one. So a sender that is killed leaves at most one message in state SENDING.
 *
 * <p>While it lives it holds an advisory lock under its number. A message in SENDING whose claimer's lock is free has
 * lost its sender, however slow living senders may be.
 */
final class Sender implements AutoCloseable {

    /** Keeps our advisory locks apart from others': the first of PostgreSQL's two integers. */
    static final int LOCKS = 0x50415241;

    private static final String OPEN =
            "select number, pg_advisory_lock(%d, number) from (select nextval('message_sender')::int as number) s"
                    .formatted(LOCKS);

    private static final String CLOSE = "select pg_advisory_unlock(%d, ?)".formatted(LOCKS);

    private static final String CLAIM = """
            update message m set state = 'SENDING', attempts = attempts + 1, claimed_by = ?, next_attempt_at = ?,
              claimed_at = coalesce(next.unanswered_since, ?)
            from next where m.id = next.id
            returning m.id, m.step, m.address, m.language, m.attempts, m.created_at, m.claimed_at""";

    private static final String RECORD_AND_CLAIM = """
            with recorded as (
              update message set state = ?, reason = ?, detail = ?, provider_id = ?, attempts = attempts - ?,
                next_attempt_at = ?, sent_at = ?, finished_at = ?, claimed_by = null
              where id = ? and state = 'SENDING' and claimed_by = ?
            ), next as (
              select id, null::timestamptz as unanswered_since from message
              where dispatch_id = ? and state = 'QUEUED' and id > ? and next_attempt_at <= ? and ?
                and not exists (select from dispatch where id = ? and held)
              order by id limit 1 for update skip locked
            )
            """ + CLAIM;

    private static final String TAKE_OVER = """
            with next as (
              select id, claimed_at as unanswered_since from message
              where dispatch_id = ? and state = 'SENDING' and next_attempt_at <= ?
                and (claimed_by is null or pg_try_advisory_xact_lock_shared(%d, claimed_by))
                and not exists (select from dispatch where id = ? and held)
              order by id limit 1 for update skip locked
            )
            """.formatted(LOCKS) + CLAIM;

    private static final String REST = """
            select d.held,
              exists (select from message where dispatch_id = d.id and state = 'QUEUED' and next_attempt_at <= ?) as due,
              case when not exists
                  (select from message where dispatch_id = d.id and state = 'QUEUED' and next_attempt_at <= ?)
                then (select min(next_attempt_at) from message where dispatch_id = d.id and state = 'QUEUED')
              end as queued_until,
              (select min(next_attempt_at) from message where dispatch_id = d.id and state = 'SENDING'
                 and (claimed_by is null or pg_try_advisory_xact_lock_shared(%d, claimed_by))) as abandoned_until
            from dispatch d where d.id = ?""".formatted(LOCKS);

    private final Connection connection;
    private final PreparedStatement recordAndClaim;
    private final Clock clock;
    private final Duration recoverAfter;
    private final long dispatch;
    private final int number;
    private long last;

    private Sender(Connection connection, Clock clock, Duration recoverAfter, long dispatch) throws SQLException {
        this.connection = connection;
        this.clock = clock;
        this.recoverAfter = recoverAfter;
        this.dispatch = dispatch;
        connection.setAutoCommit(true);
        this.recordAndClaim = connection.prepareStatement(RECORD_AND_CLAIM);
        try (var open = connection.createStatement();
                var row = open.executeQuery(OPEN)) {
            row.next();
            this.number = row.getInt("number");
        }
    }

    static Sender open(DataSource database, Clock clock, Duration recoverAfter, long dispatch) {
        try {
            var connection = database.getConnection();
            try {
                return new Sender(connection, clock, recoverAfter, dispatch);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Claims the next message that is due; {@code null} if there is none, or the dispatch is held. */
    @Nullable
    Claimed claim() {
        return step(null, null, true);
    }

    /** Writes down what became of a message. */
    void record(Claimed done, Recorded outcome) {
        step(done, outcome, false);
    }

    /** Both at once. */
    @Nullable
    Claimed recordAndClaim(Claimed done, Recorded outcome) {
        return step(done, outcome, true);
    }

    private @Nullable Claimed step(@Nullable Claimed done, @Nullable Recorded outcome, boolean claimNext) {
        try {
            var now = clock.instant();
            var s = recordAndClaim;
            s.setString(1, outcome == null ? null : outcome.state().name());
            s.setString(
                    2,
                    outcome == null || outcome.reason() == null
                            ? null
                            : outcome.reason().name());
            s.setString(3, outcome == null ? null : outcome.detail());
            s.setString(4, outcome == null ? null : outcome.providerId());
            s.setInt(5, outcome != null && outcome.uncounted() ? 1 : 0);
            s.setObject(6, outcome == null ? null : utc(outcome.nextAttemptAt()));
            s.setObject(7, outcome == null ? null : utc(outcome.sentAt()));
            s.setObject(8, outcome == null ? null : utc(outcome.finishedAt()));
            s.setLong(9, done == null ? 0 : done.id());
            s.setInt(10, number);
            s.setLong(11, dispatch);
            s.setLong(12, last);
            s.setObject(13, utc(now));
            s.setBoolean(14, claimNext);
            s.setLong(15, dispatch);
            setClaim(s, 16, now);
            try (var row = s.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                last = row.getLong("id");
                return claimed(row, false);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Claims a message whose attempt ended without an answer, its sender being dead or having said so. */
    @Nullable
    Claimed takeOver() {
        try (var statement = connection.prepareStatement(TAKE_OVER)) {
            var now = clock.instant();
            statement.setLong(1, dispatch);
            statement.setObject(2, utc(now));
            statement.setLong(3, dispatch);
            setClaim(statement, 4, now);
            try (var row = statement.executeQuery()) {
                return row.next() ? claimed(row, true) : null;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void setClaim(PreparedStatement statement, int from, Instant now) throws SQLException {
        statement.setInt(from, number);
        statement.setObject(from + 1, utc(now.plus(recoverAfter)));
        statement.setObject(from + 2, utc(now));
    }

    /**
     * What is left for a later batch.
     *
     * @param due whether a message could be claimed now
     * @param waitingUntil when the next one can be, if none is due; {@code null} if nothing is left
     */
    record Rest(boolean held, boolean due, @Nullable Instant waitingUntil) {}

    Rest rest() {
        try (var statement = connection.prepareStatement(REST)) {
            var now = utc(clock.instant());
            statement.setObject(1, now);
            statement.setObject(2, now);
            statement.setLong(3, dispatch);
            try (var row = statement.executeQuery()) {
                row.next();
                var queued = instant(row, "queued_until");
                var abandoned = instant(row, "abandoned_until");
                var until = queued == null || abandoned != null && abandoned.isBefore(queued) ? abandoned : queued;
                return new Rest(row.getBoolean("held"), row.getBoolean("due"), until);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try (connection;
                recordAndClaim;
                var statement = connection.prepareStatement(CLOSE)) {
            statement.setInt(1, number);
            statement.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Claimed claimed(ResultSet row, boolean again) throws SQLException {
        return new Claimed(
                row.getLong("id"),
                row.getInt("step"),
                row.getString("address"),
                row.getString("language"),
                row.getInt("attempts"),
                again,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("claimed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static DataAccessResourceFailureException failed(SQLException e) {
        return new DataAccessResourceFailureException("The queue of messages cannot be read or written", e);
    }
}
