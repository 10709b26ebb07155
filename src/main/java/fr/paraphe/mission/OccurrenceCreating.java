package fr.paraphe.mission;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
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
    private final MissionCalendar calendar;
    private final MissionSettings settings;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    OccurrenceCreating(
            MissionAccess access,
            Missions missions,
            MissionCalendar calendar,
            MissionSettings settings,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.missions = missions;
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
                .map(due ->
                        due.isAfter(clock.instant()) || access.isOn(mission.account()) ? due : calendar.nextMorning())
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
        if (!due.isEmpty()) {
            missions.tell(mission.id(), MissionEvent.What.CREATED, due.size());
            create(mission, due).forEach(events::publishEvent);
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

    /** In one statement, as very much may fall due on one day; what clients are to be told of it is noted, too. */
    private List<TaskCreated> create(Mission mission, List<Due> due) {
        return jdbc.sql("""
                        with due as (
                          select * from unnest(cast(:offerings as bigint[]), cast(:ns as integer[]),
                              cast(:firstNs as integer[]), cast(:frequencies as text[]), cast(:quantities as integer[]), cast(:titles as text[]),
                              cast(:dueOn as date[]))
                            with ordinality as d (offering_id, n, first_n, frequency, quantity, title, due_on, place)),
                        created as (
                          insert into occurrence
                            (mission_id, offering_id, n, first_n, frequency, quantity, title, due_on, created_at)
                          select :mission, offering_id, n, first_n, frequency, quantity, title, due_on, :now from due
                          on conflict do nothing returning id, offering_id, n),
                        next as (
                          update mission_offering l set next_n = last.n + 1
                          from (select offering_id, max(n) as n from due group by offering_id) last
                          where l.mission_id = :mission and l.offering_id = last.offering_id),
                        tasks as (
                          insert into mission_task
                            (number, kind, occurrence_id, position, account_id, client_id, text, due_on, assignee, state)
                          select next_mission_task_number(i.kind, :year), i.kind, created.id, i.position, :account,
                            :client, i.text, due.due_on, o.assignee, 'OPEN'
                          from created
                          join due on due.offering_id = created.offering_id and due.n = created.n
                          join offering o on o.id = created.offering_id
                          join offering_item i on i.offering_id = o.id
                          order by due.place, i.position
                          returning id, number, kind, assignee, due_on),
                        notices as (
                          insert into request_notice (task_id, client_id, kind, noted_on, noted_at)
                          select id, :client, 'NEW', :today, :now from tasks where kind = 'REQUEST')
                        select tasks.*, a.code from tasks join account a on a.id = :account order by tasks.id""")
                .param("offerings", each(due, one -> one.line().offering().value(), Long[]::new))
                .param("ns", each(due, Due::n, Integer[]::new))
                .param("firstNs", each(due, one -> one.line().firstN(), Integer[]::new))
                .param("frequencies", each(due, one -> one.line().frequency().name(), String[]::new))
                .param("quantities", each(due, one -> one.line().quantity(), Integer[]::new))
                .param("titles", each(due, one -> one.line().title(), String[]::new))
                .param("dueOn", each(due, one -> one.occurrence().dueOn().toString(), String[]::new))
                .param("mission", mission.id())
                .param("now", OffsetDateTime.now(clock))
                .param("year", LocalDate.now(clock).getYear())
                .param("today", LocalDate.now(clock))
                .param("account", mission.account().value())
                .param("client", mission.client().value())
                .query((row, n) -> new TaskCreated(
                        new TaskNumber(row.getString("number")),
                        ItemKind.valueOf(row.getString("kind")),
                        row.getString("code"),
                        row.getString("assignee"),
                        requireNonNull(row.getObject("due_on", LocalDate.class))))
                .list();
    }

    private static <T> T[] each(List<Due> due, Function<Due, @Nullable T> value, IntFunction<T[]> array) {
        return due.stream().map(value).toArray(array);
    }
}
