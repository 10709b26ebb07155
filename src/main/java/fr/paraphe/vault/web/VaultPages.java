package fr.paraphe.vault.web;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.DocumentReader;
import fr.paraphe.vault.DocumentReader.Channel;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.SealValidation;
import fr.paraphe.vault.VaultDocument;
import fr.paraphe.vault.VaultRefused;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A partner's vault in the console, and the filing of one document to many partners. */
@Controller
class VaultPages {

    private static final int ROWS_A_PAGE = 50;
    private static final VaultQuery NO_QUERY = new VaultQuery(null, null, null, null, null, null, null);

    private final SeenVaults seen;
    private final PartnerVault vault;
    private final SealValidation seals;
    private final FilingDesk desk;
    private final DocumentTypes types;
    private final Accounts accounts;
    private final ProblemTexts problemTexts;
    private final MessageSource messages;

    VaultPages(
            SeenVaults seen,
            PartnerVault vault,
            SealValidation seals,
            FilingDesk desk,
            DocumentTypes types,
            Accounts accounts,
            ProblemTexts problemTexts,
            MessageSource messages) {
        this.seen = seen;
        this.vault = vault;
        this.seals = seals;
        this.desk = desk;
        this.types = types;
        this.accounts = accounts;
        this.problemTexts = problemTexts;
        this.messages = messages;
    }

    @GetMapping("/console/partners/{partner}/vault")
    String list(@PathVariable("partner") long id, VaultQuery query, Model model) {
        return list(seen.partner(id), query, model);
    }

    @PostMapping("/console/partners/{partner}/vault")
    String file(
            @PathVariable("partner") long id,
            @Valid @ModelAttribute Upload upload,
            BindingResult typed,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var partner = seen.partner(id);
        if (typed.hasErrors()) {
            refused(messages.getMessage("problem.invalid-values.detail", null, locale), 422, upload, model, response);
            return list(partner, NO_QUERY, model);
        }
        try {
            var filed = desk.file(upload, partner);
            var key = filed.added() ? "vault.filed" : "vault.filed-already";
            redirect.addFlashAttribute("flash", messages.getMessage(key, new Object[] {upload.displayName()}, locale));
            redirect.addFlashAttribute("flashTone", filed.added() ? "success" : "info");
            return "redirect:/console/partners/" + id + "/vault";
        } catch (VaultRefused refused) {
            refused(problemTexts.detail(refused, locale), refused.status(), upload, model, response);
            return list(partner, NO_QUERY, model);
        }
    }

    @GetMapping("/console/partners/{partner}/vault/{document}")
    String document(@PathVariable("partner") long id, @PathVariable("document") long documentId, Model model) {
        var partner = seen.partner(id);
        var mine = Set.of(partner.id());
        var document = vault.document(new DocumentId(documentId), mine);
        model.addAttribute("partner", partner);
        model.addAttribute("document", document);
        model.addAttribute("account", accounts.byId(document.account()));
        model.addAttribute("seal", seal(document));
        model.addAttribute("readings", vault.readings(document.id(), mine, DocumentApi.READINGS_TOLD));
        return "vault/document";
    }

    @GetMapping("/console/partners/{partner}/vault/{document}/pdf")
    ResponseEntity<byte[]> pdf(@PathVariable("partner") long id, @PathVariable long document) {
        return DocumentApi.pdf(vault.open(
                new DocumentId(document),
                Set.of(seen.partner(id).id()),
                DocumentReader.staff(seen.userId(), Channel.CONSOLE)));
    }

    @GetMapping("/console/documents")
    String population(@RequestParam(required = false) @Nullable String account, Model model) {
        return population(seen.account(account), model);
    }

    @PostMapping("/console/documents")
    String distribute(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable Set<PartnerKind> kind,
            @Valid @ModelAttribute Upload upload,
            BindingResult typed,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var where = seen.account(account);
        model.addAttribute("chosenKinds", kind == null ? Set.of() : kind);
        if (typed.hasErrors() || kind == null || kind.isEmpty()) {
            var key = typed.hasErrors() ? "problem.invalid-values.detail" : "vault.population.nobody";
            refused(messages.getMessage(key, null, locale), 422, upload, model, response);
            return population(where, model);
        }
        try {
            var filed = desk.file(upload, where, kind);
            redirect.addFlashAttribute(
                    "flash",
                    messages.getMessage(
                            "vault.population.filed", new Object[] {filed.count(), upload.displayName()}, locale));
            redirect.addFlashAttribute("flashTone", filed.count() > 0 ? "success" : "info");
            redirect.addAttribute("account", where.code());
            return "redirect:/console/documents";
        } catch (VaultRefused refused) {
            refused(problemTexts.detail(refused, locale), refused.status(), upload, model, response);
            return population(where, model);
        }
    }

    /** What the document's seal says; null: it is not what was filed. */
    private SealValidation.@Nullable Verdict seal(VaultDocument document) {
        try {
            return seals.validate(vault.content(document.id(), Set.of(document.partner())));
        } catch (VaultRefused altered) {
            return null;
        }
    }

    private String list(Partner partner, VaultQuery query, Model model) {
        var mine = Set.of(partner.id());
        var page = vault.page(mine, query.filter(), query.place(), ROWS_A_PAGE);
        model.addAttribute("partner", partner);
        model.addAttribute("account", accounts.byId(partner.account()));
        model.addAttribute("query", query);
        model.addAttribute("documents", page.documents());
        model.addAttribute("next", VaultQuery.next(page.next()));
        model.addAttribute("counts", vault.counts(mine));
        model.addAttribute("types", types.of(partner.account()));
        model.addAttribute("mayFile", seen.mayFile());
        return "vault/vault";
    }

    private String population(Account account, Model model) {
        seen.filer();
        model.addAttribute("account", account);
        model.addAttribute("accounts", seen.accounts());
        model.addAttribute("kinds", PartnerKind.values());
        model.addAttribute("types", types.of(account.id()));
        return "vault/population";
    }

    /** What was typed is still there; a file must be chosen anew, as browsers want it. */
    private static void refused(String why, int status, Upload upload, Model model, HttpServletResponse response) {
        model.addAttribute("refusal", why);
        model.addAttribute("typed", upload);
        response.setStatus(HttpStatus.valueOf(status).value());
    }
}
