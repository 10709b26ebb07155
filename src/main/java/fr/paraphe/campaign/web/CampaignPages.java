package fr.paraphe.campaign.web;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.campaign.CampaignDeliveries;
import fr.paraphe.campaign.CampaignEvent;
import fr.paraphe.campaign.CampaignNumber;
import fr.paraphe.campaign.CampaignReading;
import fr.paraphe.campaign.CampaignRequest;
import fr.paraphe.campaign.CampaignState;
import fr.paraphe.campaign.CampaignView;
import fr.paraphe.campaign.process.CampaignProcess;
import fr.paraphe.vault.DocumentType;
import fr.paraphe.vault.DocumentTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

/** "Mes campagnes": the list, and each one with its figures, whom it reached and its history (C-26, C-27). */
@Controller
@RequestMapping("/console/campaigns")
class CampaignPages {

    private static final int CAMPAIGNS_A_PAGE = 20;
    private static final int PARTNERS_A_PAGE = 50;

    private final CampaignReading reading;
    private final CampaignDeliveries deliveries;
    private final CampaignProcess process;
    private final CurrentStaff staff;
    private final Accounts accounts;
    private final DocumentTypes types;
    private final MessageSource messages;

    CampaignPages(
            CampaignReading reading,
            CampaignDeliveries deliveries,
            CampaignProcess process,
            CurrentStaff staff,
            Accounts accounts,
            DocumentTypes types,
            MessageSource messages) {
        this.reading = reading;
        this.deliveries = deliveries;
        this.process = process;
        this.staff = staff;
        this.accounts = accounts;
        this.types = types;
        this.messages = messages;
    }

    /** Whether to show what only managers do; the server refuses it to others anyway. */
    @ModelAttribute("mayManage")
    boolean mayManage() {
        return staff.scope().has(StaffRole.MANAGER);
    }

    /** The accounts that a new campaign may be for; the home account comes first. */
    @ModelAttribute("accounts")
    List<Account> accounts() {
        var scope = staff.scope();
        return accounts.all(scope.accounts()).stream()
                .sorted((one, other) -> Boolean.compare(
                        other.id().equals(scope.home().id()),
                        one.id().equals(scope.home().id())))
                .toList();
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable CampaignState state,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        var page = reading.list(state, after, CAMPAIGNS_A_PAGE);
        var list = "/console/campaigns?state=" + (state == null ? "" : state);
        model.addAttribute("page", page);
        model.addAttribute("state", state);
        model.addAttribute("states", CampaignState.values());
        model.addAttribute("first", after == null ? null : list);
        model.addAttribute("next", page.next() == null ? null : list + "&after=" + page.next());
        return "campaign/list";
    }

    /** @param idempotencyKey made with the page, so that a double click creates one draft */
    @PostMapping
    String create(@RequestParam String account, @RequestParam String idempotencyKey) {
        var started = process.start(new CampaignRequest(account, idempotencyKey, "console"));
        process.take(started.number(), staff.scope().userId());
        return process.position(started.number())
                .map(position -> "redirect:/camunda/app/tasklist/default/#/?task=" + position.taskId())
                .orElseGet(() -> page(started.number()));
    }

    /** What Tasklist shows to whoever starts the process there. */
    @GetMapping("/start")
    String start() {
        return "campaign/start";
    }

    @GetMapping("/{number}")
    String one(
            @PathVariable CampaignNumber number,
            @RequestParam(required = false) @Nullable Boolean read,
            @RequestParam(required = false) @Nullable Long after,
            Locale locale,
            Model model) {
        var view = reading.byNumber(number);
        model.addAttribute("view", view);
        model.addAttribute("position", process.position(number).orElse(null));
        model.addAttribute("history", history(view.history(), locale));
        model.addAttribute("types", labels(view));
        model.addAttribute("read", read);
        model.addAttribute("deliveries", deliveries.rows(number, read, after, PARTNERS_A_PAGE));
        return "campaign/campaign";
    }

    @PostMapping("/{number}/closing")
    String close(@PathVariable CampaignNumber number, Locale locale, RedirectAttributes next) {
        process.close(number);
        next.addFlashAttribute(
                "flash", messages.getMessage("campaign.closed.done", new Object[] {number.value()}, locale));
        return page(number);
    }

    private List<String> labels(CampaignView view) {
        var chosen = view.population().documentTypes();
        return types.of(view.accountId()).stream()
                .filter(type -> chosen.contains(type.code()))
                .map(DocumentType::label)
                .toList();
    }

    private static String page(CampaignNumber number) {
        return "redirect:/console/campaigns/" + number;
    }

    /** An entry of the timeline, in the reader's language; the latest comes first. */
    record Entry(Instant at, @Nullable String who, String what) {}

    private List<Entry> history(List<CampaignEvent> events, Locale locale) {
        var latestFirst = new ArrayList<>(events);
        Collections.reverse(latestFirst);
        return latestFirst.stream()
                .map(event -> new Entry(
                        event.at(),
                        event.by(),
                        messages.getMessage("campaign.event." + event.what(), new Object[] {event.amount()}, locale)))
                .toList();
    }
}
