package fr.paraphe.relaunch;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffScope;
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
        add(relaunch, what, null);
    }

    /** @param amount contracts, people or messages, as the kind of event says */
    void add(long relaunch, RelaunchEvent.What what, @Nullable Integer amount) {
        jdbc.sql("insert into relaunch_event (relaunch_id, what, amount, done_by, done_at) values (?, ?, ?, ?, ?)")
                .params(
                        relaunch,
                        what.name(),
                        amount,
                        staff.scopeIfAny().map(StaffScope::userId).orElse(null),
                        OffsetDateTime.now(clock))
                .update();
    }

    List<RelaunchEvent> of(long relaunch) {
        return jdbc.sql("select what, amount, done_by, done_at from relaunch_event where relaunch_id = ? order by id")
                .param(relaunch)
                .query((row, number) -> new RelaunchEvent(
                        RelaunchEvent.What.valueOf(row.getString("what")),
                        row.getObject("amount", Long.class),
                        row.getString("done_by"),
                        row.getObject("done_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
