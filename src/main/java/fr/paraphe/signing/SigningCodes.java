package fr.paraphe.signing;

import fr.paraphe.account.Account;
import fr.paraphe.message.Channel;
import fr.paraphe.message.DispatchKey;
import fr.paraphe.message.DueSending;
import fr.paraphe.message.MessageSending;
import fr.paraphe.message.MessageText;
import fr.paraphe.partner.Partner;
import fr.paraphe.vault.DocumentId;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One-time codes for signing. The link to the portal came by mail, so the code goes by SMS: who holds the mailbox alone
 * does not sign.
 */
@Service
class SigningCodes {

    static final int MOST_TRIES = 5;
    static final int MOST_A_DAY = 5;
    private static final Duration EVERY = Duration.ofMinutes(1);

    private static final int SHOWN_END = 2;

    private final CodeMaking making;
    private final MessageSending messages;
    private final DueSending sending;
    private final MessageSource texts;
    private final JdbcClient jdbc;
    private final Clock clock;

    SigningCodes(
            CodeMaking making,
            MessageSending messages,
            DueSending sending,
            MessageSource texts,
            JdbcClient jdbc,
            Clock clock) {
        this.making = making;
        this.messages = messages;
        this.sending = sending;
        this.texts = texts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A code that was right. */
    record Used(String channel, String address) {}

    private record Latest(long id, @Nullable Instant sentAt) {}

    SigningCode state(DocumentId document, Partner partner) {
        var mobile = partner.mobile();
        return new SigningCode(
                mobile == null ? null : covered(mobile),
                latest(document).map(Latest::sentAt).orElse(null));
    }

    /** @throws SigningRefused if no mobile number is known, one was asked for a moment ago, or too many today */
    void queue(DocumentId document, Account account, Partner partner) {
        var mobile = partner.mobile();
        if (mobile == null) {
            throw SigningRefused.noMobileForTheCode();
        }
        var now = clock.instant();
        if (queuedSince(document, now.minus(EVERY)) > 0) {
            throw SigningRefused.codeAskedJustNow();
        }
        if (queuedSince(document, now.minus(Duration.ofDays(1))) >= MOST_A_DAY) {
            throw SigningRefused.tooManyCodes();
        }
        var code = jdbc.sql("""
                        insert into signing_code (document_id, channel, address, queued_at)
                        values (?, 'SMS', ?, ?) returning id
                        """)
                .params(document.value(), covered(mobile), now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        var said = said(account.name());
        var dispatch =
                new DispatchKey(CodeMaking.FLOW, account.id().value() + "-" + Integer.toHexString(said.hashCode()));
        messages.compose(dispatch, account.id(), Channel.SMS, said);
        messages.queueOne(dispatch, code, mobile, partner.language());
    }

    private Map<Locale, MessageText> said(String agency) {
        var said = new LinkedHashMap<Locale, MessageText>();
        for (var language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            var values = new Object[] {agency, CodeMaking.CODE, CodeMaking.LASTS.toMinutes()};
            said.put(language, new MessageText(null, texts.getMessage("signing.code.sms", values, language)));
        }
        return said;
    }

    @Scheduled(fixedDelay = 1_000)
    void sendDue() {
        sending.sendDue(CodeMaking.FLOW);
    }

    /**
     * Takes the latest code, in a transaction of its own: a wrong guess counts, whatever becomes of the signature.
     *
     * @throws SigningRefused if it is missing, wrong, too old, or was guessed at too often
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW, noRollbackFor = SigningRefused.class)
    Used use(DocumentId document, @Nullable String typed) {
        var latest = latest(document).orElseThrow(SigningRefused::codeMissing);
        if (typed == null || typed.isBlank()) {
            throw SigningRefused.codeMissing();
        }
        return jdbc.sql("""
                        update signing_code set tries = tries + 1
                        where id = ? and hash is not null and tries < ? and expires_at > ?
                        returning hash, channel, address
                        """)
                .params(latest.id(), MOST_TRIES, clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    var right = MessageDigest.isEqual(
                            row.getBytes("hash"), making.hash(latest.id(), typed.replaceAll("\\s", "")));
                    return right
                            ? Optional.of(new Used(row.getString("channel"), row.getString("address")))
                            : Optional.<Used>empty();
                })
                .optional()
                .orElseThrow(SigningRefused::codeExpired)
                .orElseThrow(SigningRefused::codeWrong);
    }

    private Optional<Latest> latest(DocumentId document) {
        return jdbc.sql(
                        "select id, queued_at as sent_at from signing_code where document_id = ? order by id desc limit 1")
                .param(document.value())
                .query((row, number) -> new Latest(
                        row.getLong("id"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private int queuedSince(DocumentId document, Instant since) {
        return jdbc.sql("select count(*) from signing_code where document_id = ? and queued_at > ?")
                .params(document.value(), since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private static String covered(String number) {
        return "•• •• •• •• " + number.substring(number.length() - SHOWN_END);
    }
}
