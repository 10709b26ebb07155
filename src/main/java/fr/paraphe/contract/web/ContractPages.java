package fr.paraphe.contract.web;

import static java.util.stream.Collectors.toMap;

import fr.paraphe.account.AccountOption;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.Options;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import fr.paraphe.contract.ContractFilter;
import fr.paraphe.contract.ContractFilterRefused;
import fr.paraphe.contract.ContractFilters;
import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.contract.ContractReading;
import fr.paraphe.contract.ContractRefused;
import fr.paraphe.contract.ContractReminder;
import fr.paraphe.contract.ContractReminders;
import fr.paraphe.contract.ContractSelection;
import fr.paraphe.contract.ContractSignatures;
import fr.paraphe.contract.ContractSigning;
import fr.paraphe.contract.ContractType;
import fr.paraphe.contract.SignatureMode;
import fr.paraphe.contract.UnsignedContract;
import fr.paraphe.contract.UnsignedContracts;
import fr.paraphe.contract.UnsignedContracts.Position;
import fr.paraphe.contract.WaitingAge;
import fr.paraphe.contract.process.ContractCompletionProcess;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.problem.ProblemTexts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** "Gérer les contrats": the contracts that await a signature, one contract, and declaring many signed. */
@Controller
@RequestMapping("/console/contracts")
class ContractPages {

    private static final int ROWS_A_PAGE = 50;

    /** Parameters of these pages that are no filter: the page, the language, and what a form ticks. */
    private static final String[] BESIDES = {"after", "lang", "contract", "all", "except", "mode", "_csrf"};

    private final SeenContracts seen;
    private final ContractFilters filters;
    private final UnsignedContracts unsigned;
    private final ContractReading reading;
    private final ContractKeeping keeping;
    private final ContractSignatures signatures;
    private final ContractCompletionProcess completing;
    private final ContractSigning signing;
    private final ContractReminders reminders;
    private final ProofFile proof;
    private final ContractTexts texts;
    private final ProblemTexts problemTexts;
    private final Accounts accounts;
    private final Options options;
    private final Clock clock;

    ContractPages(
            SeenContracts seen,
            ContractFilters filters,
            UnsignedContracts unsigned,
            ContractReading reading,
            ContractKeeping keeping,
            ContractSignatures signatures,
            ContractCompletionProcess completing,
            ContractSigning signing,
            ContractReminders reminders,
            ProofFile proof,
            ContractTexts texts,
            ProblemTexts problemTexts,
            Accounts accounts,
            Options options,
            Clock clock) {
        this.seen = seen;
        this.filters = filters;
        this.unsigned = unsigned;
        this.reading = reading;
        this.keeping = keeping;
        this.signatures = signatures;
        this.completing = completing;
        this.signing = signing;
        this.reminders = reminders;
        this.proof = proof;
        this.texts = texts;
        this.problemTexts = problemTexts;
        this.accounts = accounts;
        this.options = options;
        this.clock = clock;
    }

    /** Whether to show what one ticks contracts for; the server refuses it to others anyway. */
    @ModelAttribute("maySign")
    boolean maySign() {
        return Stream.of(StaffRole.AGENT, StaffRole.MANAGER, StaffRole.SUPPORT).anyMatch(seen.scope()::has);
    }

    @GetMapping
    String list(
            @RequestParam MultiValueMap<String, String> params,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        var scope = seen.scope();
        model.addAttribute("types", ContractType.values());
        model.addAttribute("kinds", PartnerKind.values());
        model.addAttribute("ages", WaitingAge.values());
        model.addAttribute("accounts", accounts.all(scope.accounts()));
        model.addAttribute("idempotencyKey", UUID.randomUUID());
        try {
            var filter = filters.read(params, scope, BESIDES);
            model.addAttribute("typed", filters.parameters(filter, scope));
            var rows = rows(filter, params, scope, model);
            relaunch(filter, rows.isEmpty(), model);
        } catch (ContractFilterRefused refused) {
            response.setStatus(refused.status());
            model.addAttribute("typed", params);
            model.addAttribute("wrong", refused.field());
            model.addAttribute("refusal", problemTexts.detail(refused, locale));
        }
        return "contract/list";
    }

