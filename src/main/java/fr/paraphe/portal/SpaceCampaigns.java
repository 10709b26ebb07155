package fr.paraphe.portal;

import fr.paraphe.campaign.CampaignNumber;
import fr.paraphe.campaign.PartnerCampaigns;
import fr.paraphe.campaign.PartnerCampaigns.Opened;
import fr.paraphe.partner.PartnerId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The campaigns that reached the partners of a space. Others do not exist here. */
@Service
public class SpaceCampaigns {

    private final Spaces spaces;
    private final PartnerCampaigns campaigns;

    SpaceCampaigns(Spaces spaces, PartnerCampaigns campaigns) {
        this.spaces = spaces;
        this.campaigns = campaigns;
    }

    /** Unread ones first, with their documents; nothing is read by that. */
    public List<Opened> latest(Space space, int atMost) {
        return campaigns.of(spaces.partnersOf(space.id()), atMost).stream()
                .map(campaign -> new Opened(campaign, campaigns.documents(campaign.number(), campaign.partner())))
                .toList();
    }

    public long unread(Space space) {
        return campaigns.unread(spaces.partnersOf(space.id()));
    }

    /**
     * Opens one; from then on it is read.
     *
     * @throws PortalRefused if the partner is none of the space's
     * @throws fr.paraphe.campaign.CampaignRefused if it did not reach the partner
     */
    public Opened open(Space space, CampaignNumber number, PartnerId partner) {
        if (!spaces.partnersOf(space.id()).contains(partner)) {
            throw PortalRefused.nothingHere();
        }
        return campaigns.open(number, partner);
    }

    /** Its logo, a JPEG; empty: it has none, or reached nobody of the space. */
    public Optional<byte[]> logo(Space space, CampaignNumber number) {
        return campaigns.logo(number, spaces.partnersOf(space.id()));
    }
}
