package fr.paraphe.mission;

import fr.paraphe.account.Accounts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates what a signed mission's offerings lead to, each occurrence once: whoever is late creates all that is due, and
 * whoever is second finds nothing left.
 */
@Service
@Transactional
public class OccurrenceCreating {

    private final MissionAccess access;
    private final Missions missions;
    private final Accounts accounts;
    private final MissionCalendar calendar;
    private final MissionSettings settings;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    OccurrenceCreating(
            MissionAccess access,
            Missions missions,
            Accounts accounts,
            MissionCalendar calendar,
            MissionSettings settings,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.missions = missions;
        this.accounts = accounts;
        this.calendar = calendar;
        this.settings = settings;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a mission's process waits for next.
     *
     * @param nextCreation when something is to be created; null: nothing is left. Without the module, what is due waits
     *     for another morning
     * @param over when the mission's last day is over
     */
    public record Plan(@Nullable Instant nextCreation, Instant over) {}

    /** Over all offerings of the mission; in the past, if something should have been created already. */
    public Plan plan(MissionNumber number) {
        var mission = missions.toChange(number);
        var next = missions.lines(mission).stream()
                .flatMap(line -> next(mission, line).stream())
                .map(calendar::instant)
                .min(Comparator.naturalOrder())
                .map(due -> due.isAfter(clock.instant()) || access.isOn(mission.account()) ? due : calendar.nextMorning())
                .orElse(null);
        jdbc.sql("update mission set next_creation_at = ? where id = ?")
                .params(next == null ? null : next.atOffset(ZoneOffset.UTC), mission.id())
                .update();
        return new Plan(
                next, mission.end().plusDays(1).atStartOfDay(clock.getZone()).toInstant());
    }

    /** Creates what is due now, at most so many at once that the transaction stays short. */
    public void createDue(MissionNumber number) {
        var mission = missions.toChange(number);
        if (!mission.isSigned() || !access.isOn(mission.account())) {
            return; // the signature was withdrawn, or the module switched off
        }
        var due = missions.lines(mission).stream()
                .flatMap(line -> due(mission, line).stream())
                .sorted(Comparator.comparing(one -> one.occurrence().createdOn()))
                .limit(settings.atOnce())
                .toList();
        due.forEach(one -> create(mission, one));
        if (!due.isEmpty()) {
            missions.tell(mission.id(), MissionEvent.What.CREATED, due.size());
            tell(mission, due);
        }
    }

    private record Due(MissionLine line, Recurrence.Occurrence occurrence) {

        int n() {
            return line.firstN() + occurrence.rank();
        }
    }

    private List<Due> due(Mission mission, MissionLine line) {
        var now = clock.instant();
        return line.recurrence(mission, LocalDate.now(clock))
                .from(line.nextRank())
                .takeWhile(occurrence -> !calendar.instant(occurrence).isAfter(now))
                .limit(settings.atOnce())
                .map(occurrence -> new Due(line, occurrence))
                .toList();
    }

    private Optional<Recurrence.Occurrence> next(Mission mission, MissionLine line) {
        return line.recurrence(mission, LocalDate.now(clock)).occurrence(line.nextRank());
    }

    private void create(Mission mission, Due due) {
        jdbc.sql("""
                        with created as (
                          insert into occurrence
                            (mission_id, offering_id, n, frequency, quantity, title, due_on, created_at)
                          values (:mission, :offering, :n, :frequency, :quantity, :title, :due, :now)
                          on conflict do nothing returning id, n),
                        next as (
                          update mission_offering set next_n = :n + 1
                          where mission_id = :mission and offering_id = :offering)
                        insert into mission_task
                          (number, kind, occurrence_id, position, account_id, client_id, text, due_on, assignee, state)
                        select next_mission_task_number(i.kind, :year), i.kind, created.id, i.position, :account, :client,
                          i.text, :due, o.assignee, 'OPEN'
                        from created
                        join offering o on o.id = :offering
                        join offering_item i on i.offering_id = o.id
                        order by i.position""")
                .param("mission", mission.id())
                .param("offering", due.line().offering().value())
                .param("n", due.n())
                .param("frequency", due.line().frequency().name())
                .param("quantity", due.line().quantity())
                .param("title", due.line().title())
                .param("due", due.occurrence().dueOn())
                .param("now", OffsetDateTime.now(clock))
                .param("year", LocalDate.now(clock).getYear())
                .param("account", mission.account().value())
                .param("client", mission.client().value())
                .update();
    }

    private void tell(Mission mission, List<Due> created) {
        var account = accounts.byId(mission.account()).code();
        jdbc.sql("""
                        select t.number, t.kind, t.assignee
                        from occurrence o join mission_task t on t.occurrence_id = o.id
                        where o.mission_id = :mission
                          and (o.offering_id, o.n) in (select * from unnest(cast(:offerings as bigint[]), cast(:ns as integer[])))
                        order by t.id""")
                .param("mission", mission.id())
                .param(
                        "offerings",
                        created.stream()
                                .map(due -> due.line().offering().value())
                                .toArray(Long[]::new))
                .param("ns", created.stream().map(Due::n).toArray(Integer[]::new))
                .query((row, n) -> new TaskCreated(
                        new TaskNumber(row.getString("number")),
                        ItemKind.valueOf(row.getString("kind")),
                        account,
                        row.getString("assignee")))
                .list()
                .forEach(events::publishEvent);
    }
}
