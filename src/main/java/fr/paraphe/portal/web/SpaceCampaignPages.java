package fr.paraphe.portal.web;

import fr.paraphe.campaign.CampaignNumber;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.portal.PortalRefused;
import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceCampaigns;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** What agencies tell a partner: all of it, and each piece with its documents (C-22). */
@Controller
@RequestMapping("/portal/campaigns")
class SpaceCampaignPages {

    private static final int SHOWN = 100;

    private final SpaceCampaigns campaigns;

    SpaceCampaignPages(SpaceCampaigns campaigns) {
        this.campaigns = campaigns;
    }

    @GetMapping
    String all(@RequestAttribute(SpaceFilter.SPACE) Space space, Model model) {
        model.addAttribute("campaigns", campaigns.latest(space, SHOWN));
        return "portal/campaigns";
    }

    @GetMapping("/{number}/{partner}")
    String one(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable CampaignNumber number,
            @PathVariable long partner,
            Model model) {
        model.addAttribute("one", campaigns.open(space, number, new PartnerId(partner)));
        return "portal/campaign";
    }

    @GetMapping("/{number}/logo")
    ResponseEntity<byte[]> logo(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable CampaignNumber number) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .body(campaigns.logo(space, number).orElseThrow(PortalRefused::nothingHere));
    }
}
