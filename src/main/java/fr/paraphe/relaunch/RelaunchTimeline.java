package fr.paraphe.relaunch;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffScope;
import fr.paraphe.partner.PartnerId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to a run, who did it, and when. */
@Repository
class RelaunchTimeline {

    private final JdbcClient jdbc;
    private final CurrentStaff staff;
    private final Clock clock;

    RelaunchTimeline(JdbcClient jdbc, CurrentStaff staff, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.clock = clock;
    }

    void add(long relaunch, RelaunchEvent.What what) {
        add(relaunch, what, null, null);
    }

    /** @param amount contracts, people or messages, as the kind of event says */
    void add(long relaunch, RelaunchEvent.What what, long amount) {
        add(relaunch, what, amount, null);
    }

    /** @param partner whom it is about */
    void add(long relaunch, RelaunchEvent.What what, PartnerId partner) {
        add(relaunch, what, null, partner.value());
    }

    private void add(long relaunch, RelaunchEvent.What what, @Nullable Long amount, @Nullable Long partner) {
        jdbc.sql("""
                        insert into relaunch_event (relaunch_id, what, amount, partner_id, done_by, done_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        relaunch,
                        what.name(),
                        amount,
                        partner,
                        staff.scopeIfAny().map(StaffScope::userId).orElse(null),
                        OffsetDateTime.now(clock))
                .update();
    }

    List<RelaunchEvent> of(long relaunch) {
        return jdbc.sql("""
                        select event.*, concat_ws(' ', partner.family_name, partner.given_name) as about
                        from relaunch_event event
                        left join partner on partner.id = event.partner_id
                        where event.relaunch_id = ? order by event.id
                        """)
                .param(relaunch)
                .query((row, number) -> new RelaunchEvent(
                        RelaunchEvent.What.valueOf(row.getString("what")),
                        row.getObject("amount", Long.class),
                        row.getObject("partner_id") == null ? null : row.getString("about"),
                        row.getString("done_by"),
                        row.getObject("done_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
