package fr.paraphe.relaunch.web;

import fr.paraphe.message.MessageState;
import fr.paraphe.message.UncertainDecision;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.relaunch.RelaunchEvent;
import fr.paraphe.relaunch.RelaunchNumber;
import fr.paraphe.relaunch.RelaunchOutcome;
import fr.paraphe.relaunch.RelaunchReading;
import fr.paraphe.relaunch.RelaunchSending;
import fr.paraphe.relaunch.RelaunchStatus;
import fr.paraphe.relaunch.process.RelaunchProcess;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of relaunches, and each one: where it stands, what became of each message, its history. */
@Controller
@RequestMapping("/console/relaunches")
class RelaunchPages {

    private static final int PAGE_SIZE = 50;

    private final RelaunchReading reading;
    private final RelaunchOutcome outcome;
    private final RelaunchSending sending;
    private final RelaunchProcess process;
    private final MessageSource messages;

    RelaunchPages(
            RelaunchReading reading,
            RelaunchOutcome outcome,
            RelaunchSending sending,
            RelaunchProcess process,
            MessageSource messages) {
        this.reading = reading;
        this.outcome = outcome;
        this.sending = sending;
        this.process = process;
        this.messages = messages;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable RelaunchStatus status,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        var page = reading.list(status, after, PAGE_SIZE);
        var list = "/console/relaunches?status=" + (status == null ? "" : status);
        model.addAttribute("page", page);
        model.addAttribute("status", status);
        model.addAttribute("statuses", RelaunchStatus.values());
        model.addAttribute("first", after == null ? null : list);
        model.addAttribute("next", page.next() == null ? null : list + "&after=" + page.next());
        return "relaunch/list";
    }

    @GetMapping("/{number}")
    String one(
            @PathVariable RelaunchNumber number,
            @RequestParam(required = false) @Nullable MessageState state,
            @RequestParam(required = false) @Nullable Long after,
            Locale locale,
            Model model) {
        var view = reading.byNumber(number);
        model.addAttribute("view", view);
        model.addAttribute("position", process.position(number));
        model.addAttribute("history", history(view.history(), locale));
        model.addAttribute("state", state);
        model.addAttribute(
                "outcome", view.status().isConfirmed() ? outcome.rows(number, state, after, PAGE_SIZE) : null);
        return "relaunch/run";
    }

    @PostMapping("/{number}/pause")
    String pause(@PathVariable RelaunchNumber number) {
        process.pause(number);
        return page(number);
    }

    @PostMapping("/{number}/resumption")
    String resume(@PathVariable RelaunchNumber number) {
        process.resume(number);
        return page(number);
    }

    @PostMapping("/{number}/stop")
    String stop(@PathVariable RelaunchNumber number) {
        process.stop(number);
        return page(number);
    }

    @PostMapping("/{number}/uncertain/{partner}")
    String decide(
            @PathVariable RelaunchNumber number,
            @PathVariable long partner,
            @RequestParam UncertainDecision decision,
            RedirectAttributes next) {
        sending.decide(number, new PartnerId(partner), decision);
        next.addAttribute("state", MessageState.UNCERTAIN);
        return page(number);
    }

    private static String page(RelaunchNumber number) {
        return "redirect:/console/relaunches/" + number;
    }

    /** An entry of the timeline, in the reader's language; the latest comes first. */
    record Entry(Instant at, @Nullable String who, String what) {}

    private List<Entry> history(List<RelaunchEvent> events, Locale locale) {
        return events.stream()
                .sorted((one, other) -> other.at().compareTo(one.at()))
                .map(event -> new Entry(
                        event.at(),
                        event.by(),
                        messages.getMessage(
                                "relaunch.event." + event.what(),
                                new Object[] {event.amount(), event.about()},
                                locale)))
                .toList();
    }
}
