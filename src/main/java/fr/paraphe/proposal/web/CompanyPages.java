package fr.paraphe.proposal.web;

import fr.paraphe.account.AccountRefused;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.Refusal;
import fr.paraphe.proposal.CompanyBindings;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Support's page: which company name a mail address stands for, and its correction. Addresses are posted, not linked
 * to.
 */
@Controller
@RequestMapping("/console/company-names")
class CompanyPages {

    private final CurrentStaff staff;
    private final CompanyBindings bindings;
    private final ProblemTexts problems;
    private final MessageSource messages;

    CompanyPages(CurrentStaff staff, CompanyBindings bindings, ProblemTexts problems, MessageSource messages) {
        this.staff = staff;
        this.bindings = bindings;
        this.problems = problems;
        this.messages = messages;
    }

    @ModelAttribute
    void supportAlone() {
        if (!staff.scope().has(StaffRole.SUPPORT)) {
            throw AccountRefused.supportAlone();
        }
    }

    @GetMapping
    String search() {
        return "proposal/companies";
    }

    @PostMapping
    String find(@RequestParam String mail, Model model) {
        model.addAttribute("mail", mail);
        model.addAttribute("searched", true);
        model.addAttribute("binding", bindings.find(mail, staff.scope()).orElse(null));
        return "proposal/companies";
    }

    @PostMapping("/correction")
    String correct(
            @RequestParam String mail,
            @RequestParam String company,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        try {
            bindings.correct(mail, company, staff.scope());
            model.addAttribute("flash", messages.getMessage("proposal.companies.corrected", null, locale));
        } catch (Refusal refused) {
            response.setStatus(refused.status());
            model.addAttribute("flash", problems.detail(refused, locale));
            model.addAttribute("flashTone", "danger");
        }
        return find(mail, model);
    }
}
