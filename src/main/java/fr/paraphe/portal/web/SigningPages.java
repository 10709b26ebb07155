package fr.paraphe.portal.web;

import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceVault;
import fr.paraphe.problem.Refusal;
import fr.paraphe.signing.PartnerSignature;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What is to be signed: what it is about, its document, the box to tick, the code if one is asked for, and the
 * signature.
 */
abstract class SigningPages {

    private final String path;
    private final PageTexts texts;
    private final MessageSource messages;

    /** @param path of these pages; what is to be signed comes after it */
    SigningPages(String path, PageTexts texts, MessageSource messages) {
        this.path = path;
        this.texts = texts;
        this.messages = messages;
    }

    /** What a page about signing keeps of what was typed. */
    record Signing(@Nullable String consent, @Nullable String code) {

        static final Signing NONE = new Signing(null, null);
    }

    /** Puts what the page shows into the model, and names the page. */
    abstract String page(Space space, long id, Model model);

    abstract void sendCode(Space space, long id);

    abstract void sign(Space space, long id, PartnerSignature signature);

    @GetMapping
    String show(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long id, Model model) {
        model.addAttribute("signing", Signing.NONE);
        return page(space, id, model);
    }

    @PostMapping("/code")
    String sendCode(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable long id,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        try {
            sendCode(space, id);
            texts.flash(redirect, "portal.sign.code.sent", locale);
            return "redirect:" + path + id + "#sign";
        } catch (Refusal refused) {
            return refused(refused, Signing.NONE, space, id, model, locale, response);
        }
    }

    /** @param sha256 of the document that the page showed */
    @PostMapping("/signature")
    String sign(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable long id,
            @RequestParam String sha256,
            @RequestParam(required = false) @Nullable String consent,
            @RequestParam(required = false) @Nullable String code,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        var sentence = consent == null ? null : messages.getMessage("signing.sentence", null, locale);
        try {
            sign(
                    space,
                    id,
                    new PartnerSignature(
                            sha256,
                            sentence,
                            code,
                            SpaceVault.name(space),
                            request.getRemoteAddr(),
                            request.getHeader(HttpHeaders.USER_AGENT)));
            texts.flash(redirect, "portal.sign.done", locale);
            return "redirect:" + path + id;
        } catch (Refusal refused) {
            return refused(refused, new Signing(consent, code), space, id, model, locale, response);
        }
    }

    private String refused(
            Refusal refused,
            Signing typed,
            Space space,
            long id,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        if (refused.status() == HttpStatus.NOT_FOUND.value()) {
            throw refused;
        }
        model.addAttribute("signing", typed);
        texts.refuse(refused, model, "signing", locale, response);
        return page(space, id, model);
    }
}
