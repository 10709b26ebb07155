package fr.paraphe.proposal.web;

import static java.util.stream.Collectors.toMap;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.Refusal;
import fr.paraphe.proposal.ContractText;
import fr.paraphe.proposal.LeadSource;
import fr.paraphe.proposal.ProposalEvent;
import fr.paraphe.proposal.ProposalNumber;
import fr.paraphe.proposal.ProposalReading;
import fr.paraphe.proposal.ProposalReading.Details;
import fr.paraphe.proposal.ProposalSending;
import fr.paraphe.proposal.ProposalStatus;
import fr.paraphe.proposal.Templates;
import fr.paraphe.proposal.process.ContractSignatureProcess;
import fr.paraphe.signing.SigningRules;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The contracts that are sent: the list, "Envoyer pour signature", and each one with its timeline. */
@Controller
@RequestMapping("/console/proposals")
class ProposalPages {

    private static final int PAGE_SIZE = 50;
    private static final String FORM = "sending";

    private final CurrentStaff staff;
    private final Accounts accounts;
    private final ProposalReading reading;
    private final ProposalSending sending;
    private final ContractText text;
    private final Templates templates;
    private final SigningRules rules;
    private final ContractSignatureProcess process;
    private final ProblemTexts problems;
    private final MessageSource messages;

    ProposalPages(
            CurrentStaff staff,
            Accounts accounts,
            ProposalReading reading,
            ProposalSending sending,
            ContractText text,
            Templates templates,
            SigningRules rules,
            ContractSignatureProcess process,
            ProblemTexts problems,
            MessageSource messages) {
        this.staff = staff;
        this.accounts = accounts;
        this.reading = reading;
        this.sending = sending;
        this.text = text;
        this.templates = templates;
        this.rules = rules;
        this.process = process;
        this.problems = problems;
        this.messages = messages;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable ProposalStatus status,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        var scope = staff.scope();
        var page = reading.list(scope.accounts(), status, after, PAGE_SIZE);
        var list = "/console/proposals?status=" + (status == null ? "" : status);
        model.addAttribute("page", page);
        model.addAttribute("status", status);
        model.addAttribute("statuses", ProposalStatus.values());
        model.addAttribute("templates", templates.of(scope.accounts()));
        model.addAttribute(
                "accounts", accounts.all(scope.accounts()).stream().collect(toMap(Account::id, Account::name)));
        model.addAttribute("support", scope.has(StaffRole.SUPPORT));
        model.addAttribute("first", after == null ? null : list);
        model.addAttribute("next", page.next() == null ? null : list + "&after=" + page.next());
        return "proposal/list";
    }

    /** "Envoyer pour signature": prepares a contract from a template; whom it goes to is asked next. */
    @PostMapping
    String prepare(@RequestParam long template) {
        var scope = staff.scope();
        var chosen = templates.latest(template, scope.accounts());
        var number = process.start(accounts.byId(chosen.account()).code(), template);
        process.take(number, scope.userId());
        return page(number);
    }

    @GetMapping("/{number}")
    String one(@PathVariable ProposalNumber number, Model model, Locale locale) {
        return show(number, false, model, locale);
    }

    /** Asked by a page that says that the contract leaves: it is to show itself anew once it has left. */
    @GetMapping("/{number}/leaving")
    ResponseEntity<Void> leaving(@PathVariable ProposalNumber number) {
        var leaves = reading.details(number, staff.scope().accounts()).isLeaving();
        var answer = ResponseEntity.noContent();
        return (leaves ? answer : answer.header("HX-Refresh", "true")).build();
    }

    /** The page of a task, in Tasklist's frame. */
    @GetMapping("/step")
    String ofTask(@RequestParam String task) {
        return page(process.ofTask(task)) + "/step";
    }

    @GetMapping("/{number}/step")
    String step(@PathVariable ProposalNumber number, Model model, Locale locale) {
        return show(number, true, model, locale);
    }

