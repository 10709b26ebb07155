package fr.paraphe.portal.web;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.portal.InvitationState;
import fr.paraphe.portal.web.InvitationRequests.Population;
import fr.paraphe.problem.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Invitations in the console: who is invited and came, inviting one more, inviting many. */
@Controller
@RequestMapping("/console/invitations")
class InvitationPages {

    private static final int PAGE_SIZE = 50;

    private final InvitationRequests requests;
    private final CurrentStaff staff;
    private final Accounts accounts;
    private final PageTexts texts;

    InvitationPages(InvitationRequests requests, CurrentStaff staff, Accounts accounts, PageTexts texts) {
        this.requests = requests;
        this.staff = staff;
        this.accounts = accounts;
        this.texts = texts;
    }

    @ModelAttribute("accounts")
    List<Account> accounts() {
        return accounts.all(staff.scope().accounts());
    }

    @ModelAttribute("kinds")
    PartnerKind[] kinds() {
        return PartnerKind.values();
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable InvitationState state,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        return page(state, after, model);
    }

    @PostMapping
    String invite(
            @RequestParam String reference,
            @RequestParam(required = false) @Nullable String account,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        try {
            var invited = requests.invite(account, reference);
            texts.flash(
                    redirect,
                    invited.isNew() ? "portal.invitations.invited" : "portal.invitations.just-invited",
                    locale,
                    invited.invitation().partnerName(),
                    invited.invitation().number().value());
            return "redirect:/console/invitations";
        } catch (Refusal refused) {
            model.addAttribute("reference", reference);
            texts.refuse(refused, model, null, locale, response);
            return page(null, null, model);
        }
    }

    /** Who would be invited, before anybody is. */
    @GetMapping("/all")
    String confirm(Population population, Model model) {
        model.addAttribute("population", population);
        model.addAttribute("count", requests.count(population));
        return "portal/invite-all";
    }

    @PostMapping("/all")
    String inviteAll(Population population, Locale locale, RedirectAttributes redirect) {
        var invited = requests.inviteAll(population);
        texts.flash(redirect, "portal.invitations.invited-all", locale, invited);
        return "redirect:/console/invitations";
    }

    private String page(@Nullable InvitationState state, @Nullable Long after, Model model) {
        var list = "/console/invitations?state=" + (state == null ? "" : state);
        var page = requests.list(state, after, PAGE_SIZE);
        model.addAttribute("page", page);
        model.addAttribute("counts", requests.counts());
        model.addAttribute("state", state);
        model.addAttribute("states", InvitationState.values());
        model.addAttribute("first", after == null ? null : list);
        model.addAttribute("next", page.next() == null ? null : list + "&after=" + page.next());
        return "portal/invitations";
    }
}
