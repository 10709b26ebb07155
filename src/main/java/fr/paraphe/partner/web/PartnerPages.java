package fr.paraphe.partner.web;

import static java.util.Objects.requireNonNullElse;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.partner.ContactCorrection;
import fr.paraphe.partner.ContactHistory;
import fr.paraphe.partner.ContactPoint;
import fr.paraphe.partner.ContactProblem;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerListing;
import fr.paraphe.partner.PartnerRefused;
import fr.paraphe.problem.ProblemTexts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The directory in the console: the list, and a partner with its contacts and their history. */
@Controller
@RequestMapping("/console/partners")
class PartnerPages {

    private static final int ROWS_A_PAGE = 50;

    private final SeenPartners seen;
    private final PartnerDirectory directory;
    private final PartnerListing listing;
    private final ContactHistory history;
    private final CurrentStaff staff;
    private final Accounts accounts;
    private final ContactHistoryTexts historyTexts;
    private final ProblemTexts problemTexts;
    private final MessageSource messages;

    PartnerPages(
            SeenPartners seen,
            PartnerDirectory directory,
            PartnerListing listing,
            ContactHistory history,
            CurrentStaff staff,
            Accounts accounts,
            ContactHistoryTexts historyTexts,
            ProblemTexts problemTexts,
            MessageSource messages) {
        this.seen = seen;
        this.directory = directory;
        this.listing = listing;
        this.history = history;
        this.staff = staff;
        this.accounts = accounts;
        this.historyTexts = historyTexts;
        this.problemTexts = problemTexts;
        this.messages = messages;
    }

    @GetMapping
    String list(PartnerQuery query, Model model) {
        var page = listing.page(seen.filter(query), query.place(), ROWS_A_PAGE);
        var seenAccounts = accounts.all(staff.scope().accounts());
        model.addAttribute("query", query);
        model.addAttribute("rows", page.rows());
        model.addAttribute("previous", PartnerQuery.previous(page));
        model.addAttribute("next", PartnerQuery.next(page));
        model.addAttribute("accounts", seenAccounts);
        model.addAttribute("accountNames", seenAccounts.stream().collect(Collectors.toMap(Account::id, Account::name)));
        model.addAttribute("kinds", PartnerKind.values());
        model.addAttribute("contacts", ContactPoint.values());
        model.addAttribute("problems", ContactProblem.values());
        return "partner/list";
    }

    /** What the list's filters found, in a sentence: counted after the page is there. */
    @GetMapping("/summary")
    String summary(PartnerQuery query, Model model) {
        model.addAttribute("summary", listing.summary(seen.filter(query)));
        return "partner/list :: summary";
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model, Locale locale) {
        var partner = seen.byId(id);
        model.addAttribute("contact", ContactForm.of(partner));
        return page(partner, model, locale);
    }

    @PostMapping("/{id}/contact")
    String correct(
            @PathVariable long id,
            @ModelAttribute("contact") ContactForm form,
            BindingResult typed,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var partner = seen.byId(id);
        try {
            directory.correctContact(partner.id(), form.getVersion(), form.correction(), seen.userId());
            return told("partner.corrected", id, redirect, locale);
        } catch (PartnerRefused refused) {
            problemTexts
                    .errors(refused, locale)
                    .forEach(error -> typed.rejectValue(error.field(), "", error.message()));
            model.addAttribute("refusal", problemTexts.detail(refused, locale));
            response.setStatus(refused.status());
            return page(seen.byId(id), model, locale);
        }
    }

    @PostMapping("/{id}/opt-outs")
    String optOut(
            @PathVariable long id, @RequestParam ContactPoint contact, RedirectAttributes redirect, Locale locale) {
        directory.optOut(seen.byId(id).id(), contact, seen.userId());
        return told("partner.opted-out." + contact, id, redirect, locale);
    }

    @PostMapping("/{id}/opt-ins")
    String optIn(
            @PathVariable long id, @RequestParam ContactPoint contact, RedirectAttributes redirect, Locale locale) {
        directory.optIn(seen.byId(id).id(), contact, seen.userId());
        return told("partner.opted-in." + contact, id, redirect, locale);
    }

    private String told(String key, long id, RedirectAttributes redirect, Locale locale) {
        redirect.addFlashAttribute("flash", messages.getMessage(key, null, locale));
        return "redirect:/console/partners/" + id;
    }

    private String page(Partner partner, Model model, Locale locale) {
        model.addAttribute("partner", partner);
        model.addAttribute("account", accounts.byId(partner.account()));
        model.addAttribute("contacts", ContactPoint.values());
        model.addAttribute(
                "history",
                history.of(partner.id()).stream()
                        .map(entry -> historyTexts.told(entry, locale))
                        .toList());
        return "partner/partner";
    }

    /** What a person types on the partner's page, and the version that they were looking at. */
    static final class ContactForm {

        private final String mail;
        private final String phone;
        private final int version;

        ContactForm(String mail, String phone, int version) {
            this.mail = mail;
            this.phone = phone;
            this.version = version;
        }

        static ContactForm of(Partner partner) {
            return new ContactForm(
                    requireNonNullElse(partner.mail(), ""), requireNonNullElse(partner.phone(), ""), partner.version());
        }

        ContactCorrection correction() {
            return new ContactCorrection(mail, phone);
        }

        public String getMail() {
            return mail;
        }

        public String getPhone() {
            return phone;
        }

        public int getVersion() {
            return version;
        }
    }
}
