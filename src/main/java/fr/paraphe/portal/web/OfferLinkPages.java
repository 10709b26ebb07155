package fr.paraphe.portal.web;

import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceProposals;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The link of a mail, "Accéder au contrat": by way of the login to the contract itself. */
@Controller
class OfferLinkPages {

    private final SpaceProposals proposals;

    OfferLinkPages(SpaceProposals proposals) {
        this.proposals = proposals;
    }

    @GetMapping("/portal/proposals/link/{token}")
    String follow(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable String token) {
        return "redirect:/portal/proposals/" + proposals.follow(space, token).value();
    }
}
