package fr.paraphe.message;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * One sender's hold on the queue of a dispatch, over a database connection of its own.
 *
 * <p>Messages are claimed before they leave, and that claim is on disk before the first of them does. One claim covers
 * as many messages as leave within a tenth of a second, one if the provider is slow, so that the disk is waited for now
 * and then and not for each message.
 *
 * <p>What became of a message is committed right after its answer, before the next one leaves: of what a killed sender
 * had claimed, at most one has left without a note. Where the provider can be asked what it has, notes of success may
 * be written together with the next claim instead. Notes reach the disk with the next claim; if the database itself
 * loses them, their messages are still claimed, and are looked into like those of a killed sender.
 *
 * <p>While it lives it holds an advisory lock under its number. A claimed message whose claimer's lock is free has lost
 * its sender, however slow living senders may be.
 */
final class Sender implements AutoCloseable {

    /** Keeps our advisory locks apart from others': the first of PostgreSQL's two integers. */
    static final int LOCKS = 0x50415241;

    private static final Duration AHEAD = Duration.ofMillis(100);
    private static final int MOST_AHEAD = 32;

    private static final String OPEN = """
            select number, pg_advisory_lock(%d, number), set_config('synchronous_commit', 'off', false)
            from (select nextval('message_sender')::int as number) s""".formatted(LOCKS);

    private static final String CLOSE =
            "select pg_advisory_unlock(%d, ?), set_config('synchronous_commit', 'on', false)".formatted(LOCKS);

    private static final String ON_DISK = "set local synchronous_commit to on";

    private static final String CLAIM = """
            update message m set state = 'SENDING', attempts = attempts + 1, claimed_by = ?, next_attempt_at = ?,
              claimed_at = coalesce(next.unanswered_since, ?)
            from next where m.id = next.id
            returning m.id, m.recipient, m.step, m.address, m.language, m.attempts, m.created_at, m.claimed_at""";

