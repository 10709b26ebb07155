package fr.paraphe.portal.web;

import static java.util.Objects.requireNonNullElse;

import fr.paraphe.portal.PortalRefused;
import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceProposals;
import fr.paraphe.portal.SpaceVault;
import fr.paraphe.problem.Refusal;
import fr.paraphe.proposal.CompanyForm;
import fr.paraphe.proposal.LegalEntry;
import fr.paraphe.proposal.Offer;
import fr.paraphe.proposal.ProposalId;
import fr.paraphe.signing.PartnerSignature;
import fr.paraphe.vault.DocumentId;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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

/**
 * A contract that was sent to the space's owner: its sections to accept, who the client is, the signature, or the
 * refusal.
 */
@Controller
@RequestMapping("/portal/proposals/{id}")
class OfferPages extends SigningPages {

    private static final String PATH = "/portal/proposals/";

    private final SpaceProposals proposals;
    private final SpaceVault vault;
    private final PageTexts texts;

    OfferPages(SpaceProposals proposals, SpaceVault vault, PageTexts texts, MessageSource messages) {
        super(PATH, texts, messages);
        this.proposals = proposals;
        this.vault = vault;
        this.texts = texts;
    }

    /** What the client types about the company, still there after a mistake. */
    static final class LegalForm {

        private final LegalEntry entry;

        LegalForm(LegalEntry entry) {
            this.entry = entry;
        }

        /** What was given before, or the name under which the contract was sent. */
        static LegalForm of(Offer offer) {
            var known = offer.legal();
            return new LegalForm(
                    known == null
                            ? new LegalEntry(null, offer.company(), null, null, null, null)
                            : new LegalEntry(
                                    known.form().name(),
                                    known.name(),
                                    known.identifier().spaced(),
                                    known.address(),
                                    known.signatoryName(),
                                    known.signatoryQuality()));
        }

        public String getForm() {
            return requireNonNullElse(entry.form(), "");
        }

        public String getName() {
            return requireNonNullElse(entry.name(), "");
        }

        public String getIdentifier() {
            return requireNonNullElse(entry.identifier(), "");
        }

        public String getAddress() {
            return requireNonNullElse(entry.address(), "");
        }

        public String getSignatoryName() {
            return requireNonNullElse(entry.signatoryName(), "");
        }

        public String getSignatoryQuality() {
            return requireNonNullElse(entry.signatoryQuality(), "");
        }
    }

    /** What the client types about a refusal. */
    record Declining(String reason) {

        public String getReason() {
            return reason;
        }
    }

    @Override
    String page(Space space, long id, Model model) {
        var offer = proposals.open(space, new ProposalId(id));
        model.addAttribute("offer", offer);
        model.addAttribute("forms", CompanyForm.values());
        absent(model, "legal", LegalForm.of(offer));
        absent(model, "declining", new Declining(""));
        absent(model, "signing", Signing.NONE);
        return "portal/proposal";
    }

    private static void absent(Model model, String name, Object value) {
        if (!model.containsAttribute(name)) {
            model.addAttribute(name, value);
        }
    }

    @Override
    void sendCode(Space space, long id) {
        proposals.sendCode(space, new ProposalId(id));
    }

    @Override
    void sign(Space space, long id, PartnerSignature signature) {
        proposals.sign(space, new ProposalId(id), signature);
    }

    @PostMapping("/sections/{position}")
    String accept(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable long id,
            @PathVariable int position,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        try {
            proposals.accept(space, new ProposalId(id), position);
            return "redirect:" + PATH + id + "#section-" + (position + 1);
        } catch (Refusal refused) {
            return refused(refused, null, space, id, model, locale, response);
        }
    }

    @PostMapping("/legal")
    String giveLegal(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String identifier,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String signatoryName,
            @RequestParam(defaultValue = "") String signatoryQuality,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var entry = new LegalEntry(form, name, identifier, address, signatoryName, signatoryQuality);
        try {
            proposals.giveLegal(space, new ProposalId(id), entry);
            texts.flash(redirect, "portal.proposal.legal.saved", locale);
            return "redirect:" + PATH + id + "#sign";
        } catch (Refusal refused) {
            model.addAttribute("legal", new LegalForm(entry));
            return refused(refused, "legal", space, id, model, locale, response);
        }
    }

    @PostMapping("/refusal")
    String decline(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        try {
            proposals.decline(space, new ProposalId(id), reason);
            texts.flash(redirect, "portal.proposal.declined.done", locale);
            return "redirect:" + PATH + id;
        } catch (Refusal refused) {
            model.addAttribute("declining", new Declining(reason));
            return refused(refused, "declining", space, id, model, locale, response);
        }
    }

    private String refused(
            Refusal refused,
            @Nullable String form,
            Space space,
            long id,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        if (refused.status() == HttpStatus.NOT_FOUND.value()) {
            throw refused;
        }
        texts.refuse(refused, model, form, locale, response);
        return page(space, id, model);
    }

    /** Asked by the page of what was just signed: it is to show itself anew once the seal is there. */
    @GetMapping("/sealing")
    ResponseEntity<Void> sealing(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long id) {
        var sealed = proposals.open(space, new ProposalId(id)).sealed();
        var answer = ResponseEntity.noContent();
        return (sealed == null ? answer : answer.header("HX-Refresh", "true")).build();
    }

    /** What is to be signed. */
    @GetMapping("/document")
    ResponseEntity<byte[]> document(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long id) {
        return shown(space, id, Offer::document);
    }

    /** What was signed, with its proof, under the operator's seal. */
    @GetMapping("/signed")
    ResponseEntity<byte[]> signed(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long id) {
        return shown(space, id, Offer::sealed);
    }

    @GetMapping("/trail")
    ResponseEntity<byte[]> trail(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long id) {
        return shown(space, id, Offer::trail);
    }

    private ResponseEntity<byte[]> shown(Space space, long id, Function<Offer, @Nullable DocumentId> which) {
        var document = Optional.ofNullable(which.apply(proposals.open(space, new ProposalId(id))))
                .orElseThrow(PortalRefused::nothingHere);
        return Pdfs.shown(vault.open(space, document));
    }
}