    /** The rows after those that the page has already. */
    @GetMapping("/rows")
    String more(@RequestParam MultiValueMap<String, String> params, Model model) {
        var scope = seen.scope();
        model.addAttribute("accounts", accounts.all(scope.accounts()));
        rows(filters.read(params, scope, BESIDES), params, scope, model);
        return "contract/list :: rows";
    }

    /** What the filter found, in a sentence: counted after the page is there. */
    @GetMapping("/summary")
    String summary(@RequestParam MultiValueMap<String, String> params, Model model, Locale locale) {
        var filter = filters.read(params, seen.scope(), BESIDES);
        var summary = unsigned.summary(filter);
        var ofWorkers = filter.type() == ContractType.WORK_CONTRACT
                || (!filter.kinds().isEmpty() && PartnerKind.WORKERS.containsAll(filter.kinds()));
        relaunch(filter, summary.contracts() == 0, model);
        model.addAttribute("summary", summary);
        model.addAttribute("found", texts.found(summary, ofWorkers, locale));
        return "contract/list :: summary";
    }

    /** Suggestions for the client filter, as somebody types. */
    @GetMapping("/clients")
    String clients(@RequestParam(defaultValue = "") String client, Model model) {
        model.addAttribute("clients", filters.clients(client, seen.scope()));
        return "contract/list :: clients";
    }

    @GetMapping("/{account}/{reference}")
    String one(@PathVariable String account, @PathVariable String reference, Model model, Locale locale) {
        var contract = reading.details(seen.account(account), reference);
        model.addAttribute("contract", contract);
        model.addAttribute("history", texts.history(contract.history(), reminders.of(List.of(contract.id())), locale));
        model.addAttribute("evidence", signatures.evidence(contract.id()).orElse(null));
        model.addAttribute("completion", signatures.completion(contract.id()).orElse(null));
        model.addAttribute("task", completing.taskOf(contract.id()).orElse(null));
        return "contract/contract";
    }

