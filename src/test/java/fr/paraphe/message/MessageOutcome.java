package fr.paraphe.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What became of one recipient's message.
 *
 * @param recipient the flow's own id
 * @param step 1, then one more for each retry
 * @param reason a {@link FailureReason}'s name if it failed, the flow's own word if it was skipped
 * @param detail the provider's own words
 * @param providerId the SMS provider's id of the message
 * @param sentAt when the provider accepted it
 * @param finishedAt when it was delivered, failed or was skipped
 */
record MessageOutcome(
        long messageId,
        long recipient,
        int step,
        String address,
        String language,
        int segments,
        MessageState state,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable String providerId,
        int attempts,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant finishedAt) {

    static MessageOutcome of(ResultSet row, int number) throws SQLException {
        return new MessageOutcome(
                row.getLong("id"),
                row.getLong("recipient"),
                row.getInt("step"),
                row.getString("address"),
                row.getString("language"),
                row.getInt("segments"),
                MessageState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("provider_id"),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "sent_at"),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
