package fr.paraphe.mission;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts following the missions that were saved along with many others, each in its own transaction: one that fails
 * stops no other and is tried again later.
 */
@Service
class MissionFollowing {

    private static final Logger log = LoggerFactory.getLogger(MissionFollowing.class);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(5);
    private static final int MISSIONS_AT_ONCE = 100;

    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    MissionFollowing(ApplicationEventPublisher events, TransactionTemplate transaction, JdbcClient jdbc, Clock clock) {
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return whether there were any */
    boolean followSome() {
        var some = jdbc.sql("""
                        select number from mission
                        where not followed and (follow_after is null or follow_after <= :now)
                        order by id limit :limit""")
                .param("now", OffsetDateTime.now(clock))
                .param("limit", MISSIONS_AT_ONCE)
                .query((row, n) -> new MissionNumber(row.getString("number")))
                .list();
        some.forEach(this::follow);
        return !some.isEmpty();
    }

    private void follow(MissionNumber number) {
        try {
            transaction.executeWithoutResult(status -> waiting(number).forEach(this::follow));
        } catch (RuntimeException e) {
            log.error("Mission {} could not be followed; it is tried again in {}", number, TRY_AGAIN_AFTER, e);
            jdbc.sql("update mission set follow_after = ? where number = ?")
                    .params(OffsetDateTime.now(clock).plus(TRY_AGAIN_AFTER), number.value())
                    .update();
        }
    }

    private record Waiting(MissionSaved saved, boolean sign) {}

    /** Held until the transaction ends; nothing if it is followed already, or another node is about to. */
    private List<Waiting> waiting(MissionNumber number) {
        return jdbc.sql("""
                        select a.code, m.sign_at_once from mission m join account a on a.id = m.account_id
                        where m.number = ? and not m.followed for update of m skip locked""")
                .param(number.value())
                .query((row, n) ->
                        new Waiting(new MissionSaved(number, row.getString("code")), row.getBoolean("sign_at_once")))
                .list();
    }

    private void follow(Waiting mission) {
        events.publishEvent(mission.saved());
        if (mission.sign()) {
            events.publishEvent(new SignatureAsked(mission.saved().number()));
        }
    }
}
