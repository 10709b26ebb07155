package fr.paraphe.portal;

import fr.paraphe.message.MailBounced;
import fr.paraphe.message.PersonalPart;
import fr.paraphe.message.PersonalTexts;
import fr.paraphe.partner.Alert;
import fr.paraphe.partner.ContactPoint;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.UnsubscribeLinks;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An invitation's mail brings a code of its own and offers to be the last one; if it comes back, so it is. */
@Component
class InvitationMails implements PersonalTexts {

    static final String FLOW = "invitation";

    private static final String BOUNCE = "retour de mail";

    private final AccessCodes codes;
    private final UnsubscribeLinks links;
    private final Invitations invitations;
    private final PartnerDirectory partners;
    private final PortalSettings settings;
    private final JdbcClient jdbc;

    InvitationMails(
            AccessCodes codes,
            UnsubscribeLinks links,
            Invitations invitations,
            PartnerDirectory partners,
            PortalSettings settings,
            JdbcClient jdbc) {
        this.codes = codes;
        this.links = links;
        this.invitations = invitations;
        this.partners = partners;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    @Override
    public String flow() {
        return FLOW;
    }

    @Override
    public PersonalPart partFor(long codeMail) {
        var partner = jdbc.sql("""
                        select i.partner_id from portal_code_mail m
                        join portal_invitation i on i.id = m.invitation_id where m.id = ?""").param(codeMail).query(Long.class).single();
        var unsubscribe = links.link(new PartnerId(partner), Alert.INVITATION);
        return new PersonalPart(
                Map.of(
                        PortalTexts.CODE,
                        codes.make(codeMail, settings.invitationCodesLast()),
                        PortalTexts.UNSUBSCRIBE,
                        unsubscribe.toString()),
                unsubscribe);
    }

    @EventListener
    void settle(MailBounced bounced) {
        if (bounced.dispatch().flow().equals(FLOW) && bounced.hard()) {
            settle(bounced.recipient(), bounced.address());
        }
    }

    /** Addresses that the mail server itself refused for good have bounced too. */
    @Transactional
    void settleRefused() {
        jdbc.sql("""
                        select m.recipient, m.address
                        from portal_invitation i
                        join portal_code_mail c on c.invitation_id = i.id
                        join message_outcome m on m.recipient = c.id and m.flow = :flow
                        where i.state = 'WAITING' and m.state = 'FAILED'
                          and m.reason in ('UNKNOWN_MAILBOX', 'INVALID_ADDRESS')
                        """)
                .param("flow", FLOW)
                .query((row, n) -> Map.entry(row.getLong("recipient"), row.getString("address")))
                .list()
                .forEach(refused -> settle(refused.getKey(), refused.getValue()));
    }

    private void settle(long codeMail, String address) {
        invitations.ofCodeMail(codeMail).ifPresent(invitation -> {
            partners.markBounced(invitation.partner(), ContactPoint.MAIL, address, BOUNCE);
            invitations.settle(invitation, InvitationState.BOUNCED);
        });
    }
}
