package fr.paraphe.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every message that a dispatch has had for a recipient, those that a later one has replaced included: for proofs. */
@Repository
public class MessageAttempts {

    private final MailAddressing addressing;
    private final JdbcClient jdbc;

    MessageAttempts(MailAddressing addressing, JdbcClient jdbc) {
        this.addressing = addressing;
        this.jdbc = jdbc;
    }

    /**
     * A message and what became of it.
     *
     * @param text as it was frozen for all of this language
     * @param providerId what the SMS provider calls it, or a mail's Message-ID; null until it has left
     * @param reason why it failed or was withdrawn: a stable word
     * @param detail the provider's own words
     * @param sentAt when the provider accepted it
     * @param finishedAt since when the state is final, as far as one knows
     */
    public record Attempt(
            Channel channel,
            String address,
            MessageText text,
            MessageState state,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable String providerId,
            @Nullable Instant sentAt,
            @Nullable Instant finishedAt) {}

    /** The first one first. */
    public List<Attempt> of(DispatchKey dispatch, long recipient) {
        return jdbc.sql("""
                        select m.*, d.channel, t.subject, t.body
                        from dispatch d
                        join message m on m.dispatch_id = d.id and m.recipient = :recipient
                        join dispatch_text t on t.dispatch_id = d.id and t.language = m.language
                        where d.flow = :flow and d.run = :run
                        order by m.step
                        """)
                .param("flow", dispatch.flow())
                .param("run", dispatch.run())
                .param("recipient", recipient)
                .query((row, number) -> attempt(row))
                .list();
    }

    private Attempt attempt(ResultSet row) throws SQLException {
        var channel = Channel.valueOf(row.getString("channel"));
        var sentAt = Sender.instant(row, "sent_at");
        return new Attempt(
                channel,
                row.getString("address"),
                new MessageText(row.getString("subject"), row.getString("body")),
                MessageState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("detail"),
                channel == Channel.SMS || sentAt == null ? row.getString("provider_id") : messageId(row),
                sentAt,
                Sender.instant(row, "finished_at"));
    }

    private String messageId(ResultSet row) throws SQLException {
        var createdAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
        return addressing.messageId(row.getLong("id"), row.getInt("step"), createdAt);
    }
}