    /** @param framed whether the form stands in Tasklist */
    @PostMapping("/{number}/sending")
    String send(
            @PathVariable ProposalNumber number,
            @RequestParam Map<String, String> fields,
            @RequestParam(defaultValue = "false") boolean framed,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        var form = SendingForm.of(fields);
        try {
            process.complete(number, form.recipient());
            process.take(number, staff.scope().userId());
            return page(number) + (framed ? "/step" : "");
        } catch (Refusal refused) {
            if (refused.errors().isEmpty()) {
                throw refused;
            }
            response.setStatus(refused.status());
            model.addAttribute(FORM, form);
            tell(refused, form, model, locale);
            return show(number, framed, model, locale);
        }
    }

    @PostMapping("/{number}/recipient")
    String readdress(
            @PathVariable ProposalNumber number,
            @RequestParam String mail,
            Locale locale,
            RedirectAttributes redirect) {
        try {
            if (!sending.readdress(number, mail)) {
                danger(messages.getMessage("proposal.readdress.same", null, locale), redirect);
            }
        } catch (Refusal refused) {
            danger(
                    problems.errors(refused, locale).stream()
                            .filter(error -> error.field().equals("mail"))
                            .findFirst()
                            .map(ProblemTexts.FieldError::message)
                            .orElseGet(() -> problems.afterStep(refused, locale)),
                    redirect);
        }
        return page(number);
    }

    @PostMapping("/{number}/withdrawal")
    String withdraw(@PathVariable ProposalNumber number, Locale locale, RedirectAttributes redirect) {
        try {
            sending.withdraw(number);
            redirect.addFlashAttribute("flash", messages.getMessage("proposal.withdrawn", null, locale));
        } catch (Refusal refused) {
            danger(problems.afterStep(refused, locale), redirect);
        }
        return page(number);
    }

    /** What the client would read if the form were sent as it is; nothing is kept. */
    @PostMapping("/{number}/preview")
    ResponseEntity<byte[]> preview(@PathVariable ProposalNumber number, @RequestParam Map<String, String> fields) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .body(text.preview(number, SendingForm.of(fields).recipient()));
    }

    @GetMapping("/{number}/pdf")
    ResponseEntity<byte[]> pdf(@PathVariable ProposalNumber number) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(text.preview(number));
    }

    private String show(ProposalNumber number, boolean framed, Model model, Locale locale) {
        var details = reading.details(number, staff.scope().accounts());
        var task = details.status() == ProposalStatus.READY ? process.taskOf(number) : null;
        if (task != null) {
            if (!model.containsAttribute(FORM)) {
                var form = SendingForm.of(details);
                model.addAttribute(FORM, form);
                var refused = sending.refusalOf(number);
                if (refused != null) {
                    tell(refused, form, model, locale);
                }
            }
            model.addAttribute("locations", accounts.locationsOf(details.accountId()));
            model.addAttribute("sources", LeadSource.values());
            model.addAttribute("fields", templates.enteredIn(details.templateVersion()));
            model.addAttribute("codeAsked", rules.of(details.accountId()).asksCode());
        }
        model.addAttribute("view", details);
        model.addAttribute("task", task);
        model.addAttribute("instance", process.instanceOf(number));
        model.addAttribute("history", history(details, locale));
        return framed ? "proposal/step" : "proposal/proposal";
    }

    private void tell(Refusal refused, SendingForm form, Model model, Locale locale) {
        model.addAttribute("refusal", problems.detail(refused, locale));
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + FORM, problems.beside(refused, form, FORM, locale));
    }

    private static void danger(String what, RedirectAttributes redirect) {
        redirect.addFlashAttribute("flash", what);
        redirect.addFlashAttribute("flashTone", "danger");
    }

    /** An entry of the timeline, in the reader's language; the latest comes first. */
    record Entry(Instant at, @Nullable String who, String what) {}

    private List<Entry> history(Details details, Locale locale) {
        var latestFirst = new ArrayList<ProposalEvent>(details.history());
        Collections.reverse(latestFirst);
        return latestFirst.stream()
                .map(event -> new Entry(
                        event.at(),
                        event.who().contains(" ") || event.who().equals(ContractSignatureProcess.KEY)
                                ? null
                                : event.who(),
                        messages.getMessage("proposal.event." + event.what(), new Object[] {event.detail()}, locale)))
                .toList();
    }

    private static String page(ProposalNumber number) {
        return "redirect:/console/proposals/" + number;
    }
}
