package fr.paraphe.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails that came back after they were accepted, as the mail service or a report in the mailbox tells. */
@Service
public class MailBounces {

    private static final String MAC = "HmacSHA256";
    private static final Pattern MESSAGE_ID = Pattern.compile("<?(\\d{1,18})\\.(\\d{1,9})\\.([0-9a-z]{1,12})@[^>]+>?");
    private static final int LONGEST_REASON = 500;

    private final @Nullable String secret;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    MailBounces(MessageSettings settings, JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.secret = settings.mail().bounceSecret();
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** @param signature {@code sha256=} and the HMAC of the report's bytes under the shared secret, in hexadecimal */
    public boolean isGenuine(byte[] report, String signature) {
        return secret != null
                && MessageDigest.isEqual(("sha256=" + hmac(secret, report)).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    /**
     * Writes down that a mail came back, in a transaction of its own. Told twice, it counts once.
     *
     * @param messageId the mail's header, with or without its angle brackets
     * @param hard whether the address will never work
     * @return false if no mail of ours has this id
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean record(String messageId, boolean hard, @Nullable String reason) {
        var id = MESSAGE_ID.matcher(messageId.strip());
        if (!id.matches()) {
            return false;
        }
        var found = find(Long.parseLong(id.group(1)), Integer.parseInt(id.group(2)), id.group(3));
        found.filter(mail -> bounce(mail.id(), reason))
                .ifPresent(mail ->
                        events.publishEvent(new MailBounced(mail.dispatch(), mail.recipient(), mail.address(), hard)));
        return found.isPresent();
    }

    private record Sent(long id, DispatchKey dispatch, long recipient, String address) {}

    private Optional<Sent> find(long id, int step, String createdAt) {
        return jdbc.sql("""
                        select d.flow, d.run, m.recipient, m.address, m.created_at
                        from message m join dispatch d on d.id = m.dispatch_id
                        where m.id = ? and m.step = ? and d.channel = 'MAIL'""")
                .params(id, step)
                .query((row, number) -> {
                    var millis = row.getObject("created_at", OffsetDateTime.class)
                            .toInstant()
                            .toEpochMilli();
                    return Long.toString(millis, Character.MAX_RADIX).equals(createdAt)
                            ? Optional.of(new Sent(
                                    id,
                                    new DispatchKey(row.getString("flow"), row.getString("run")),
                                    row.getLong("recipient"),
                                    row.getString("address")))
                            : Optional.<Sent>empty();
                })
                .optional()
                .flatMap(sent -> sent);
    }

    private boolean bounce(long id, @Nullable String reason) {
        return jdbc.sql("""
                        update message set state = 'BOUNCED', reason = :reason, detail = :detail,
                          sent_at = coalesce(sent_at, :now), finished_at = :now
                        where id = :id and state in ('SENT', 'DELIVERED', 'SENDING', 'UNCERTAIN')""")
                        .param("id", id)
                        .param("reason", FailureReason.NOT_DELIVERED.name())
                        .param("detail", shortened(reason))
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    private static @Nullable String shortened(@Nullable String reason) {
        if (reason == null) {
            return null;
        }
        var printable = reason.replaceAll("\\p{Cntrl}+", " ");
        return printable.length() <= LONGEST_REASON ? printable : printable.substring(0, LONGEST_REASON);
    }

    private static String hmac(String secret, byte[] report) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), MAC));
            return HexFormat.of().formatHex(mac.doFinal(report));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }
}
