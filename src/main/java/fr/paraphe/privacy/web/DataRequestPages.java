package fr.paraphe.privacy.web;

import fr.paraphe.account.Account;
import fr.paraphe.privacy.Archive;
import fr.paraphe.privacy.DataRequesting;
import fr.paraphe.privacy.DataRequesting.Answer;
import fr.paraphe.privacy.PrivacyAccess;
import fr.paraphe.privacy.RequestKind;
import fr.paraphe.privacy.RequestNumber;
import fr.paraphe.privacy.RequestState;
import fr.paraphe.privacy.process.PersonalDataRequestProcess;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
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

/** Requests about personal data in the console, and the task "Answer request" as Tasklist's form shows it. */
@Controller
@RequestMapping("/console/personal-data-requests")
class DataRequestPages {

    private static final String LIST = "redirect:/console/personal-data-requests";

    private final DataRequesting requesting;
    private final PersonalDataRequestProcess process;
    private final Archive archive;
    private final PrivacyAccess access;
    private final ProblemTexts problems;
    private final MessageSource messages;

    DataRequestPages(
            DataRequesting requesting,
            PersonalDataRequestProcess process,
            Archive archive,
            PrivacyAccess access,
            ProblemTexts problems,
            MessageSource messages) {
        this.requesting = requesting;
        this.process = process;
        this.archive = archive;
        this.access = access;
        this.problems = problems;
        this.messages = messages;
    }

    @ModelAttribute("accounts")
    List<Account> accounts() {
        return access.accounts();
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable RequestState state,
            @RequestParam(required = false) @Nullable String partner,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable RequestNumber after,
            Model model) {
        model.addAttribute("reference", partner);
        return page(state, after, account, model);
    }

    @PostMapping
    String receive(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam String partner,
            @RequestParam RequestKind kind,
            @RequestParam(required = false) @Nullable LocalDate receivedOn,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        try {
            return LIST + "/" + requesting.receive(account, partner, kind, receivedOn);
        } catch (Refusal refused) {
            response.setStatus(refused.status());
            model.addAttribute("refusal", problems.detail(refused, locale));
            model.addAttribute("reference", partner);
            return page(null, null, account, model);
        }
    }

    @GetMapping("/{number:DP-.+}")
    String one(@PathVariable RequestNumber number, Model model) {
        show(number, model);
        return "privacy/request";
    }

    @GetMapping("/{number:DP-.+}/archive")
    void archive(@PathVariable RequestNumber number, HttpServletResponse response, Locale language) throws IOException {
        DataRequestApi.send(archive, number, response, language);
    }

    @PostMapping("/{number:DP-.+}/extension")
    String extend(
            @PathVariable RequestNumber number,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes next,
            Locale locale) {
        return told("privacy.extended", next, locale, LIST + "/" + number, () -> process.extend(number, reason));
    }

    @PostMapping("/{number:DP-.+}/hold")
    String hold(
            @PathVariable RequestNumber number,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes next,
            Locale locale) {
        return told("privacy.held", next, locale, LIST + "/" + number, () -> requesting.hold(number, reason));
    }

    @PostMapping("/{number:DP-.+}/hold/lift")
    String lift(@PathVariable RequestNumber number, RedirectAttributes next, Locale locale) {
        return told("privacy.lifted", next, locale, LIST + "/" + number, () -> requesting.lift(number));
    }

    @GetMapping("/step")
    String ofTask(@RequestParam String task) {
        return LIST + "/step/" + process.ofTask(task);
    }

    @GetMapping("/step/{number}")
    String step(@PathVariable RequestNumber number, Model model) {
        show(number, model);
        return "privacy/step";
    }

    @PostMapping("/step/{number}")
    String answer(
            @PathVariable RequestNumber number,
            @RequestParam Answer answer,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes next,
            Locale locale) {
        return told(
                "privacy.answered",
                next,
                locale,
                LIST + "/step/" + number,
                () -> process.answer(number, answer, reason));
    }

    private String told(String key, RedirectAttributes next, Locale locale, String place, Runnable what) {
        try {
            what.run();
            next.addFlashAttribute("flash", messages.getMessage(key, null, locale));
        } catch (Refusal refused) {
            if (refused.status() == 404) {
                throw refused;
            }
            next.addFlashAttribute("refusal", problems.detail(refused, locale));
        }
        return place;
    }

    private void show(RequestNumber number, Model model) {
        var request = requesting.one(number);
        var holds = requesting.holds(request);
        model.addAttribute("one", request);
        model.addAttribute("kept", requesting.kept(request));
        model.addAttribute("holds", holds);
        model.addAttribute("held", holds.stream().anyMatch(hold -> hold.liftedAt() == null));
        model.addAttribute("events", requesting.events(request));
        model.addAttribute("fetchable", archive.isFetchable(request));
        model.addAttribute("task", process.taskOf(number).orElse(null));
    }

    private String page(
            @Nullable RequestState state, @Nullable RequestNumber after, @Nullable String account, Model model) {
        var page = requesting.list(state, after);
        var first = "/console/personal-data-requests?state=" + (state == null ? "" : state);
        model.addAttribute("account", account == null ? access.home() : account);
        model.addAttribute("rows", page.requests());
        model.addAttribute("first", after == null ? null : first);
        model.addAttribute("next", page.next() == null ? null : first + "&after=" + page.next());
        model.addAttribute("state", state);
        model.addAttribute("states", RequestState.values());
        model.addAttribute("kinds", RequestKind.values());
        return "privacy/requests";
    }
}
