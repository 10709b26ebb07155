package fr.paraphe.campaign;

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
import org.springframework.stereotype.Component;

/** A campaign's mail says the same to all, offers to be the last one, and may come back. */
@Component
class CampaignMails implements PersonalTexts {

    private final UnsubscribeLinks links;
    private final PartnerDirectory partners;

    CampaignMails(UnsubscribeLinks links, PartnerDirectory partners) {
        this.links = links;
        this.partners = partners;
    }

    @Override
    public String flow() {
        return Campaign.FLOW;
    }

    @Override
    public PersonalPart partFor(long recipient) {
        var unsubscribe = links.link(new PartnerId(recipient), Alert.CAMPAIGN);
        return new PersonalPart(Map.of(CampaignMailing.UNSUBSCRIBE, unsubscribe.toString()), unsubscribe);
    }

    @EventListener
    void markBounced(MailBounced bounced) {
        if (bounced.dispatch().flow().equals(flow()) && bounced.hard()) {
            partners.markBounced(
                    new PartnerId(bounced.recipient()), ContactPoint.MAIL, bounced.address(), "retour de mail");
        }
    }
}
