package fr.paraphe.mission.web;

import static java.util.Objects.requireNonNullElse;

import fr.paraphe.mission.Frequency;
import fr.paraphe.mission.MissionDraft;
import fr.paraphe.mission.MissionView;
import fr.paraphe.mission.Offering;
import fr.paraphe.mission.PlannedOccurrence;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/**
 * A mission as it is typed. The form has a row for each offering of the account; those with a frequency are in the
 * mission.
 *
 * @param client reference of the client; where many are meant, words of their names or references
 */
record MissionForm(
        @Nullable String client,
        @Nullable String name,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate start,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate end,
        @Nullable List<Line> offerings) {

    /**
     * One offering; its title and lead time are shown, not typed.
     *
     * @param dueDay kept where the first due date was moved to the end of a shorter month; else null
     * @param suggested the first due date that was prefilled: as long as it is what is typed, it follows the start
     * @param shown the first due date that the page showed: another one that is typed tells its day itself
     */
    record Line(
            long offering,
            @Nullable String title,
            @Nullable Integer leadDays,
            @Nullable Frequency frequency,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate firstDue,
            @Nullable Integer dueDay,
            @Nullable String quantity,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate suggested,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate shown) {

        static Line ofNone(Offering offering) {
            return new Line(
                    offering.id().value(), offering.title(), offering.leadDays(), null, null, null, null, null, null);
        }

        Line of(Offering offering) {
            return new Line(
                    this.offering,
                    offering.title(),
                    offering.leadDays(),
                    frequency,
                    firstDue,
                    Objects.equals(firstDue, shown) ? dueDay : null,
                    quantity,
                    suggested,
                    shown);
        }

        Line suggesting(@Nullable LocalDate suggestion) {
            var isTyped = firstDue != null && !firstDue.equals(suggested);
            return isTyped || Objects.equals(firstDue, suggestion)
                    ? from(firstDue, dueDay, suggestion)
                    : from(suggestion, null, suggestion);
        }

        Line from(@Nullable LocalDate firstDue, @Nullable Integer dueDay, @Nullable LocalDate suggested) {
            return new Line(offering, title, leadDays, frequency, firstDue, dueDay, quantity, suggested, shown);
        }
    }

    static MissionForm fresh(@Nullable String client, List<Offering> known, LocalDate today) {
        return new MissionForm(client, "", today, today.plusYears(1).minusDays(1), List.of())
                .completed(known)
                .followingStart();
    }

    static MissionForm of(MissionView view, List<Offering> known) {
        var lines = view.lines().stream()
                .map(line -> new Line(
                        line.offering(),
                        null,
                        null,
                        line.frequency(),
                        line.firstDue(),
                        line.dueDay(),
                        Objects.toString(line.quantity(), null),
                        null,
                        line.firstDue()))
                .toList();
        return new MissionForm(view.clientReference(), view.name(), view.start(), view.end(), lines)
                .completed(known)
                .followingStart();
    }

    String clientOrEmpty() {
        return requireNonNullElse(client, "");
    }

    MissionDraft draft() {
        return new MissionDraft(
                name,
                start,
                end,
                chosen().map(line -> new MissionDraft.Line(
                                line.offering(),
                                line.frequency(),
                                line.firstDue(),
                                Texts.number(line.quantity()),
                                line.dueDay()))
                        .toList());
    }

    private Stream<Line> chosen() {
        return requireNonNullElse(offerings, List.<Line>of()).stream().filter(line -> line.frequency() != null);
    }

    /** What was typed, with a row for each offering, those of the mission first. */
    MissionForm completed(List<Offering> known) {
        var rows = known.stream()
                .map(offering -> typed(offering).map(line -> line.of(offering)).orElseGet(() -> Line.ofNone(offering)))
                .toList();
        return with(Stream.concat(
                        rows.stream().filter(line -> line.frequency() != null),
                        rows.stream().filter(line -> line.frequency() == null))
                .toList());
    }

    private Optional<Line> typed(Offering offering) {
        return requireNonNullElse(offerings, List.<Line>of()).stream()
                .filter(line -> line.offering() == offering.id().value())
                .findFirst();
    }

    /** To be shown, never to be saved unseen: a first due date that nobody typed follows the start. */
    MissionForm followingStart() {
        return with(requireNonNullElse(offerings, List.<Line>of()).stream()
                .map(line -> line.suggesting(
                        start == null || line.leadDays() == null ? null : start.plusDays(line.leadDays())))
                .toList());
    }

    /**
     * The same, each offering that would create something of the past from its next due date on.
     *
     * @param calendar what would be created
     */
    MissionForm fromNextDueDates(List<PlannedOccurrence> calendar, LocalDate today) {
        return with(requireNonNullElse(offerings, List.<Line>of()).stream()
                .map(line -> nextDue(line, calendar, today)
                        .map(due -> line.from(due, dueDay(line), line.suggested()))
                        .orElse(line))
                .toList());
    }

    private static Optional<LocalDate> nextDue(Line line, List<PlannedOccurrence> calendar, LocalDate today) {
        var planned = calendar.stream()
                .filter(one -> one.offering() == line.offering() && one.state() != PlannedOccurrence.State.CREATED)
                .map(PlannedOccurrence::dueOn)
                .toList();
        return planned.stream().noneMatch(due -> due.isBefore(today))
                ? Optional.empty()
                : planned.stream().filter(due -> !due.isBefore(today)).findFirst();
    }

    private static @Nullable Integer dueDay(Line line) {
        return line.dueDay() != null || line.firstDue() == null
                ? line.dueDay()
                : Integer.valueOf(line.firstDue().getDayOfMonth());
    }

    private MissionForm with(List<Line> lines) {
        return new MissionForm(client, name, start, end, lines);
    }
}
