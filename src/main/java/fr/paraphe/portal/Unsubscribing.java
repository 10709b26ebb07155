package fr.paraphe.portal;

import fr.paraphe.partner.Alert;
import fr.paraphe.partner.ContactPoint;
import fr.paraphe.partner.PartnerAlerts;
import fr.paraphe.partner.UnsubscribeLinks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends mails of one kind for the partner whom a mail's link names; without a login, as the link is signed. */
@Service
@Transactional
public class Unsubscribing {

    private static final String BY = "lien de désinscription";

    private final UnsubscribeLinks links;
    private final PartnerAlerts alerts;
    private final Invitations invitations;

    Unsubscribing(UnsubscribeLinks links, PartnerAlerts alerts, Invitations invitations) {
        this.links = links;
        this.alerts = alerts;
        this.invitations = invitations;
    }

    /** @throws PortalRefused if this is no link of ours */
    @Transactional(readOnly = true)
    public Alert alertOf(String token) {
        return links.read(token).map(UnsubscribeLinks.Unsubscription::alert).orElseThrow(PortalRefused::nothingHere);
    }

    /**
     * Twice is as once.
     *
     * @return what ended
     * @throws PortalRefused if this is no link of ours
     */
    public Alert unsubscribe(String token) {
        var what = links.read(token).orElseThrow(PortalRefused::nothingHere);
        alerts.set(what.partner(), what.alert(), ContactPoint.MAIL, false, BY);
        if (what.alert() == Alert.INVITATION) {
            invitations
                    .waitingOf(what.partner())
                    .ifPresent(waiting -> invitations.settle(waiting, InvitationState.UNSUBSCRIBED));
        }
        return what.alert();
    }
}