    private static final String CLAIM_NEXT = """
            with next as (
              select id, null::timestamptz as unanswered_since from message
              where dispatch_id = ? and state = 'QUEUED' and id > ? and next_attempt_at <= ?
                and not exists (select from dispatch where id = ? and held)
              order by id limit ? for update skip locked
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

    private static final String RECORD = """
            with recorded as (
              update message set state = ?, reason = ?, detail = ?, provider_id = ?, attempts = attempts - ?,
                next_attempt_at = ?, sent_at = ?, finished_at = ?, claimed_by = null
              where id = ? and state = 'SENDING' and claimed_by = ?
            )
            select held from dispatch where id = ?""";

    private static final String RECORD_SENT = """
            update message m set state = 'SENT', provider_id = n.provider_id, sent_at = n.sent_at,
              next_attempt_at = n.sent_at, claimed_by = null
            from unnest(cast(? as bigint[]), cast(? as text[]), cast(? as timestamptz[])) n (id, provider_id, sent_at)
            where m.id = n.id and m.state = 'SENDING' and m.claimed_by = ?""";

    private static final String PUT_BACK = """
            update message set state = 'QUEUED', attempts = attempts - 1, next_attempt_at = claimed_at,
              claimed_at = null, claimed_by = null
            where id = any(?) and state = 'SENDING' and claimed_by = ?""";

    private static final String REST = """
            select d.held,
              exists (select from message where dispatch_id = d.id and state = 'QUEUED' and next_attempt_at <= ?) as due,
              (select min(next_attempt_at) from message where dispatch_id = d.id and state = 'QUEUED') as queued_until
            from dispatch d where d.id = ?""";

    private static final String DEAD_CLAIMERS = """
            select claimed_by from (
              select distinct claimed_by from message
              where dispatch_id = ? and state = 'SENDING' and claimed_by is not null) s
            where pg_try_advisory_xact_lock_shared(%d, claimed_by)""".formatted(LOCKS);

    private static final String ABANDONED = """
            select min(next_attempt_at) from message
            where dispatch_id = ? and state = 'SENDING' and (claimed_by is null or claimed_by = any(?))""";

    private final Connection connection;
    private final PreparedStatement record;
    private final PreparedStatement claimNext;
    private final Clock clock;
    private final Duration recoverAfter;
    private final long dispatch;
    private final boolean notesMayWait;
    private final int number;
    private final Deque<Claimed> ahead = new ArrayDeque<>();
    private final List<Note> unwritten = new ArrayList<>();
    private long last;
    private int claimedTogether;
    private long claimedSince;

    /** A success that is not written down yet. */
    private record Note(
            long message,
            @Nullable String providerId,
            @Nullable Instant sentAt) {}

    private Sender(Connection connection, Clock clock, Duration recoverAfter, long dispatch, boolean notesMayWait)
            throws SQLException {
        this.connection = connection;
        this.clock = clock;
        this.recoverAfter = recoverAfter;
        this.dispatch = dispatch;
        this.notesMayWait = notesMayWait;
        connection.setAutoCommit(true);
        this.record = connection.prepareStatement(RECORD);
        this.claimNext = connection.prepareStatement(CLAIM_NEXT);
        try (var open = connection.createStatement();
                var row = open.executeQuery(OPEN)) {
            row.next();
            this.number = row.getInt("number");
        }
    }

    /** @param notesMayWait whether the provider can be asked what it has, should notes of success be lost */
    static Sender open(DataSource database, Clock clock, Duration recoverAfter, long dispatch, boolean notesMayWait) {
        try {
            var connection = database.getConnection();
            try {
                return new Sender(connection, clock, recoverAfter, dispatch, notesMayWait);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Claims the next message that is due; {@code null} if there is none, or the dispatch is held.
     *
     * @param wanted how many more will be asked for: what is claimed and not sent is in other senders' way
     */
    @Nullable
    Claimed claim(int wanted) {
        if (ahead.isEmpty()) {
            claimAhead(wanted);
        }
        return ahead.pollFirst();
    }

    private void claimAhead(int wanted) {
        try {
            var most = Math.min(wanted, howManyAhead());
            var now = clock.instant();
            var s = claimNext;
            s.setLong(1, dispatch);
            s.setLong(2, last);
            s.setObject(3, utc(now));
            s.setLong(4, dispatch);
            s.setInt(5, most);
            setClaim(s, 6, now);
            ahead.addAll(onDisk(s, false));
            claimedTogether = ahead.size();
            claimedSince = System.nanoTime();
            last = ahead.stream().mapToLong(Claimed::id).max().orElse(last);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** As many as the last ones let expect to leave in time. */
    private int howManyAhead() {
        if (claimedTogether == 0) {
            return 1;
        }
        var each = Math.max(1, (System.nanoTime() - claimedSince) / claimedTogether);
        return (int) Math.max(1, Math.min(MOST_AHEAD, AHEAD.toNanos() / each));
    }

    private List<Claimed> onDisk(PreparedStatement claim, boolean again) throws SQLException {
        connection.setAutoCommit(false);
        try (var onDisk = connection.createStatement()) {
            onDisk.execute(ON_DISK);
            writeNotes();
            var claimed = new ArrayList<Claimed>();
            try (var row = claim.executeQuery()) {
                while (row.next()) {
                    claimed.add(claimed(row, again));
                }
            }
            connection.commit();
            claimed.sort(Comparator.comparingLong(Claimed::id));
            return claimed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /**
     * Writes down what became of a message.
     *
     * @return whether the dispatch goes on, not being held as far as this sender knows
     */
    boolean record(Claimed done, Recorded outcome) {
        if (notesMayWait && outcome.state() == MessageState.SENT && !ahead.isEmpty() && !isLate()) {
            unwritten.add(new Note(done.id(), outcome.providerId(), outcome.sentAt()));
            return true;
        }
        try {
            writeNotes();
            var s = record;
            s.setString(1, outcome.state().name());
            s.setString(2, outcome.reason() == null ? null : outcome.reason().name());
            s.setString(3, outcome.detail());
            s.setString(4, outcome.providerId());
            s.setInt(5, outcome.uncounted() ? 1 : 0);
            s.setObject(6, utc(outcome.nextAttemptAt()));
            s.setObject(7, utc(outcome.sentAt()));
            s.setObject(8, utc(outcome.finishedAt()));
            s.setLong(9, done.id());
            s.setInt(10, number);
            s.setLong(11, dispatch);
            try (var row = s.executeQuery()) {
                row.next();
                return !row.getBoolean("held");
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
            var taken = onDisk(statement, true);
            return taken.isEmpty() ? null : taken.get(0);
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
            statement.setObject(1, utc(clock.instant()));
            statement.setLong(2, dispatch);
            try (var row = statement.executeQuery()) {
                row.next();
                var due = row.getBoolean("due");
                var queued = due ? null : instant(row, "queued_until");
                var abandoned = abandonedUntil();
                var until = queued == null || abandoned != null && abandoned.isBefore(queued) ? abandoned : queued;
                return new Rest(row.getBoolean("held"), due, until);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Looks twice: a sender that was busy at the first look, and then ended, has left nothing behind at the second.
     *
     * @return when the first message of a dead sender may be looked into; {@code null} if there is none
     */
    private @Nullable Instant abandonedUntil() throws SQLException {
        connection.setAutoCommit(false);
        try (var claimers = connection.prepareStatement(DEAD_CLAIMERS);
                var abandoned = connection.prepareStatement(ABANDONED)) {
            claimers.setLong(1, dispatch);
            var dead = new ArrayList<Integer>();
            try (var row = claimers.executeQuery()) {
                while (row.next()) {
                    dead.add(row.getInt(1));
                }
            }
            abandoned.setLong(1, dispatch);
            abandoned.setArray(2, connection.createArrayOf("integer", dead.toArray()));
            try (var row = abandoned.executeQuery()) {
                row.next();
                return instant(row, "min");
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean isLate() {
        return System.nanoTime() - claimedSince > AHEAD.toNanos();
    }

    private void writeNotes() throws SQLException {
        if (unwritten.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(RECORD_SENT)) {
            statement.setArray(1, array("bigint", Note::message));
            statement.setArray(2, array("text", Note::providerId));
            statement.setArray(3, array("timestamptz", note -> utc(note.sentAt())));
            statement.setInt(4, number);
            statement.executeUpdate();
            unwritten.clear();
        }
    }

    private Array array(String type, Function<Note, @Nullable Object> column) throws SQLException {
        return connection.createArrayOf(type, unwritten.stream().map(column).toArray());
    }

    /** Writes down what is not, and puts back into the queue what was claimed and has not left. */
    void putBack() {
        try {
            writeNotes();
            putBackAhead();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void putBackAhead() throws SQLException {
        if (ahead.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(PUT_BACK)) {
            var ids = ahead.stream().map(Claimed::id).toArray(Long[]::new);
            statement.setArray(1, connection.createArrayOf("bigint", ids));
            statement.setInt(2, number);
            statement.executeUpdate();
            ahead.clear();
        }
    }

    @Override
    public void close() {
        try (connection;
                record;
                claimNext;
                var statement = connection.prepareStatement(CLOSE)) {
            putBack();
            statement.setInt(1, number);
            statement.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Claimed claimed(ResultSet row, boolean again) throws SQLException {
        return new Claimed(
                row.getLong("id"),
                row.getLong("recipient"),
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

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static DataAccessResourceFailureException failed(SQLException e) {
        return new DataAccessResourceFailureException("The queue of messages cannot be read or written", e);
    }
}
