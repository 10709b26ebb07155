package fr.paraphe.portal;

import fr.paraphe.secret.ServerSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes that mails bring: 60 random bits, typed as {@code 4F7K-2M9X-QTRP}. Only a keyed hash is stored, from the moment
 * that the mail leaves.
 */
@Repository
class AccessCodes {

    /** Letters and figures that nobody takes for each other. */
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final String PURPOSE = "access-code";

    private final SecureRandom random = new SecureRandom();
    private final ServerSecret secret;
    private final JdbcClient jdbc;
    private final Clock clock;

    AccessCodes(ServerSecret secret, JdbcClient jdbc, Clock clock) {
        this.secret = secret;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A code that was found by what was typed.
     *
     * @param invitation that its mail was about; null for a forgotten password
     * @param space whose password was forgotten; null for an invitation
     * @param latest whether no later mail about the same was queued
     */
    record Found(
            long codeMail,
            @Nullable Long invitation,
            @Nullable Long space,
            String mail,
            Instant expiresAt,
            boolean used,
            boolean latest) {}

    /** A new code for a mail that leaves now. A mail that is sent again has another one; both are good, for one use. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    String make(long codeMail, Duration lasts) {
        var code = draw();
        jdbc.sql("insert into portal_code (hash, code_mail_id, expires_at) values (?, ?, ?)")
                .params(hash(code), codeMail, OffsetDateTime.now(clock).plus(lasts))
                .update();
        return code;
    }

    /** Holds what the code is about, so that of two who use it at once the second one sees it used. */
    Optional<Found> find(String mail, String typed) {
        return hold(mail, typed).flatMap(this::read);
    }

    private Optional<Long> hold(String mail, String typed) {
        return jdbc.sql("""
                        select m.id from portal_code c join portal_code_mail m on m.id = c.code_mail_id
                        where c.hash = :hash and m.mail = :mail
                        for update of m""")
                .param("hash", hash(typed))
                .param("mail", Space.login(mail))
                .query(Long.class)
                .optional();
    }

    /** A statement of its own, so that it sees what another one did while this one waited. */
    private Optional<Found> read(long codeMail) {
        return jdbc.sql("""
                        select m.id, m.invitation_id, m.space_id, m.mail,
                          (select max(expires_at) from portal_code where code_mail_id = m.id) as expires_at,
                          exists (select from portal_code where code_mail_id = m.id and used_at is not null) as used,
                          not exists (
                            select from portal_code_mail later
                            where later.id > m.id
                              and (later.invitation_id = m.invitation_id or later.space_id = m.space_id)) as latest
                        from portal_code_mail m where m.id = ?""")
                .param(codeMail)
                .query((row, number) -> new Found(
                        row.getLong("id"),
                        row.getObject("invitation_id", Long.class),
                        row.getObject("space_id", Long.class),
                        row.getString("mail"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("used"),
                        row.getBoolean("latest")))
                .optional();
    }

    /** @throws PortalRefused if the code was used, has expired or was replaced by a later one */
    void refuseUnlessGood(Found code) {
        if (code.used()) {
            throw PortalRefused.codeUsed();
        }
        if (!code.latest()) {
            throw PortalRefused.codeReplaced();
        }
        if (!clock.instant().isBefore(code.expiresAt())) {
            throw PortalRefused.codeExpired();
        }
    }

    /** Its mail's codes are good no more. */
    void use(Found code) {
        jdbc.sql("update portal_code set used_at = ? where code_mail_id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), code.codeMail())
                .update();
    }

    private String draw() {
        var code = new StringBuilder();
        for (var n = 0; n < LENGTH; n++) {
            if (n > 0 && n % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private byte[] hash(String code) {
        return secret.sign(PURPOSE, plain(code));
    }

    /** As people type it: in any case, with spaces or without hyphens. */
    private static String plain(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    }
}