    /** What both parties have signed, with its proof page, under the account's seal. */
    @GetMapping("/{account}/{reference}/signed")
    ResponseEntity<byte[]> signed(@PathVariable String account, @PathVariable String reference) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .body(keeping.sealed(seen.account(account), reference));
    }

    @GetMapping("/{account}/{reference}/proof-file")
    ResponseEntity<byte[]> proofFile(@PathVariable String account, @PathVariable String reference) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .body(proof.of(seen.account(account), reference));
    }

    @GetMapping("/{account}/{reference}/pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String account, @PathVariable String reference) {
        var pdf = keeping.pdf(seen.account(account), reference);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .body(pdf.content());
    }

    /** Asks again, with the number of contracts, before they are declared signed. */
    @PostMapping("/signatures/confirmation")
    String confirm(@RequestParam MultiValueMap<String, String> params, @RequestParam SignatureMode mode, Model model) {
        var scope = seen.scope();
        var filter = filters.read(params, scope, BESIDES);
        var count = signing.count(selection(params, filter, scope));
        if (count == 0) {
            throw ContractRefused.nothingTicked();
        }
        var sent = new LinkedMultiValueMap<>(params);
        sent.remove("_csrf");
        model.addAttribute("mode", mode);
        model.addAttribute("count", count);
        model.addAttribute("sent", sent);
        model.addAttribute("back", address(filter, scope));
        return "contract/confirmation";
    }

    @PostMapping("/signatures")
    String sign(
            @RequestParam MultiValueMap<String, String> params,
            @RequestParam SignatureMode mode,
            RedirectAttributes redirect,
            Locale locale) {
        var scope = seen.scope();
        var filter = filters.read(params, scope, BESIDES);
        var outcome = signing.sign(selection(params, filter, scope), mode, scope);
        redirect.addFlashAttribute("flash", texts.signed(outcome, locale));
        redirect.addFlashAttribute("flashTone", outcome.refused() == 0 ? "success" : "warning");
        if (outcome.refused() > 0) {
            redirect.addFlashAttribute("refusedContracts", texts.refused(outcome, locale));
        }
        return "redirect:" + address(filter, scope);
    }

    /** The ticked rows; or, if the header box is ticked, whatever the filter finds but the unticked rows. */
    private ContractSelection selection(MultiValueMap<String, String> params, ContractFilter filter, StaffScope scope) {
        return params.containsKey("all")
                ? ContractSelection.filtered(filter, ids(params, "except"), clock)
                : ContractSelection.ticked(ids(params, "contract"), scope);
    }

    private static List<ContractId> ids(MultiValueMap<String, String> params, String name) {
        return params.getOrDefault(name, List.of()).stream()
                .map(id -> new ContractId(number(name, id)))
                .toList();
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ContractFilterRefused.unknownValue(name, text);
        }
    }

    private List<UnsignedContract> rows(
            ContractFilter filter, MultiValueMap<String, String> params, StaffScope scope, Model model) {
        var after = params.getFirst("after");
        var page = unsigned.page(filter, after == null ? null : Position.parse(after), ROWS_A_PAGE);
        var query = query(filter, scope);
        model.addAttribute("rows", page.contracts());
        model.addAttribute("reminded", lastReminders(page.contracts()));
        model.addAttribute("query", query);
        model.addAttribute("next", next(query, page.next()));
        return page.contracts();
    }

    private Map<ContractId, ContractReminder> lastReminders(List<UnsignedContract> contracts) {
        var shown = contracts.stream().map(UnsignedContract::id).toList();
        return reminders.of(shown).stream()
                .collect(toMap(ContractReminder::contract, reminder -> reminder, (latest, earlier) -> latest));
    }

    /** Why nobody of what the filter found could be relaunched, a text's key; null: somebody can. */
    private static @Nullable String obstacle(ContractFilter filter, boolean empty) {
        if (filter.type() != ContractType.WORK_CONTRACT) {
            return "contract.relaunch.disabled";
        }
        if (!PartnerKind.WORKERS.containsAll(filter.kinds())) {
            return "contract.relaunch.disabled.kind";
        }
        if (filter.accounts().size() > 1) {
            return "contract.relaunch.several-accounts";
        }
        return empty ? "contract.relaunch.disabled.empty" : null;
    }

    private static @Nullable String next(String query, @Nullable Position next) {
        return next == null ? null : query + "&after=" + next;
    }

    private String query(ContractFilter filter, StaffScope scope) {
        return "?"
                + UriComponentsBuilder.newInstance()
                        .queryParams(filters.parameters(filter, scope))
                        .encode()
                        .build()
                        .getQuery();
    }

    private String address(ContractFilter filter, StaffScope scope) {
        return "/console/contracts" + query(filter, scope);
    }

    /** Where a relaunch may start, every contract of the filter is ticked at first. */
    private void relaunch(ContractFilter filter, boolean empty, Model model) {
        var obstacle = obstacle(filter, empty);
        model.addAttribute("relaunch", hasRelaunch(filter, seen.scope()));
        model.addAttribute("relaunchable", obstacle == null);
        model.addAttribute("relaunchHint", obstacle == null ? "contract.relaunch.hint" : obstacle);
    }

    /** Whether this person relaunches, and one of the accounts that the list is about may. */
    private boolean hasRelaunch(ContractFilter filter, StaffScope scope) {
        return (scope.has(StaffRole.AGENT) || scope.has(StaffRole.MANAGER))
                && filter.accounts().stream().anyMatch(account -> options.isOn(account, AccountOption.RELAUNCH));
    }
}
