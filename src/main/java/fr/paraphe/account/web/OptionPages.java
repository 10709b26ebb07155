package fr.paraphe.account.web;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountId;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.AccountRefused;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.Options;
import fr.paraphe.account.StaffRole;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Support's page: which account has which option, who switched it when, and the switch. */
@Controller
@RequestMapping("/console/options")
class OptionPages {

    /** An option that an account may have, and whether it has it. */
    record OptionState(AccountOption option, boolean on) {}

    record AccountRow(Account account, List<OptionState> options) {}

    /** An option with its history, the latest switch first. */
    record OptionView(AccountOption option, boolean on, List<Options.Switch> switches) {}

    private final CurrentStaff staff;
    private final Accounts accounts;
    private final Options options;
    private final MessageSource messages;

    OptionPages(CurrentStaff staff, Accounts accounts, Options options, MessageSource messages) {
        this.staff = staff;
        this.accounts = accounts;
        this.options = options;
        this.messages = messages;
    }

    @ModelAttribute
    void supportAlone() {
        if (!staff.scope().has(StaffRole.SUPPORT)) {
            throw AccountRefused.supportAlone();
        }
    }

    @GetMapping
    String list(Model model) {
        var all = accounts.all();
        model.addAttribute("options", AccountOption.values());
        model.addAttribute("rows", rows(all));
        return "account/options";
    }

    @GetMapping("/{code}")
    String account(@PathVariable String code, Model model) {
        var account = staff.account(code);
        model.addAttribute("account", account);
        model.addAttribute(
                "options",
                Stream.of(AccountOption.values())
                        .map(option -> new OptionView(
                                option, options.isOn(account.id(), option), options.switches(account.id(), option)))
                        .toList());
        return "account/account-options";
    }

    @PostMapping("/{code}/{option}")
    String switchOption(
            @PathVariable String code,
            @PathVariable String option,
            @RequestParam boolean on,
            RedirectAttributes redirect,
            Locale locale) {
        var account = staff.account(code);
        var known = AccountOption.ofSlug(option).orElseThrow(() -> AccountRefused.unknownOption(option));
        options.switchOption(account.id(), known, on, staff.scope());
        var name = messages.getMessage("account.option." + known.slug(), null, locale);
        redirect.addFlashAttribute(
                "flash",
                messages.getMessage(
                        on ? "account.option.switched-on" : "account.option.switched-off",
                        new Object[] {name, account.name()},
                        locale));
        redirect.addAttribute("code", account.code());
        return "redirect:/console/options/{code}";
    }

    private List<AccountRow> rows(List<Account> all) {
        var states = Stream.of(AccountOption.values())
                .map(option -> new OptionHolders(option, options.holders(option)))
                .toList();
        return all.stream()
                .map(account -> new AccountRow(
                        account,
                        states.stream()
                                .map(state -> new OptionState(
                                        state.option(), state.holders().contains(account.id())))
                                .toList()))
                .toList();
    }

    private record OptionHolders(AccountOption option, Set<AccountId> holders) {}
}
