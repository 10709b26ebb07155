package fr.paraphe.mission;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything that a mission has created and will create, in the order of due dates. */
@Component
class MissionCalendar {

    private static final Comparator<PlannedOccurrence> BY_DATE =
            Comparator.comparing(PlannedOccurrence::dueOn).thenComparing(PlannedOccurrence::title);

    private final MissionSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    MissionCalendar(MissionSettings settings, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** When an occurrence is created. */
    Instant instant(Recurrence.Occurrence occurrence) {
        var day = occurrence.createdOn();
        return (occurrence.atOnce() ? day.atStartOfDay() : day.atTime(settings.creationTime()))
                .atZone(clock.getZone())
                .toInstant();
    }

    List<PlannedOccurrence> of(Mission mission, List<MissionLine> lines, Locale language) {
        return requireNonNull(of(Map.of(mission, lines), language).get(mission));
    }

    /** Each mission's, in the order of the missions. */
    Map<Mission, List<PlannedOccurrence>> of(Map<Mission, List<MissionLine>> missions, Locale language) {
        var created = created(missions.keySet(), language);
        var calendars = new LinkedHashMap<Mission, List<PlannedOccurrence>>();
        missions.forEach((mission, lines) -> {
            var all = new ArrayList<>(created.getOrDefault(mission.id(), List.of()));
            if (mission.status().isAlive()) {
                lines.forEach(line -> all.addAll(planned(mission, line, language)));
            }
            all.sort(BY_DATE);
            calendars.put(mission, all);
        });
        return calendars;
    }

    private List<PlannedOccurrence> planned(Mission mission, MissionLine line, Locale language) {
        var now = clock.instant();
        return line.recurrence(mission, LocalDate.now(clock))
                .from(line.nextRank())
                .map(occurrence -> new PlannedOccurrence(
                        line.offering().value(),
                        line.title(),
                        line.firstN() + occurrence.rank(),
                        line.period(occurrence).in(language),
                        occurrence.dueOn(),
                        occurrence.createdOn(),
                        instant(occurrence).isAfter(now)
                                ? PlannedOccurrence.State.TO_COME
                                : PlannedOccurrence.State.AT_ONCE))
                .toList();
    }

    private record Of(long mission, PlannedOccurrence occurrence) {}

    /** By the missions' ids. */
    private Map<Long, List<PlannedOccurrence>> created(Set<Mission> missions, Locale language) {
        return jdbc
                .sql("select * from occurrence where mission_id = any(:missions)")
                .param("missions", missions.stream().map(Mission::id).toArray(Long[]::new))
                .query((row, number) -> new Of(
                        row.getLong("mission_id"),
                        new PlannedOccurrence(
                                row.getLong("offering_id"),
                                row.getString("title"),
                                row.getInt("n"),
                                new Period(
                                                Frequency.valueOf(row.getString("frequency")),
                                                requireNonNull(row.getObject("due_on", LocalDate.class)),
                                                row.getInt("n") - row.getInt("first_n") + 1,
                                                row.getObject("quantity", Integer.class))
                                        .in(language),
                                requireNonNull(row.getObject("due_on", LocalDate.class)),
                                row.getObject("created_at", OffsetDateTime.class)
                                        .atZoneSameInstant(clock.getZone())
                                        .toLocalDate(),
                                PlannedOccurrence.State.CREATED)))
                .list()
                .stream()
                .collect(groupingBy(Of::mission, mapping(Of::occurrence, toList())));
    }

    /** The next time at which occurrences are created. */
    Instant nextMorning() {
        var now = ZonedDateTime.now(clock);
        var today = now.with(settings.creationTime());
        return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
    }

    /** The first due date of a line that is still to come; null: none is left, or it does not come back. */
    @Nullable
    LocalDate nextDue(Mission mission, MissionLine line) {
        var today = LocalDate.now(clock);
        return line.firstDue() == null
                ? null
                : line.recurrence(mission, today)
                        .nextFrom(line.nextRank(), today)
                        .map(Recurrence.Occurrence::dueOn)
                        .orElse(null);
    }
}
