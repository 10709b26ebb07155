package fr.paraphe.portal;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.LoginAttempts;
import fr.paraphe.message.Channel;
import fr.paraphe.message.MessageSending;
import fr.paraphe.partner.PartnerDirectory;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A forgotten password: a code by mail, and another password by that code. Whether an address is known is not told, not
 * even by the time that the answer takes: it is looked up later, in the background.
 */
@Service
@Transactional
public class PasswordResetting {

    /** Longer than any address that has a space. */
    private static final int LONGEST_MAIL = 320;

    private final Spaces spaces;
    private final SpacePasswords passwords;
    private final AccessCodes codes;
    private final PortalTexts texts;
    private final PortalSettings settings;
    private final PartnerDirectory partners;
    private final Accounts accounts;
    private final MessageSending messages;
    private final LoginAttempts attempts;
    private final JdbcClient jdbc;
    private final Clock clock;

    PasswordResetting(
            Spaces spaces,
            SpacePasswords passwords,
            AccessCodes codes,
            PortalTexts texts,
            PortalSettings settings,
            PartnerDirectory partners,
            Accounts accounts,
            MessageSending messages,
            LoginAttempts attempts,
            JdbcClient jdbc,
            Clock clock) {
        this.spaces = spaces;
        this.passwords = passwords;
        this.codes = codes;
        this.texts = texts;
        this.settings = settings;
        this.partners = partners;
        this.accounts = accounts;
        this.messages = messages;
        this.attempts = attempts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes that somebody wants a code sent to this address.
     *
     * @param address the visitor's network address
     * @throws fr.paraphe.account.TooManyLogins if too much was tried from there lately
     */
    public void ask(String mail, String address) {
        var who = "portal asks " + Space.login(mail);
        attempts.refuseIfExhausted(who, address);
        attempts.failed(who, address);
        if (mail.length() <= LONGEST_MAIL) {
            jdbc.sql("insert into portal_password_request (mail, asked_at) values (?, ?) on conflict (mail) do nothing")
                    .params(Space.login(mail), OffsetDateTime.now(clock))
                    .update();
        }
    }

    /** Queues mails for those who asked and have a space, and forgets who asked. */
    void answer() {
        jdbc.sql("""
                        delete from portal_password_request where mail in (
                          select mail from portal_password_request order by asked_at limit 50 for update skip locked)
                        returning mail""")
                .query(String.class)
                .list()
                .forEach(mail -> spaces.byMail(mail).ifPresent(this::queue));
    }

    private void queue(Space space) {
        accountOf(space)
                .ifPresent(account -> codeMail(space).ifPresent(codeMail -> {
                    var mail = texts.of(PortalTexts.Kind.PASSWORD, account.name());
                    var dispatch = mail.dispatch(PasswordMails.FLOW, account.code());
                    messages.compose(dispatch, account.id(), Channel.MAIL, mail.texts());
                    messages.queueOne(dispatch, codeMail, space.mail(), space.language());
                }));
    }

    private Optional<Account> accountOf(Space space) {
        return spaces.partnersOf(space.id()).stream()
                .findFirst()
                .map(partner -> accounts.byId(partners.byId(partner).account()));
    }

    /** Empty if one was queued a moment ago: nobody fills somebody else's mailbox. */
    private Optional<Long> codeMail(Space space) {
        return jdbc.sql("""
                        insert into portal_code_mail (space_id, mail, due_on, queued_at)
                        select :space, :mail, :today, :now
                        where not exists (
                          select from portal_code_mail where space_id = :space and queued_at > :lately)
                        returning id""")
                .param("space", space.id().value())
                .param("mail", space.mail())
                .param("today", LocalDate.now(clock))
                .param("now", OffsetDateTime.now(clock))
                .param("lately", OffsetDateTime.now(clock).minus(settings.passwordMailEvery()))
                .query(Long.class)
                .optional();
    }

    /**
     * Chooses another password by a code; all sessions end.
     *
     * @param address the visitor's network address
     * @throws PortalRefused if the code is none for this address or is good no more, or the password breaks a rule:
     *     then the code stays good
     * @throws fr.paraphe.account.TooManyLogins if too many were tried lately
     */
    public void reset(String mail, String code, String password, String confirmation, String address) {
        var who = SpacePasswords.attempter(mail);
        attempts.refuseIfExhausted(who, address);
        var found = codes.find(mail, code);
        var space = found.map(AccessCodes.Found::space).flatMap(id -> spaces.byId(new SpaceId(id)));
        if (found.isEmpty() || space.isEmpty()) {
            attempts.failed(who, address);
            throw PortalRefused.codeWrong();
        }
        codes.refuseUnlessGood(found.get());
        passwords.choose(space.get(), password, confirmation);
        codes.use(found.get());
    }
}
