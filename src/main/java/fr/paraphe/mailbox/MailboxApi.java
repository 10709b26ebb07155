package fr.paraphe.mailbox;

import fr.paraphe.mailbox.CaughtMessage.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was caught, for scripts and tests. */
@RestController
@ConditionalOnBooleanProperty("paraphe.mailbox.open")
class MailboxApi {

    private static final int AT_MOST = 1000;

    private final CaughtMessages messages;

    MailboxApi(CaughtMessages messages) {
        this.messages = messages;
    }

    /** @param count how many messages match, shown or not */
    record Found(long count, List<Message> messages) {}

    /** A message; what the other kind has is absent. */
    record Message(
            long id,
            Kind kind,
            Instant at,
            String from,
            String to,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String html,
            @Nullable List<String> attachments,
            @Nullable String sid,
            @Nullable Integer segments,
            @Nullable String status) {

        static Message of(CaughtMessage message) {
            if (message instanceof CaughtMail mail) {
                var content = mail.content();
                return new Message(
                        mail.id(),
                        mail.kind(),
                        mail.at(),
                        mail.from(),
                        mail.to(),
                        content.subject(),
                        content.text(),
                        content.html(),
                        content.attachments().stream()
                                .map(MailContent.Attachment::name)
                                .toList(),
                        null,
                        null,
                        null);
            }
            var sms = (CaughtSms) message;
            return new Message(
                    sms.id(),
                    sms.kind(),
                    sms.at(),
                    sms.from(),
                    sms.to(),
                    null,
                    sms.body(),
                    null,
                    null,
                    sms.sid(),
                    sms.segments(),
                    sms.status().word());
        }
    }

    /** The newest first; {@code before} the last id leads to the older ones. */
    @GetMapping("/mailbox/api/messages")
    Found messages(MailboxFilter filter, @RequestParam(defaultValue = "100") int limit) {
        var found = messages.find(filter.wantedHere(), Math.min(Math.max(limit, 0), AT_MOST));
        return new Found(
                messages.count(filter.wanted()), found.stream().map(Message::of).toList());
    }
}
