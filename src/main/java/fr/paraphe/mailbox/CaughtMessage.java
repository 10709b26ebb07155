package fr.paraphe.mailbox;

import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;

/** Something that would have left for a person. Ids grow with time. */
sealed interface CaughtMessage permits CaughtMail, CaughtSms {

    enum Kind {
        MAIL,
        SMS
    }

    Kind kind();

    long id();

    Instant at();

    String from();

    String to();

    /** What a person reads of it, a mail's subject included. */
    Stream<String> words();

    /** About how many bytes it takes in memory. */
    int size();

    default boolean mentions(String text) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(to()), words())
                .anyMatch(words -> words.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
