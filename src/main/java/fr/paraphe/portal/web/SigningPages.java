package fr.paraphe.portal.web;

import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractRefused;
import fr.paraphe.portal.PortalRefused;
import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceSigning;
import fr.paraphe.portal.SpaceVault;
import fr.paraphe.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One contract: what it is about, its document, the box to tick, the code if one is asked for, and the signature. */
@Controller
@RequestMapping("/portal/contracts/{contract}")
class SigningPages {

    private final SpaceSigning signing;
    private final SpaceVault vault;
    private final PageTexts texts;
    private final MessageSource messages;

    SigningPages(SpaceSigning signing, SpaceVault vault, PageTexts texts, MessageSource messages) {
        this.signing = signing;
        this.vault = vault;
        this.texts = texts;
        this.messages = messages;
    }

    /** What a page about signing keeps of what was typed. */
    record Signing(@Nullable String consent, @Nullable String code) {

        static final Signing NONE = new Signing(null, null);
    }

    @GetMapping
    String contract(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long contract, Model model) {
        model.addAttribute("signing", Signing.NONE);
        return page(space, contract, model);
    }

    /** What is to be signed. */
    @GetMapping("/document")
    ResponseEntity<byte[]> document(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long contract) {
        var document = Optional.ofNullable(
                        signing.look(space, new ContractId(contract)).document())
                .orElseThrow(PortalRefused::nothingHere);
        return Pdfs.shown(vault.open(space, document));
    }

    /** What both parties have signed, with its proof page, under the agency's seal. */
    @GetMapping("/signed")
    ResponseEntity<byte[]> signed(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long contract) {
        var sealed = Optional.ofNullable(
                        signing.look(space, new ContractId(contract)).sealed())
                .orElseThrow(PortalRefused::nothingHere);
        return Pdfs.shown(vault.open(space, sealed));
    }

    @PostMapping("/code")
    String sendCode(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable long contract,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        try {
            signing.sendCode(space, new ContractId(contract));
            texts.flash(redirect, "portal.sign.code.sent", locale);
            return "redirect:/portal/contracts/" + contract + "#sign";
        } catch (ContractRefused refused) {
            return refused(refused, Signing.NONE, space, contract, model, locale, response);
        }
    }

    @PostMapping("/signature")
    String sign(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable long contract,
            @RequestParam String sha256,
            @RequestParam(required = false) @Nullable String consent,
            @RequestParam(required = false) @Nullable String code,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        var sentence = consent == null ? null : messages.getMessage("contract.signing.consent", null, locale);
        try {
            signing.sign(
                    space,
                    new ContractId(contract),
                    sha256,
                    sentence,
                    code,
                    request.getRemoteAddr(),
                    request.getHeader(HttpHeaders.USER_AGENT));
            texts.flash(redirect, "portal.sign.done", locale);
            return "redirect:/portal/contracts/" + contract;
        } catch (Refusal refused) {
            return refused(refused, new Signing(consent, code), space, contract, model, locale, response);
        }
    }

    private String refused(
            Refusal refused,
            Signing typed,
            Space space,
            long contract,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        if (refused.status() == HttpStatus.NOT_FOUND.value()) {
            throw refused;
        }
        model.addAttribute("signing", typed);
        texts.refuse(refused, model, "signing", locale, response);
        return page(space, contract, model);
    }

    private String page(Space space, long contract, Model model) {
        model.addAttribute("contract", signing.look(space, new ContractId(contract)));
        return "portal/contract";
    }
}
