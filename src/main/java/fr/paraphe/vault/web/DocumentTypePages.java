package fr.paraphe.vault.web;

import static java.util.Objects.requireNonNullElse;

import fr.paraphe.account.Account;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.vault.DocumentType;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.VaultRefused;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

/** "Typologies": the types that an account's documents may have; managers add and change its own. */
@Controller
@RequestMapping("/console/document-types")
class DocumentTypePages {

    /** What a manager types. */
    static final class TypeForm {

        @NotBlank
        @Size(max = 60)
        @Pattern(regexp = DocumentTypeApi.CODE)
        private final @Nullable String code;

        @NotBlank
        @Size(max = 120)
        private final @Nullable String label;

        @NotNull
        @Min(1)
        @Max(99)
        private final @Nullable Integer retentionYears;

        private final @Nullable Boolean recipientSigns;

        TypeForm(
                @Nullable String code,
                @Nullable String label,
                @Nullable Integer retentionYears,
                @Nullable Boolean recipientSigns) {
            this.code = code;
            this.label = label;
            this.retentionYears = retentionYears;
            this.recipientSigns = recipientSigns;
        }

        static TypeForm of(DocumentType type) {
            return new TypeForm(type.code(), type.label(), type.retentionYears(), type.recipientSigns());
        }

        public String getCode() {
            return requireNonNullElse(code, "");
        }

        public String getLabel() {
            return requireNonNullElse(label, "");
        }

        public @Nullable Integer getRetentionYears() {
            return retentionYears;
        }

        public boolean isRecipientSigns() {
            return Boolean.TRUE.equals(recipientSigns);
        }

        int years() {
            return requireNonNullElse(retentionYears, 1);
        }
    }

    private final SeenVaults seen;
    private final DocumentTypes types;
    private final ProblemTexts problemTexts;
    private final MessageSource messages;

    DocumentTypePages(SeenVaults seen, DocumentTypes types, ProblemTexts problemTexts, MessageSource messages) {
        this.seen = seen;
        this.types = types;
        this.problemTexts = problemTexts;
        this.messages = messages;
    }

    @ModelAttribute
    void managersAlone() {
        seen.managersAlone();
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String account, Model model) {
        model.addAttribute("type", new TypeForm("", "", 5, false));
        return page(seen.account(account), model);
    }

    @PostMapping
    String add(
            @RequestParam(required = false) @Nullable String account,
            @Valid @ModelAttribute("type") TypeForm form,
            BindingResult typed,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var where = seen.account(account);
        if (!typed.hasErrors()) {
            try {
                types.add(where.id(), form.getCode(), form.getLabel(), form.years(), form.isRecipientSigns());
                return told("vault.types.added", form.getLabel(), where, redirect, locale);
            } catch (VaultRefused refused) {
                typed.rejectValue("code", "", problemTexts.detail(refused, locale));
            }
        }
        response.setStatus(422);
        return page(where, model);
    }

    @GetMapping("/{code}")
    String one(@PathVariable String code, @RequestParam(required = false) @Nullable String account, Model model) {
        var where = seen.account(account);
        var type = types.byCode(where.id(), code);
        model.addAttribute("account", where);
        model.addAttribute("present", type);
        model.addAttribute("type", TypeForm.of(type));
        return "vault/type";
    }

    @PostMapping("/{code}")
    String change(
            @PathVariable("code") String present,
            @RequestParam(required = false) @Nullable String account,
            @Valid @ModelAttribute("type") TypeForm form,
            BindingResult typed,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var where = seen.account(account);
        if (!typed.hasErrors()) {
            try {
                types.change(
                        where.id(), present, form.getCode(), form.getLabel(), form.years(), form.isRecipientSigns());
                return told("vault.types.changed", form.getLabel(), where, redirect, locale);
            } catch (VaultRefused refused) {
                typed.rejectValue("code", "", problemTexts.detail(refused, locale));
            }
        }
        response.setStatus(422);
        model.addAttribute("account", where);
        model.addAttribute("present", types.byCode(where.id(), present));
        return "vault/type";
    }

    private String told(String key, String label, Account account, RedirectAttributes redirect, Locale locale) {
        redirect.addFlashAttribute("flash", messages.getMessage(key, new Object[] {label}, locale));
        redirect.addAttribute("account", account.code());
        return "redirect:/console/document-types";
    }

    private String page(Account account, Model model) {
        model.addAttribute("account", account);
        model.addAttribute("accounts", seen.accounts());
        model.addAttribute("types", types.of(account.id()));
        return "vault/types";
    }
}
