package fr.paraphe.mission;

import fr.paraphe.message.Channel;
import fr.paraphe.message.MessageSending;
import fr.paraphe.partner.Alert;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells clients of their requests. What is to be told is noted first; what one client is to be told at about the same
 * time leaves as one mail.
 */
@Service
@Transactional
public class RequestTelling {

    /** The day on which the client was last asked, for queries whose task is {@code t}. */
    static final String ASKED_ON =
            "(select coalesce(max(noted_on), t.due_on) from request_notice n where n.task_id = t.id and n.kind <> 'REMINDER')";

    private static final int CLIENTS_AT_ONCE = 500;

    private final RequestMails mails;
    private final MessageSending messages;
    private final MissionSettings settings;
    private final RequestReminders reminders;
    private final JdbcClient jdbc;
    private final Clock clock;

    RequestTelling(
            RequestMails mails, MessageSending messages, MissionSettings settings, JdbcClient jdbc, Clock clock) {
        this.mails = mails;
        this.messages = messages;
        this.settings = settings;
        this.reminders = settings.reminders(clock.getZone());
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The client is to be told of a request that is asked again. */
    public void announceAgain(TaskNumber number) {
        note(number, "AGAIN");
    }

    /** The client is to be reminded of a request; one that is answered at this very moment is left alone. */
    public void remind(TaskNumber number) {
        note(number, "REMINDER");
    }

    /**
     * When the client is first reminded of a request that is created now; empty if no reminder is left. Nothing is read
     * for it, as it is asked for each request of a day on which very many fall due.
     */
    public Optional<Instant> firstReminder(Instant dueAt) {
        var now = clock.instant();
        return reminders.next(LocalDate.ofInstant(dueAt, clock.getZone()), LocalDate.now(clock), now);
    }

    /** When the client is reminded next; empty if no reminder is left. */
    @Transactional(readOnly = true)
    public Optional<Instant> nextReminder(TaskNumber number) {
        return jdbc.sql("select due_on, " + ASKED_ON + " as asked_on from mission_task t where number = ?")
                .param(number.value())
                .query((row, n) -> reminders.next(
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("asked_on", LocalDate.class),
                        clock.instant()))
                .single();
    }

    private void note(TaskNumber number, String kind) {
        jdbc.sql("""
                        insert into request_notice (task_id, client_id, kind, noted_on, noted_at)
                        select t.id, t.client_id, :kind, :today, :now from mission_task t
                        where t.number = :number and t.state = 'OPEN'
                        on conflict (task_id, kind) where mail_id is null and dropped is null do nothing""")
                .param("kind", kind)
                .param("today", LocalDate.now(clock))
                .param("now", OffsetDateTime.now(clock))
                .param("number", number.value())
                .update();
    }

    /**
     * Queues a mail to each client whom something is to be told, once nothing more falls due for that client at this
     * moment.
     *
     * @return whether there may be more
     */
    boolean queueSome() {
        dropUnwanted();
        var queued = jdbc
                .sql("""
                        with waiting as (
                          select n.client_id, min(n.noted_at) as since, max(n.noted_at) as latest
                          from request_notice n where n.mail_id is null and n.dropped is null
                          group by n.client_id),
                        ready as (
                          select w.client_id from waiting w
                          where w.since <= :atMost
                            or w.latest <= :within and not exists (
                              select from mission m
                              where m.client_id = w.client_id and m.status = 'SIGNED' and m.next_creation_at <= :now)
                          order by w.client_id limit :limit),
                        held as (
                          select p.id from partner p where p.id in (select client_id from ready)
                          order by p.id for no key update skip locked),
                        mails as (
                          insert into request_mail (client_id, queued_at) select id, :now from held
                          returning id, client_id)
                        update request_notice n set mail_id = mails.id
                        from mails where n.client_id = mails.client_id and n.mail_id is null and n.dropped is null
                        returning n.mail_id""")
                .param("now", OffsetDateTime.now(clock))
                .param("within", OffsetDateTime.now(clock).minus(settings.groupWithin()))
                .param("atMost", OffsetDateTime.now(clock).minus(settings.groupAtMost()))
                .param("limit", CLIENTS_AT_ONCE)
                .query(Long.class)
                .list()
                .stream()
                .distinct()
                .toArray(Long[]::new);
        mails.alike(queued).forEach(alike -> {
            var text = alike.text();
            messages.compose(text.dispatch(), alike.account().id(), Channel.MAIL, text.texts());
            messages.queue(text.dispatch(), """
                            select m.id, p.mail, p.language from request_mail m join partner p on p.id = m.client_id
                            where m.id = any(:mails)""", Map.of("mails", alike.mails()));
        });
        return queued.length > 0;
    }

    /** By the contact policy, and as things stand now. */
    private void dropUnwanted() {
        jdbc.sql("""
                        update request_notice n
                        set dropped = case
                          when t.state <> 'OPEN' then 'SETTLED'
                          when not o.is_on then 'MODULE_OFF'
                          when p.mail_problem is not null then p.mail_problem
                          else 'UNSUBSCRIBED' end
                        from mission_task t
                        join account_option o on o.account_id = t.account_id and o.option = 'MISSIONS', partner p
                        where n.mail_id is null and n.dropped is null and t.id = n.task_id and p.id = n.client_id
                          and (t.state <> 'OPEN' or not o.is_on or p.mail_problem is not null
                            or exists (select from partner_alert_off f where f.partner_id = p.id and f.alert = ?))""").param(Alert.INFORMATION_REQUEST.name()).update();
    }
}
