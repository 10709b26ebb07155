package fr.paraphe.portal.web;

import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceSigning;
import fr.paraphe.signing.PartnerSignature;
import fr.paraphe.vault.DocumentId;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** One document of the vault that asks for a signature; a contract's leads to the contract. */
@Controller
@RequestMapping("/portal/to-sign/{id}")
class DocumentSigningPages extends SigningPages {

    private final SpaceSigning signing;

    DocumentSigningPages(SpaceSigning signing, PageTexts texts, MessageSource messages) {
        super("/portal/to-sign/", texts, messages);
        this.signing = signing;
    }

    @Override
    String page(Space space, long id, Model model) {
        var document = new DocumentId(id);
        var contract = signing.contractOf(space, document);
        if (contract.isPresent()) {
            return "redirect:/portal/contracts/" + contract.get().value();
        }
        var proposal = signing.proposalOf(space, document);
        if (proposal.isPresent()) {
            return "redirect:/portal/proposals/" + proposal.get().value();
        }
        model.addAttribute("toSign", signing.look(space, document));
        return "portal/document";
    }

    @Override
    void sendCode(Space space, long id) {
        signing.sendCode(space, new DocumentId(id));
    }

    @Override
    void sign(Space space, long id, PartnerSignature signature) {
        signing.sign(space, new DocumentId(id), signature);
    }
}
