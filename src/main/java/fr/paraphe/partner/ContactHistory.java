package fr.paraphe.partner;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who changed what about the way a partner is reached. */
@Repository
public class ContactHistory {

    private final JdbcClient jdbc;
    private final Clock clock;

    ContactHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param by the user, or what imported the change */
    public record Entry(ContactChange change, String by, Instant at) {}

    /** The latest first. */
    public List<Entry> of(PartnerId partner) {
        return jdbc.sql("""
                        select field, old_value, new_value, changed_by, changed_at
                        from partner_contact_change
                        where partner_id = ?
                        order by id desc
                        """)
                .param(partner.value())
                .query((row, number) -> new Entry(
                        new ContactChange(
                                ContactField.valueOf(row.getString("field")),
                                row.getString("old_value"),
                                row.getString("new_value")),
                        row.getString("changed_by"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void add(PartnerId partner, List<ContactChange> changes, String by) {
        for (var change : changes) {
            jdbc.sql("""
                            insert into partner_contact_change
                              (partner_id, field, old_value, new_value, changed_by, changed_at)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            partner.value(),
                            change.field().name(),
                            change.before(),
                            change.after(),
                            by,
                            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
        }
    }
}
