package fr.paraphe.vault;

import fr.paraphe.partner.PartnerId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Legal holds: while one stands, nothing of its partner is erased. Whether the asker may is the caller's matter. */
@Repository
@Transactional
public class LegalHolds {

    private final JdbcClient jdbc;
    private final Clock clock;

    LegalHolds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param liftedAt null: it stands */
    public record Hold(
            String reason,
            String setBy,
            Instant setAt,
            @Nullable String liftedBy,
            @Nullable Instant liftedAt) {}

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<Hold> of(PartnerId partner) {
        return jdbc.sql("select * from legal_hold where partner_id = ? order by id desc")
                .param(partner.value())
                .query((row, number) -> new Hold(
                        row.getString("reason"),
                        row.getString("set_by"),
                        row.getObject("set_at", OffsetDateTime.class).toInstant(),
                        row.getString("lifted_by"),
                        Optional.ofNullable(row.getObject("lifted_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list();
    }

    @Transactional(readOnly = true)
    public boolean isOn(PartnerId partner) {
        return jdbc.sql("select on_legal_hold(?)")
                .param(partner.value())
                .query(Boolean.class)
                .single();
    }

    /** @return false: one stands already, and stays as it is */
    public boolean set(PartnerId partner, String reason, String by) {
        return jdbc.sql("""
                        insert into legal_hold (partner_id, reason, set_by, set_at) values (?, ?, ?, ?)
                        on conflict (partner_id) where lifted_at is null do nothing""")
                        .params(partner.value(), reason, by, OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** @return false: none stands */
    public boolean lift(PartnerId partner, String by) {
        return jdbc.sql("update legal_hold set lifted_by = ?, lifted_at = ? where partner_id = ? and lifted_at is null")
                        .params(by, OffsetDateTime.now(clock), partner.value())
                        .update()
                == 1;
    }
}
