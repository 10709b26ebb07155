package fr.paraphe.mission.web;

import static java.util.Objects.requireNonNullElse;

import fr.paraphe.mission.Frequency;
import fr.paraphe.mission.MissionDraft;
import fr.paraphe.mission.MissionView;
import fr.paraphe.mission.Offering;
import fr.paraphe.mission.Recurrence;
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
 * @param client reference of the client; where many are meant, how their names or references begin
 */
record MissionForm(
        @Nullable String client,
        @Nullable String name,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate start,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate end,
        @Nullable List<Line> lines) {

    /**
     * One offering; its title and lead time are shown, not typed.
     *
     * @param dueDay kept where the first due date was moved to the end of a shorter month; else null
     * @param suggested the first due date that was prefilled: as long as it is what is typed, it follows the start
     */
    record Line(
            long offering,
            @Nullable String title,
            @Nullable Integer leadDays,
            @Nullable Frequency frequency,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate firstDue,
            @Nullable Integer dueDay,
            @Nullable String quantity,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate suggested) {}

    static MissionForm fresh(@Nullable String client, List<Offering> offerings, LocalDate today) {
        return new MissionForm(client, "", today, today.plusYears(1).minusDays(1), List.of()).completed(offerings);
    }

    static MissionForm of(MissionView view, List<Offering> offerings) {
        var lines = view.lines().stream()
                .map(line -> new Line(
                        line.offering(),
                        null,
                        null,
                        line.frequency(),
                        line.firstDue(),
                        line.dueDay(),
                        Objects.toString(line.quantity(), null),
                        null))
                .toList();
        return new MissionForm(view.clientReference(), view.name(), view.start(), view.end(), lines)
                .completed(offerings);
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
        return requireNonNullElse(lines, List.<Line>of()).stream().filter(line -> line.frequency() != null);
    }

    /** A row for each offering, those of the mission first; a first due date that nobody typed follows the start. */
    MissionForm completed(List<Offering> offerings) {
        var rows = offerings.stream().map(this::row).toList();
        return new MissionForm(
                client,
                name,
                start,
                end,
                Stream.concat(
                                rows.stream().filter(line -> line.frequency() != null),
                                rows.stream().filter(line -> line.frequency() == null))
                        .toList());
    }

    private Line row(Offering offering) {
        var suggestion = start == null ? null : start.plusDays(offering.leadDays());
        return typed(offering)
                .map(line -> new Line(
                        line.offering(),
                        offering.title(),
                        offering.leadDays(),
                        line.frequency(),
                        line.firstDue() == null || line.firstDue().equals(line.suggested())
                                ? suggestion
                                : line.firstDue(),
                        line.dueDay(),
                        line.quantity(),
                        suggestion))
                .orElseGet(() -> new Line(
                        offering.id().value(),
                        offering.title(),
                        offering.leadDays(),
                        null,
                        suggestion,
                        null,
                        null,
                        suggestion));
    }

    private Optional<Line> typed(Offering offering) {
        return requireNonNullElse(lines, List.<Line>of()).stream()
                .filter(line -> line.offering() == offering.id().value())
                .findFirst();
    }

    /** The same, each offering from its next due date on, so that nothing of the past is created. */
    MissionForm fromNextDueDates(LocalDate today) {
        var rows = requireNonNullElse(lines, List.<Line>of()).stream()
                .map(line -> new Line(
                        line.offering(),
                        line.title(),
                        line.leadDays(),
                        line.frequency(),
                        nextDue(line, today),
                        dueDay(line),
                        line.quantity(),
                        line.suggested()))
                .toList();
        return new MissionForm(client, name, start, end, rows);
    }

    private @Nullable LocalDate nextDue(Line line, LocalDate today) {
        return line.frequency() == null || line.firstDue() == null || end == null
                ? line.firstDue()
                : Recurrence.nextDue(line.frequency(), line.firstDue(), line.dueDay(), end, today)
                        .orElse(line.firstDue());
    }

    private static @Nullable Integer dueDay(Line line) {
        return line.dueDay() != null || line.firstDue() == null
                ? line.dueDay()
                : Integer.valueOf(line.firstDue().getDayOfMonth());
    }
}
