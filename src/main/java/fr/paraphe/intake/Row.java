package fr.paraphe.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file: what its cells say, by the fields of their columns.
 *
 * @param line where it begins, counted from 1 as editors do
 * @param flaw why it cannot be read at all ({@code intake.row.<flaw>}); null: it can
 */
record Row(long line, Map<String, String> cells, @Nullable String flaw) {

    private static final Map<String, Boolean> YES_OR_NO = Map.ofEntries(
            Map.entry("oui", true),
            Map.entry("vrai", true),
            Map.entry("yes", true),
            Map.entry("true", true),
            Map.entry("1", true),
            Map.entry("non", false),
            Map.entry("faux", false),
            Map.entry("no", false),
            Map.entry("false", false),
            Map.entry("0", false));

    /** {@code 16/09/2026}, {@code 16/09/2026 08:00}; {@code 2026-09-16}, {@code 2026-09-16T08:00+02:00}. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("[d/M/uuuu[ H:mm[:ss]]][uuuu-MM-dd[['T'][ ]HH:mm[:ss]]]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .appendPattern("[XXX]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2199;

    static Row unreadable(long line, String flaw) {
        return new Row(line, Map.of(), flaw);
    }

    /** What the cell says; null if it is missing or blank. */
    @Nullable
    String text(Column column) {
        var cell = cells.get(column.field());
        return cell == null || cell.isBlank() ? null : cell.strip();
    }

    <E> @Nullable E oneOf(Column column, Map<String, E> meanings) throws WrongCell {
        var text = text(column);
        if (text == null) {
            return null;
        }
        var meaning = meanings.get(Words.plain(text));
        if (meaning == null) {
            throw new WrongCell(column, "unknown-word");
        }
        return meaning;
    }

    boolean yes(Column column) throws WrongCell {
        return Boolean.TRUE.equals(oneOf(column, YES_OR_NO));
    }

    @Nullable
    LocalDate date(Column column, ZoneId zone) throws WrongCell {
        var instant = instant(column, zone);
        return instant == null ? null : LocalDate.ofInstant(instant, zone);
    }

    /** A date alone is its first moment in that zone. */
    @Nullable
    Instant instant(Column column, ZoneId zone) throws WrongCell {
        var text = text(column);
        if (text == null) {
            return null;
        }
        try {
            var instant = instant(MOMENT.parseBest(text, Instant::from, LocalDateTime::from, LocalDate::from), zone);
            var year = instant.atZone(zone).getYear();
            if (year >= EARLIEST_YEAR && year <= LATEST_YEAR) {
                return instant;
            }
        } catch (DateTimeException e) {
            // told below, as a year that nobody means is
        }
        throw new WrongCell(column, "wrong-date");
    }

    private static Instant instant(TemporalAccessor moment, ZoneId zone) {
        if (moment instanceof Instant instant) {
            return instant;
        }
        return moment instanceof LocalDateTime dateTime
                ? dateTime.atZone(zone).toInstant()
                : LocalDate.from(moment).atStartOfDay(zone).toInstant();
    }
}
