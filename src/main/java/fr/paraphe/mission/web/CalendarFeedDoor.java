package fr.paraphe.mission.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.mission.CalendarFeeds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where calendar programs fetch due dates; the secret in the address is all that they have. */
@RestController
@Tag(name = "Missions")
class CalendarFeedDoor {

    /** Whatever the program says that it accepts: there is nothing else. */
    private static final MediaType CALENDAR = new MediaType("text", "calendar", UTF_8);

    private final CalendarFeeds feeds;
    private final MessageSource messages;
    private final Clock clock;

    CalendarFeedDoor(CalendarFeeds feeds, MessageSource messages, Clock clock) {
        this.feeds = feeds;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/calendars/{token}.ics")
    @Operation(summary = "The due dates of signed missions as iCalendar, by a secret address")
    ResponseEntity<byte[]> feed(@PathVariable String token, Locale locale) {
        var name = messages.getMessage("mission.feed.name", null, locale);
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .body(ICalendar.of(name, feeds.events(token, locale), clock.instant())
                        .getBytes(UTF_8));
    }
}
