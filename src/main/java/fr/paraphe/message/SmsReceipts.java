package fr.paraphe.message;

import com.twilio.security.RequestValidator;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * What the SMS provider reports about messages that it has. Reports come in any order, more than once, and sometimes
 * before the sender has written down that the message was accepted.
 */
@Service
public class SmsReceipts {

    private final String callbackUrl;
    private final RequestValidator signatures;
    private final JdbcClient jdbc;
    private final Clock clock;

    SmsReceipts(MessageSettings settings, JdbcClient jdbc, Clock clock) {
        this.callbackUrl = settings.sms().callbackUrl().toString();
        this.signatures = new RequestValidator(settings.sms().authToken());
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether the provider itself signed this report about a message. */
    public boolean isGenuine(long messageId, Map<String, String> report, String signature) {
        return signatures.validate(callbackUrl + "/" + messageId, report, signature);
    }

    /**
     * Writes a report down, unless it is older than what is known or about another sending. It counts more than what a
     * person decided while nobody knew.
     */
    public void record(long messageId, Map<String, String> report) {
        var sid = report.get("MessageSid");
        var word = report.get("MessageStatus");
        if (sid == null || word == null) {
            return;
        }
        var code = report.get("ErrorCode");
        var errorCode = code != null && code.matches("\\d{1,6}") ? Integer.valueOf(code) : null;
        var status = SmsStatus.of(word, errorCode);
        jdbc.sql("""
                        update message set state = :state, reason = :reason, detail = coalesce(:detail, detail),
                          provider_id = :sid, sent_at = coalesce(sent_at, :now),
                          finished_at = case when :state <> 'SENT' then cast(:now as timestamptz) end
                        where id = :id and (provider_id = :sid or provider_id is null)
                          and (state in ('QUEUED', 'SENDING', 'UNCERTAIN', 'SENT')
                            or reason in ('SEND_AGAIN', 'GIVEN_UP') and not superseded)
                          and (state <> 'SENT' or :state <> 'SENT')""")
                .param("id", messageId)
                .param("sid", sid)
                .param("state", status.state().name())
                .param(
                        "reason",
                        status.reason() == null ? null : status.reason().name())
                .param("detail", errorCode == null ? null : "Twilio " + errorCode)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }
}
