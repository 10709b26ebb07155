package fr.paraphe.proposal.web;

import static java.util.stream.Collectors.toMap;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.Refusal;
import fr.paraphe.proposal.ContractText;
import fr.paraphe.proposal.Template;
import fr.paraphe.proposal.TemplateField;
import fr.paraphe.proposal.Templates;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The templates of contracts: typed as sections, or a PDF with its list of sections. */
@Controller
@RequestMapping("/console/proposal-templates")
class TemplatePages {

    private final CurrentStaff staff;
    private final Accounts accounts;
    private final Templates templates;
    private final ContractText text;
    private final ProblemTexts problems;
    private final MessageSource messages;

    TemplatePages(
            CurrentStaff staff,
            Accounts accounts,
            Templates templates,
            ContractText text,
            ProblemTexts problems,
            MessageSource messages) {
        this.staff = staff;
        this.accounts = accounts;
        this.templates = templates;
        this.text = text;
        this.problems = problems;
        this.messages = messages;
    }

    @GetMapping
    String list(Model model) {
        var seen = staff.scope().accounts();
        model.addAttribute("templates", templates.of(seen));
        model.addAttribute("accounts", accounts.all(seen).stream().collect(toMap(Account::id, Account::name)));
        return "proposal/templates";
    }

    /** @param pdf whether it will be a PDF */
    @GetMapping("/new")
    String blank(@RequestParam(defaultValue = "false") boolean pdf, Model model) {
        return form(null, pdf, "", "", model);
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model) {
        var template = templates.latest(id, staff.scope().accounts());
        return form(template, template.pdf() != null, template.name(), template.source(), model);
    }

    @PostMapping("/new")
    String add(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam boolean pdf,
            @RequestParam String name,
            @RequestParam String source,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response)
            throws IOException {
        var whose = staff.accountOrHome(account).id();
        var by = staff.scope().userId();
        try {
            return told(
                    pdf
                            ? templates.add(whose, name, fileName(file), bytes(file), Templates.titles(source), by)
                            : templates.add(whose, name, Templates.parse(source), by),
                    locale,
                    redirect);
        } catch (Refusal refused) {
            return refused(refused, null, pdf, name, source, model, locale, response);
        }
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable long id,
            @RequestParam String source,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response)
            throws IOException {
        var known = templates.latest(id, staff.scope().accounts());
        var by = staff.scope().userId();
        try {
            return told(
                    known.pdf() != null
                            ? templates.change(
                                    known,
                                    fileName(file),
                                    file == null || file.isEmpty() ? null : file.getBytes(),
                                    Templates.titles(source),
                                    by)
                            : templates.change(known, Templates.parse(source), by),
                    locale,
                    redirect);
        } catch (Refusal refused) {
            return refused(refused, known, known.pdf() != null, known.name(), source, model, locale, response);
        }
    }

    @GetMapping("/{id}/pdf")
    ResponseEntity<byte[]> preview(@PathVariable long id) {
        var pdf = text.preview(templates.latest(id, staff.scope().accounts()));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(pdf);
    }

    private String refused(
            Refusal refused,
            @Nullable Template known,
            boolean pdf,
            String name,
            String source,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        response.setStatus(refused.status());
        model.addAttribute("refusal", problems.detail(refused, locale));
        return form(known, pdf, name, source, model);
    }

    private String form(@Nullable Template known, boolean pdf, String name, String source, Model model) {
        model.addAttribute("template", known);
        model.addAttribute("pdf", pdf);
        model.addAttribute("name", name);
        model.addAttribute("source", source);
        model.addAttribute("fields", TemplateField.values());
        model.addAttribute("accounts", accounts.all(staff.scope().accounts()));
        return "proposal/template";
    }

    private String told(Template saved, Locale locale, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "flash",
                messages.getMessage("proposal.template.saved", new Object[] {saved.name(), saved.version()}, locale));
        return "redirect:/console/proposal-templates/" + saved.id();
    }

    private static String fileName(@Nullable MultipartFile file) {
        return file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), "");
    }

    private static byte[] bytes(@Nullable MultipartFile file) throws IOException {
        return file == null ? new byte[0] : file.getBytes();
    }
}
