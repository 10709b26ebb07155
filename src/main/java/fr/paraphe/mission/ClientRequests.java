package fr.paraphe.mission;

import static java.util.Objects.requireNonNull;

import fr.paraphe.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The requests of some clients, as those see them. Others', and those of an account without the module, do not exist
 * here.
 */
@Service
@Transactional(readOnly = true)
public class ClientRequests {

    private static final String OF_CLIENTS = """
            t.kind = 'REQUEST' and t.client_id = any(:clients) and exists (
              select from account_option m where m.account_id = t.account_id and m.option = 'MISSIONS' and m.is_on)
            """;

    private static final String SELECT = """
            select t.*, o.frequency, o.n - o.first_n + 1 as n, o.quantity, a.name as account
            from mission_task t
            join occurrence o on o.id = t.occurrence_id
            join account a on a.id = t.account_id
            where
            """ + OF_CLIENTS;

    private final JdbcClient jdbc;
    private final Clock clock;

    ClientRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those that await an answer, what is due first on top. */
    public List<ClientRequest> open(Collection<PartnerId> clients, int limit, Locale language) {
        return list("and t.state = 'OPEN' order by t.due_on, t.id limit :limit", clients, limit, language);
    }

    public long countOpen(Collection<PartnerId> clients) {
        return jdbc.sql("select count(*) from mission_task t where t.state = 'OPEN' and " + OF_CLIENTS)
                .param("clients", ids(clients))
                .query(Long.class)
                .single();
    }

    /** Those that were answered or need no answer any more, the latest first. */
    public List<ClientRequest> answered(Collection<PartnerId> clients, int limit, Locale language) {
        return list("and t.state <> 'OPEN' order by t.due_on desc, t.id desc limit :limit", clients, limit, language);
    }

    /** @throws MissionRefused if none of these clients has it */
    public ClientRequest byNumber(TaskNumber number, Collection<PartnerId> clients, Locale language) {
        return jdbc.sql(SELECT + "and t.number = :number")
                .param("clients", ids(clients))
                .param("number", number.value())
                .query((row, n) -> request(row, exchange(row.getLong("id")), language))
                .optional()
                .orElseThrow(MissionRefused::unknownTask);
    }

    private List<ClientRequest> list(String which, Collection<PartnerId> clients, int limit, Locale language) {
        return jdbc.sql(SELECT + which)
                .param("clients", ids(clients))
                .param("limit", limit)
                .query((row, n) -> request(row, List.of(), language))
                .list();
    }

    /** The oldest first. */
    private List<ClientRequest.Said> exchange(long task) {
        return jdbc.sql("""
                        select e.*, d.name from request_exchange e left join document d on d.id = e.document_id
                        where e.task_id = ? order by e.id""")
                .param(task)
                .query((row, n) -> new ClientRequest.Said(
                        row.getString("side").equals("CLIENT"),
                        row.getString("text"),
                        row.getObject("document_id", Long.class),
                        row.getString("name"),
                        row.getObject("said_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private ClientRequest request(ResultSet row, List<ClientRequest.Said> exchange, Locale language)
            throws SQLException {
        var due = requireNonNull(row.getObject("due_on", LocalDate.class));
        var state = TaskState.valueOf(row.getString("state"));
        return new ClientRequest(
                new TaskNumber(row.getString("number")),
                row.getString("account"),
                row.getString("text"),
                period(row, due).in(language),
                due,
                state,
                state == TaskState.OPEN && due.isBefore(LocalDate.now(clock)),
                exchange);
    }

    static Period period(ResultSet row, LocalDate due) throws SQLException {
        return new Period(
                Frequency.valueOf(row.getString("frequency")),
                due,
                row.getInt("n"),
                row.getObject("quantity", Integer.class));
    }

    private static Long[] ids(Collection<PartnerId> clients) {
        return clients.stream().map(PartnerId::value).toArray(Long[]::new);
    }
}
