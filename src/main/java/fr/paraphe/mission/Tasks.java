package fr.paraphe.mission;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests and tasks one by one, and their states. */
@Repository
class Tasks {

    private final MissionAccess access;
    private final JdbcClient jdbc;
    private final Clock clock;

    Tasks(MissionAccess access, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Held until the transaction ends.
     *
     * @throws MissionRefused if the person at work, if any, sees no such one or may not change it
     */
    Task toChange(TaskNumber number, ItemKind kind) {
        return find(number, "for update")
                .filter(task -> task.kind() == kind)
                .filter(task -> access.mayChange(task.account()))
                .orElseThrow(MissionRefused::unknownTask);
    }

    /**
     * A request of one of these clients, held until the transaction ends; others', and without the module, do not
     * exist.
     */
    Task ofClient(TaskNumber number, Collection<PartnerId> clients) {
        return find(number, "for update")
                .filter(task -> task.kind() == ItemKind.REQUEST && clients.contains(task.client()))
                .filter(task -> access.isOn(task.account()))
                .orElseThrow(MissionRefused::unknownTask);
    }

    private Optional<Task> find(TaskNumber number, String lock) {
        return jdbc.sql("select * from mission_task where number = ? " + lock)
                .param(number.value())
                .query(Tasks::task)
                .optional();
    }

    void write(Task task, TaskState state) {
        jdbc.sql("update mission_task set state = ? where id = ?")
                .params(state.name(), task.id())
                .update();
    }

    /** Nothing is written if it is this person's already, as when it is created. */
    void assign(TaskNumber number, @Nullable String assignee) {
        jdbc.sql(
                        "update mission_task set assignee = :assignee where number = :number and assignee is distinct from :assignee")
                .param("assignee", assignee)
                .param("number", number.value())
                .update();
    }

    void settle(Task task, TaskState state, @Nullable String by) {
        jdbc.sql("update mission_task set state = ?, settled_by = ?, settled_at = ? where id = ?")
                .params(state.name(), by, OffsetDateTime.now(clock), task.id())
                .update();
    }

    /** @param document null: a text alone */
    void say(Task task, String side, @Nullable String text, @Nullable Long document, String by) {
        jdbc.sql("""
                        insert into request_exchange (task_id, side, text, document_id, said_by, said_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(task.id(), side, text, document, by, OffsetDateTime.now(clock))
                .update();
    }

    /** Whether the client has said something since staff asked, or asked again. */
    boolean clientHasSaidMore(Task task) {
        return jdbc.sql("""
                        select side = 'CLIENT' from request_exchange where task_id = ? order by id desc limit 1""").param(task.id()).query(Boolean.class).optional().orElse(false);
    }

    private static Task task(ResultSet row, int number) throws SQLException {
        return new Task(
                row.getLong("id"),
                new TaskNumber(row.getString("number")),
                ItemKind.valueOf(row.getString("kind")),
                new AccountId(row.getLong("account_id")),
                new PartnerId(row.getLong("client_id")),
                row.getObject("due_on", LocalDate.class),
                TaskState.valueOf(row.getString("state")));
    }
}
