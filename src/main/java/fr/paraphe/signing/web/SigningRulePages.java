package fr.paraphe.signing.web;

import fr.paraphe.account.Account;
import fr.paraphe.signing.SigningRule;
import fr.paraphe.signing.SigningRules;
import java.time.Instant;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The managers' page: how their accounts' documents are signed, who chose so and when, and the choice. */
@Controller
@RequestMapping("/console/signing-rules")
class SigningRulePages {

    /** An account and its rule. */
    record AccountRow(Account account, SigningRule rule) {}

    /** An entry of the history. */
    record Told(Instant at, String who, String what) {}

    private final RuledAccounts ruled;
    private final SigningRules rules;
    private final MessageSource messages;

    SigningRulePages(RuledAccounts ruled, SigningRules rules, MessageSource messages) {
        this.ruled = ruled;
        this.rules = rules;
        this.messages = messages;
    }

    /** Whoever has one account alone is led straight to it. */
    @GetMapping
    String list(Model model, RedirectAttributes redirect) {
        var accounts = ruled.all();
        if (accounts.size() == 1) {
            return to(accounts.get(0), redirect);
        }
        model.addAttribute(
                "rows",
                accounts.stream()
                        .map(account -> new AccountRow(account, rules.of(account.id())))
                        .toList());
        return "signing/rules";
    }

    @GetMapping("/{code}")
    String account(@PathVariable String code, Model model, Locale locale) {
        var account = ruled.byManager(code);
        model.addAttribute("account", account);
        model.addAttribute("rule", rules.of(account.id()));
        model.addAttribute(
                "changes",
                rules.changes(account.id()).stream()
                        .map(change -> new Told(change.at(), change.by(), text(change.rule(), locale)))
                        .toList());
        model.addAttribute("alone", ruled.all().size() == 1);
        return "signing/rule";
    }

    @PostMapping("/{code}")
    String choose(
            @PathVariable String code,
            @RequestParam(defaultValue = "false") boolean asksCode,
            @RequestParam(defaultValue = "false") boolean signatorySigns,
            RedirectAttributes redirect,
            Locale locale) {
        var account = ruled.byManager(code);
        rules.choose(account.id(), new SigningRule(asksCode, signatorySigns), ruled.userId());
        redirect.addFlashAttribute(
                "flash", messages.getMessage("signing.rule.chosen", new Object[] {account.name()}, locale));
        return to(account, redirect);
    }

    private String text(SigningRule rule, Locale locale) {
        var code = "signing.rule.code." + (rule.asksCode() ? "yes" : "no");
        var agency = "signing.rule.agency." + (rule.signatorySigns() ? "signatory" : "seal");
        return messages.getMessage(code, null, locale) + " · " + messages.getMessage(agency, null, locale);
    }

    private static String to(Account account, RedirectAttributes redirect) {
        redirect.addAttribute("code", account.code());
        return "redirect:/console/signing-rules/{code}";
    }
}
