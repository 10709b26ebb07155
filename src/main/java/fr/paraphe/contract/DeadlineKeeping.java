package fr.paraphe.contract;

import fr.paraphe.account.HolidayCalendarChosen;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the stored deadlines right when an account's public holidays change. */
@Component
class DeadlineKeeping {

    private static final String DATED =
            "account_id = :account and status = 'AWAITING_SIGNATURE' and legal_due_at is not null";

    private final JdbcClient jdbc;
    private final SignatureDeadlines deadlines;
    private final ZoneId zone;

    DeadlineKeeping(JdbcClient jdbc, SignatureDeadlines deadlines, Clock clock) {
        this.jdbc = jdbc;
        this.deadlines = deadlines;
        this.zone = clock.getZone();
    }

    /** The legal deadline depends on the start's day alone, so each day is computed once. */
    @EventListener
    void recompute(HolidayCalendarChosen chosen) {
        var days = startDays(chosen.account().value());
        jdbc.sql("""
                        update contract set legal_due_at = due.legal
                        from unnest(cast(:days as date[]), cast(:legal as timestamptz[])) due (day, legal)
                        where %s and cast(start_at at time zone :zone as date) = due.day and legal_due_at <> due.legal
                        """.formatted(DATED))
                .param("account", chosen.account().value())
                .param("zone", zone.getId())
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                .param(
                        "legal",
                        days.stream()
                                .map(day -> legal(day, chosen.calendar()))
                                .map(legal -> legal.atOffset(ZoneOffset.UTC).toString())
                                .toArray(String[]::new))
                .update();
    }

    private List<LocalDate> startDays(long account) {
        return jdbc.sql("select distinct cast(start_at at time zone :zone as date) from contract where " + DATED)
                .param("account", account)
                .param("zone", zone.getId())
                .query(LocalDate.class)
                .list();
    }

    private Instant legal(LocalDate day, String calendar) {
        return deadlines.of(day.atStartOfDay(zone).toInstant(), calendar).legal();
    }
}
