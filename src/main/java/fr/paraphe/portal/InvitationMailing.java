package fr.paraphe.portal;

import fr.paraphe.account.AccountId;
import fr.paraphe.message.Channel;
import fr.paraphe.message.MessageSending;
import fr.paraphe.partner.PartnerId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mails of an invitation: the first one, the reminders, and when the next one is due. */
@Service
@Transactional
public class InvitationMailing {

    private final Invitations invitations;
    private final PortalTexts texts;
    private final MessageSending messages;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ReminderCalendar calendar;

    InvitationMailing(
            Invitations invitations,
            PortalTexts texts,
            MessageSending messages,
            PortalSettings settings,
            JdbcClient jdbc,
            Clock clock) {
        this.invitations = invitations;
        this.texts = texts;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
        this.calendar = new ReminderCalendar(settings.reminderDays(), settings.reminderTime(), clock.getZone());
    }

    /** Whom a mail is to, as things stand now. */
    private record Addressee(
            long invitation,
            AccountId account,
            String accountCode,
            String agency,
            PartnerId partner,
            String mail,
            String language) {}

    /** Queues the first mail; doing so twice queues one. */
    public void send(InvitationNumber number) {
        queue(number, PortalTexts.Kind.INVITATION);
    }

    /** Queues a reminder with a code of its own; the earlier code is good no more. */
    public void remind(InvitationNumber number) {
        queue(number, PortalTexts.Kind.REMINDER);
    }

    /** Whoever cannot be written to at present is left out; the address may be corrected until the next time. */
    private void queue(InvitationNumber number, PortalTexts.Kind kind) {
        addressee(number)
                .ifPresent(to -> codeMail(to).ifPresent(codeMail -> {
                    var mail = texts.of(kind, to.agency());
                    var dispatch = mail.dispatch(InvitationMails.FLOW, to.accountCode());
                    messages.compose(dispatch, to.account(), Channel.MAIL, mail.texts());
                    messages.queueOne(dispatch, codeMail, to.mail(), to.language());
                }));
    }

    private Optional<Addressee> addressee(InvitationNumber number) {
        return jdbc.sql("""
                        select i.id, i.account_id, a.code, a.name, p.id as partner_id, p.mail, p.language
                        from portal_invitation i
                        join account a on a.id = i.account_id
                        join partner p on p.id = i.partner_id
                        where i.number = ? and i.state = 'WAITING' and p.mail_problem is null
                        for update of i""")
                .param(number.value())
                .query((row, n) -> new Addressee(
                        row.getLong("id"),
                        new AccountId(row.getLong("account_id")),
                        row.getString("code"),
                        row.getString("name"),
                        new PartnerId(row.getLong("partner_id")),
                        row.getString("mail"),
                        row.getString("language")))
                .optional();
    }

    /** At most one a day: empty if today's is queued already. */
    private Optional<Long> codeMail(Addressee to) {
        return jdbc.sql("""
                        insert into portal_code_mail (invitation_id, mail, due_on, queued_at) values (?, ?, ?, ?)
                        on conflict (invitation_id, due_on) do nothing returning id""")
                .params(to.invitation(), Space.login(to.mail()), LocalDate.now(clock), OffsetDateTime.now(clock))
                .query(Long.class)
                .optional();
    }

    /** When the next reminder is due; empty if none is left. */
    @Transactional(readOnly = true)
    public Optional<Instant> nextReminder(InvitationNumber number) {
        return calendar.next(firstMail(number), clock.instant());
    }

    private Instant firstMail(InvitationNumber number) {
        return jdbc.sql("""
                        select coalesce(
                          (select min(queued_at) from portal_code_mail where invitation_id = i.id), i.invited_at)
                        from portal_invitation i where i.number = ?""")
                .param(number.value())
                .query(OffsetDateTime.class)
                .optional()
                .orElseThrow(PortalRefused::neverInvited)
                .toInstant();
    }

    /** No reminder is left. */
    public void giveUp(InvitationNumber number) {
        invitations.giveUp(number);
    }
}
