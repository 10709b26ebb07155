package fr.paraphe.portal;

import fr.paraphe.account.Accounts;
import fr.paraphe.partner.Alert;
import fr.paraphe.partner.ContactPoint;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerAlerts;
import fr.paraphe.partner.PartnerFilter;
import fr.paraphe.partner.PartnerListing;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Invites partners to open their space: one, or all that a filter finds. Who may see whom is the caller's matter. */
@Service
@Transactional
public class Inviting {

    private static final int PROCESSES_AT_ONCE = 100;

    /** A partner who can be written to, has no space, waits for no answer to an earlier mail, and has not said no. */
    private static final String CAN_BE_INVITED = """
            partner.mail_problem is null
            and not exists (select from portal_membership where partner_id = partner.id)
            and not exists (select from portal_invitation where partner_id = partner.id and state = 'WAITING')
            and not exists (select from partner_alert_off where partner_id = partner.id and alert = 'INVITATION')
            """;

    private final Invitations invitations;
    private final Spaces spaces;
    private final PartnerAlerts alerts;
    private final PartnerListing listing;
    private final Accounts accounts;
    private final PortalSettings settings;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    Inviting(
            Invitations invitations,
            Spaces spaces,
            PartnerAlerts alerts,
            PartnerListing listing,
            Accounts accounts,
            PortalSettings settings,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.invitations = invitations;
        this.spaces = spaces;
        this.alerts = alerts;
        this.listing = listing;
        this.accounts = accounts;
        this.settings = settings;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param isNew false: the partner had just been invited, and that invitation goes on */
    public record Invited(Invitation invitation, boolean isNew) {}

    /**
     * Invites a partner; an older invitation ends. Doing so twice within a short while is doing it once.
     *
     * @param by the user
     * @throws PortalRefused if no mail can be sent, the partner wants none, or has a space already
     */
    public Invited invite(Partner partner, String by) {
        if (spaces.hasSpace(partner.id())) {
            throw PortalRefused.spaceOpen();
        }
        if (partner.mailProblem() != null) {
            throw PortalRefused.unreachable();
        }
        if (!alerts.isOn(partner.id(), Alert.INVITATION, ContactPoint.MAIL)) {
            throw PortalRefused.unsubscribed();
        }
        return inviteToSign(partner, by);
    }

    /** The same for a partner who has a contract to sign: a way in is needed, whatever invitations are wanted. */
    Invited inviteToSign(Partner partner, String by) {
        var earlier = invitations.waitingOf(partner.id());
        if (earlier.isPresent()) {
            var justNow = clock.instant().minus(settings.sameInvitationWithin());
            if (earlier.get().invitedAt().isAfter(justNow)) {
                return new Invited(earlier.get(), false);
            }
            invitations.settle(earlier.get(), InvitationState.REPLACED);
        }
        return start(partner, by);
    }

    private Invited start(Partner partner, String by) {
        var number = jdbc.sql("""
                        insert into portal_invitation
                          (number, account_id, partner_id, state, invited_by, invited_at, started)
                        values (next_invitation_number(:year), :account, :partner, 'WAITING', :by, :now, true)
                        on conflict (partner_id) where state = 'WAITING' do nothing
                        returning number""")
                .param("year", OffsetDateTime.now(clock).getYear())
                .param("account", partner.account().value())
                .param("partner", partner.id().value())
                .param("by", by)
                .param("now", OffsetDateTime.now(clock))
                .query(String.class)
                .optional();
        number.ifPresent(one -> events.publishEvent(new PartnerInvited(
                new InvitationNumber(one), accounts.byId(partner.account()).code())));
        return new Invited(invitations.latestOf(partner.id()).orElseThrow(), number.isPresent());
    }

    /** How many of the partners that the filter finds would be invited. */
    @Transactional(readOnly = true)
    public long count(PartnerFilter filter) {
        var found = listing.selection(filter);
        return jdbc.sql("select count(*) from partner where id in (" + found.sql() + ") and " + CAN_BE_INVITED)
                .params(found.params())
                .query(Long.class)
                .single();
    }

    /**
     * Invites all partners that the filter finds and who can be invited; who waits for an answer already is left alone.
     * Their mails leave in the background.
     *
     * @return how many
     */
    public int inviteAll(PartnerFilter filter, String by) {
        var found = listing.selection(filter);
        var params = new HashMap<>(found.params());
        params.put("invitedBy", by);
        params.put("invitedAt", OffsetDateTime.now(clock));
        params.put("year", OffsetDateTime.now(clock).getYear());
        return jdbc.sql("""
                        insert into portal_invitation
                          (number, account_id, partner_id, state, invited_by, invited_at, started)
                        select next_invitation_number(:year), account_id, id, 'WAITING', :invitedBy, :invitedAt, false
                        from partner where id in (%s) and %s
                        on conflict (partner_id) where state = 'WAITING' do nothing
                        """.formatted(found.sql(), CAN_BE_INVITED))
                .params(params)
                .update();
    }

    /**
     * Starts following some of those who were invited along with many others.
     *
     * @return whether there were any
     */
    boolean startSome() {
        var invited = jdbc.sql("""
                        update portal_invitation i set started = true
                        from account a
                        where a.id = i.account_id and i.id in (
                          select id from portal_invitation where not started order by id limit :limit
                          for update skip locked)
                        returning i.number, a.code""")
                .param("limit", PROCESSES_AT_ONCE)
                .query((row, n) ->
                        new PartnerInvited(new InvitationNumber(row.getString("number")), row.getString("code")))
                .list();
        invited.forEach(events::publishEvent);
        return !invited.isEmpty();
    }
}
