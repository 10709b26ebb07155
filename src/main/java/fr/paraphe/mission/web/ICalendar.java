package fr.paraphe.mission.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.mission.CalendarFeeds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes all-day events as RFC 5545 has them: CRLF, escaped texts, lines folded at 75 octets. */
final class ICalendar {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_LINE = 75;

    private final StringBuilder text = new StringBuilder();

    private ICalendar() {}

    static String of(String name, List<CalendarFeeds.Event> events, Instant now) {
        var calendar = new ICalendar();
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//Paraphe//Missions//FR");
        calendar.line("X-WR-CALNAME:" + escaped(name));
        events.forEach(event -> calendar.event(event, now));
        calendar.line("END:VCALENDAR");
        return calendar.text.toString();
    }

    private void event(CalendarFeeds.Event event, Instant now) {
        line("BEGIN:VEVENT");
        line("UID:" + event.uid());
        line("DTSTAMP:" + MOMENT.format(now));
        line("DTSTART;VALUE=DATE:" + DAY.format(event.day()));
        line("DTEND;VALUE=DATE:" + DAY.format(event.day().plusDays(1)));
        line("SUMMARY:" + escaped(event.title()));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

    /** Folded between characters, never inside one. */
    private void line(String content) {
        var octets = 0;
        for (var i = 0; i < content.length(); ) {
            var character = Character.toString(content.codePointAt(i));
            var size = character.getBytes(UTF_8).length;
            if (octets + size > LONGEST_LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += size;
            i += character.length();
        }
        text.append("\r\n");
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n");
    }
}
