package fr.paraphe.portal.web;

import fr.paraphe.contract.ContractId;
import fr.paraphe.portal.PortalRefused;
import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceSigning;
import fr.paraphe.portal.SpaceVault;
import fr.paraphe.signing.PartnerSignature;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** One contract, to read and to sign. */
@Controller
@RequestMapping("/portal/contracts/{id}")
class ContractSigningPages extends SigningPages {

    private final SpaceSigning signing;
    private final SpaceVault vault;

    ContractSigningPages(SpaceSigning signing, SpaceVault vault, PageTexts texts, MessageSource messages) {
        super("/portal/contracts/", texts, messages);
        this.signing = signing;
        this.vault = vault;
    }

    @Override
    String page(Space space, long id, Model model) {
        model.addAttribute("contract", signing.look(space, new ContractId(id)));
        return "portal/contract";
    }

    @Override
    void sendCode(Space space, long id) {
        signing.sendCode(space, new ContractId(id));
    }

    @Override
    void sign(Space space, long id, PartnerSignature signature) {
        signing.sign(space, new ContractId(id), signature);
    }

    /** What is to be signed. */
    @GetMapping("/document")
    ResponseEntity<byte[]> document(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long id) {
        var document = Optional.ofNullable(
                        signing.look(space, new ContractId(id)).document())
                .orElseThrow(PortalRefused::nothingHere);
        return Pdfs.shown(vault.open(space, document));
    }

    /** What both parties have signed, with its proof page, under the agency's seal. */
    @GetMapping("/signed")
    ResponseEntity<byte[]> signed(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long id) {
        var sealed = Optional.ofNullable(signing.look(space, new ContractId(id)).sealed())
                .orElseThrow(PortalRefused::nothingHere);
        return Pdfs.shown(vault.open(space, sealed));
    }
}
