package fr.paraphe.mission;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerFilter;
import fr.paraphe.partner.PartnerListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** "Tâches": requests and tasks for lists and pages, as far as the person at work sees them. */
@Service
@Transactional(readOnly = true)
public class TaskReading {

    private static final String FROM = """
            from mission_task t
            join occurrence o on o.id = t.occurrence_id
            join mission m on m.id = o.mission_id
            join partner p on p.id = t.client_id
            """;

    private static final String SELECT = """
            select t.*, o.title, o.frequency, o.n - o.first_n + 1 as n, o.quantity, m.number as mission, p.reference,
              p.given_name,
              p.family_name, coalesce(p.mail_problem,
                (select 'UNSUBSCRIBED' from partner_alert_off f
                  where f.partner_id = p.id and f.alert = 'INFORMATION_REQUEST')) as unreachable,
              %s as asked_on
            """.formatted(RequestTelling.ASKED_ON) + FROM;

    private final MissionAccess access;
    private final PartnerListing listing;
    private final RequestReminders reminders;
    private final JdbcClient jdbc;
    private final Clock clock;

    TaskReading(MissionAccess access, PartnerListing listing, MissionSettings settings, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.listing = listing;
        this.reminders = settings.reminders(clock.getZone());
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param next the last one of this page, where the next one begins; null on the last */
    public record Page(List<TaskView> rows, @Nullable TaskNumber next) {}

    /** What the filter found: how many there are, how many of them are settled, wait for a check, or are late. */
    public record Summary(long all, long settled, long answered, long late) {}

    /** The same for one client. */
    public record Progress(long clientId, String clientName, long all, long settled, long late) {}

    /**
     * What is due first on top.
     *
     * @param after the last one of the page before; null: the first page
     */
    public Page list(TaskFilter filter, @Nullable TaskNumber after, int size, Locale language) {
        var rows = jdbc.sql(SELECT + where(filter) + """
                         and (cast(:after as text) is null or (t.due_on, t.id) > (
                           select due_on, id from mission_task where number = :after))
                        order by t.due_on, t.id limit :limit""")
                .params(params(filter))
                .param("after", after == null ? null : after.value())
                .param("limit", size + 1)
                .query((row, number) -> view(row, language))
                .list();
        return rows.size() <= size
                ? new Page(rows, null)
                : new Page(rows.subList(0, size), rows.get(size - 1).number());
    }

    public Summary summary(TaskFilter filter) {
        return jdbc.sql("""
                        select count(*) as found, count(*) filter (where t.state in ('DONE', 'CLOSED')) as settled,
                          count(*) filter (where t.state = 'ANSWERED') as answered,
                          count(*) filter (where t.state = 'OPEN' and t.due_on < :today) as late
                        """ + FROM + where(filter))
                .params(params(filter))
                .query((row, n) -> new Summary(
                        row.getLong("found"), row.getLong("settled"), row.getLong("answered"), row.getLong("late")))
                .single();
    }

    /** By client, those with most that is late first. */
    public List<Progress> progress(TaskFilter filter, int limit) {
        return jdbc.sql("""
                        select p.id, p.given_name, p.family_name, count(*) as found,
                          count(*) filter (where t.state in ('DONE', 'CLOSED')) as settled,
                          count(*) filter (where t.state = 'OPEN' and t.due_on < :today) as late
                        """ + FROM + where(filter)
                        + " group by p.id order by late desc, p.search_name, p.id limit :limit")
                .params(params(filter))
                .param("limit", limit)
                .query((row, n) -> new Progress(
                        row.getLong("id"),
                        MissionReading.name(row.getString("given_name"), row.getString("family_name")),
                        row.getLong("found"),
                        row.getLong("settled"),
                        row.getLong("late")))
                .list();
    }

    /** @throws MissionRefused if the person sees no such one */
    public TaskView byNumber(TaskNumber number, Locale language) {
        return jdbc.sql(SELECT + " where t.number = :number and t.account_id = any(:accounts)")
                .param("number", number.value())
                .param("accounts", ids(access.accountIds(null)))
                .query((row, n) -> view(row, language))
                .optional()
                .orElseThrow(MissionRefused::unknownTask);
    }

    /**
     * What the client answered, or what staff said about it.
     *
     * @param document the id of a file in the client's vault; null: a text alone
     * @param staff whose words these are: a login; null: the client's
     */
    public record Said(
            boolean byClient,
            @Nullable String text,
            @Nullable Long document,
            @Nullable String documentName,
            @Nullable String staff,
            Instant at) {}

    /** The oldest first. */
    public List<Said> exchange(TaskView request) {
        return jdbc.sql("""
                        select e.*, d.name, case when e.side = 'STAFF' then e.said_by end as staff
                        from request_exchange e left join document d on d.id = e.document_id
                        where e.task_id = ? order by e.id""")
                .param(request.id())
                .query((row, n) -> new Said(
                        row.getString("side").equals("CLIENT"),
                        row.getString("text"),
                        row.getObject("document_id", Long.class),
                        row.getString("name"),
                        row.getString("staff"),
                        row.getObject("said_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What the client was told by mail, reminders included; the oldest first. */
    public List<RequestMail> mails(TaskView request) {
        return jdbc.sql("""
                        select n.kind, coalesce(m.sent_at, n.noted_at) as at, case
                            when n.dropped is not null then n.dropped
                            when m.state in ('SENT', 'DELIVERED') then 'SENT'
                            when m.state = 'BOUNCED' then 'RETURNED'
                            when m.state in ('FAILED', 'SKIPPED', 'UNCERTAIN') then 'FAILED'
                            else 'WAITING' end as outcome
                        from request_notice n
                        join mission_task t on t.id = n.task_id
                        left join message_outcome m
                          on m.flow = :flow and m.account_id = t.account_id and m.recipient = n.mail_id
                        where n.task_id = :task order by n.id""")
                .param("flow", RequestMails.FLOW)
                .param("task", request.id())
                .query((row, n) -> new RequestMail(
                        RequestMail.Kind.valueOf(row.getString("kind")),
                        RequestMail.Outcome.valueOf(row.getString("outcome")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What tasks are about, by their numbers, in words: "Dupont SARL · Rappel TVA 04/2027". */
    public Map<String, String> subjects(Collection<String> numbers, Locale language) {
        return jdbc
                .sql(SELECT + " where t.number = any(:numbers)")
                .param("numbers", numbers.toArray(String[]::new))
                .query((row, n) -> view(row, language))
                .list()
                .stream()
                .collect(toMap(
                        task -> task.number().value(),
                        task -> task.clientName() + " · " + task.title()
                                + (task.kind() == ItemKind.TASK ? " · " + task.text() : "")));
    }

    private String where(TaskFilter filter) {
        var sql = new StringBuilder(" where t.account_id = any(:accounts)");
        if (filter.client() != null) {
            sql.append(" and t.client_id = :client");
        }
        if (filter.text() != null) {
            sql.append(" and t.client_id in (").append(clients(filter).sql()).append(")");
        }
        if (filter.kind() != null) {
            sql.append(" and t.kind = :kind");
        }
        if (filter.state() != null) {
            sql.append(" and t.state = :state");
        }
        if (filter.from() != null) {
            sql.append(" and t.due_on >= :from");
        }
        if (filter.to() != null) {
            sql.append(" and t.due_on <= :to");
        }
        if (filter.assignee() != null) {
            sql.append(" and t.assignee = :assignee");
        }
        if (filter.late()) {
            sql.append(" and t.state = 'OPEN' and t.due_on < :today");
        }
        if (filter.open()) {
            sql.append(" and t.state in ('OPEN', 'ANSWERED')");
        }
        return sql.toString();
    }

    private Map<String, @Nullable Object> params(TaskFilter filter) {
        var params = new HashMap<String, @Nullable Object>();
        params.put("accounts", ids(access.accountIds(filter.account())));
        if (filter.text() != null) {
            params.putAll(clients(filter).params());
        }
        params.put("client", filter.client());
        params.put("kind", filter.kind() == null ? null : filter.kind().name());
        params.put("state", filter.state() == null ? null : filter.state().name());
        params.put("from", filter.from());
        params.put("to", filter.to());
        params.put("assignee", filter.assignee());
        params.put("today", LocalDate.now(clock));
        return params;
    }

    private PartnerListing.Selection clients(TaskFilter filter) {
        return listing.selection(
                new PartnerFilter(access.accountIds(filter.account()), null, filter.text(), null, null));
    }

    private TaskView view(ResultSet row, Locale language) throws SQLException {
        var due = requireNonNull(row.getObject("due_on", LocalDate.class));
        var kind = ItemKind.valueOf(row.getString("kind"));
        var state = TaskState.valueOf(row.getString("state"));
        var unreachable = row.getString("unreachable");
        var isFollowed = kind == ItemKind.REQUEST && state == TaskState.OPEN && unreachable == null;
        var nextReminder = isFollowed
                ? reminders
                        .next(due, requireNonNull(row.getObject("asked_on", LocalDate.class)), clock.instant())
                        .orElse(null)
                : null;
        return new TaskView(
                row.getLong("id"),
                new TaskNumber(row.getString("number")),
                kind,
                new MissionNumber(row.getString("mission")),
                row.getLong("client_id"),
                row.getString("reference"),
                MissionReading.name(row.getString("given_name"), row.getString("family_name")),
                row.getString("title") + " " + ClientRequests.period(row, due).in(language),
                row.getString("text"),
                due,
                state,
                state == TaskState.OPEN && due.isBefore(LocalDate.now(clock)),
                row.getString("assignee"),
                row.getString("settled_by"),
                MissionReading.instant(row.getObject("settled_at", OffsetDateTime.class)),
                unreachable,
                nextReminder,
                isFollowed && nextReminder == null);
    }

    private static Long[] ids(Collection<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toArray(Long[]::new);
    }
}
