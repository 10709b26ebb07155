package fr.paraphe.relaunch.web;

import static java.util.stream.Collectors.toMap;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.message.Channel;
import fr.paraphe.message.MessageState;
import fr.paraphe.message.UncertainDecision;
import fr.paraphe.partner.ContactCorrection;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.ProblemTexts.FieldError;
import fr.paraphe.problem.Refusal;
import fr.paraphe.relaunch.RelaunchConfirming;
import fr.paraphe.relaunch.RelaunchNumber;
import fr.paraphe.relaunch.RelaunchOutcome;
import fr.paraphe.relaunch.RelaunchReading;
import fr.paraphe.relaunch.RelaunchReading.Reachable;
import fr.paraphe.relaunch.RelaunchReviewing;
import fr.paraphe.relaunch.RelaunchSelecting;
import fr.paraphe.relaunch.RelaunchSending;
import fr.paraphe.relaunch.Spelling;
import fr.paraphe.relaunch.process.RelaunchProcess;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The human steps of a relaunch, as Tasklist's forms show them: one page that is always the run's present step, so that
 * going on, going back and being overtaken by somebody else all look the same.
 */
@Controller
@RequestMapping("/console/relaunches")
class RelaunchSteps {

    private static final int PAGE_SIZE = 50;

    private final RelaunchReading reading;
    private final RelaunchSelecting selecting;
    private final RelaunchReviewing reviewing;
    private final RelaunchConfirming confirming;
    private final RelaunchOutcome outcome;
    private final RelaunchSending sending;
    private final RelaunchProcess process;
    private final CurrentStaff staff;
    private final ProblemTexts problems;
    private final Clock clock;

    RelaunchSteps(
            RelaunchReading reading,
            RelaunchSelecting selecting,
            RelaunchReviewing reviewing,
            RelaunchConfirming confirming,
            RelaunchOutcome outcome,
            RelaunchSending sending,
            RelaunchProcess process,
            CurrentStaff staff,
            ProblemTexts problems,
            Clock clock) {
        this.reading = reading;
        this.selecting = selecting;
        this.reviewing = reviewing;
        this.confirming = confirming;
        this.outcome = outcome;
        this.sending = sending;
        this.process = process;
        this.staff = staff;
        this.problems = problems;
        this.clock = clock;
    }

    @GetMapping("/step")
    String ofTask(@RequestParam String task) {
        return step(process.ofTask(task));
    }

    @GetMapping("/{number}/step")
    String show(
            @PathVariable RelaunchNumber number,
            @RequestParam(required = false) @Nullable Reachable reachable,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable MessageState state,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        var view = reading.byNumber(number);
        model.addAttribute("view", view);
        model.addAttribute("position", process.position(number));
        model.addAttribute("now", clock.instant());
        model.addAttribute("reachable", reachable);
        model.addAttribute("text", text);
        model.addAttribute("state", state);
        switch (view.status()) {
            case SELECTING -> model.addAttribute("page", reading.contracts(number, null, text, after, PAGE_SIZE));
            case REVIEWING -> model.addAttribute("page", reading.recipients(number, reachable, text, after, PAGE_SIZE));
            case CONFIRMING -> model.addAttribute("preview", reading.preview(number));
            case SENT -> model.addAttribute("outcome", outcome.rows(number, state, after, PAGE_SIZE));
            case SENDING, PAUSED, STOPPING, CLOSED, CANCELLED -> {}
        }
        return "relaunch/step";
    }

    @GetMapping("/{number}/step/contracts")
    String contracts(
            @PathVariable RelaunchNumber number,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        showIn(model, number);
        model.addAttribute("text", text);
        model.addAttribute("page", reading.contracts(number, null, text, after, PAGE_SIZE));
        return "relaunch/step :: contracts";
    }

    @PostMapping("/{number}/step/contracts/{contract}/tick")
    String tickContract(
            @PathVariable RelaunchNumber number,
            @PathVariable Long contract,
            @RequestParam(defaultValue = "false") boolean ticked,
            Model model) {
        selecting.tick(number, List.of(contract), ticked);
        showIn(model, number);
        return "relaunch/step :: afterTick";
    }

    @PostMapping("/{number}/step/contracts/ticks")
    String tickAllContracts(
            @PathVariable RelaunchNumber number,
            @RequestParam(defaultValue = "false") boolean ticked,
            RedirectAttributes next) {
        return taken(number, next, () -> selecting.tickAll(number, ticked));
    }

    @PostMapping("/{number}/step/selection")
    String select(@PathVariable RelaunchNumber number, @RequestParam Channel channel, RedirectAttributes next) {
        return taken(number, next, () -> process.select(number, channel));
    }

    @GetMapping("/{number}/step/recipients")
    String recipients(
            @PathVariable RelaunchNumber number,
            @RequestParam(required = false) @Nullable Reachable reachable,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        showIn(model, number);
        model.addAttribute("reachable", reachable);
        model.addAttribute("text", text);
        model.addAttribute("page", reading.recipients(number, reachable, text, after, PAGE_SIZE));
        return "relaunch/step :: recipients";
    }

    @PostMapping("/{number}/step/recipients/{partner}/tick")
    String tickRecipient(
            @PathVariable RelaunchNumber number,
            @PathVariable Long partner,
            @RequestParam(defaultValue = "false") boolean ticked,
            Model model) {
        reviewing.tick(number, List.of(partner), ticked);
        showIn(model, number);
        return "relaunch/step :: afterTick";
    }

    @PostMapping("/{number}/step/recipients/ticks")
    String tickAllRecipients(
            @PathVariable RelaunchNumber number,
            @RequestParam(defaultValue = "false") boolean ticked,
            RedirectAttributes next) {
        return taken(number, next, () -> reviewing.tickAll(number, ticked));
    }

    /**
     * What was typed and refused: it is still there, with the reason beside it.
     *
     * @param wrong the reason for each wrong field; empty if the refusal is about none of them
     */
    record RefusedCorrection(long partner, String mail, String phone, String refusal, Map<String, String> wrong) {}

    @PostMapping("/{number}/step/recipients/{partner}/contact")
    String correct(
            @PathVariable RelaunchNumber number,
            @PathVariable long partner,
            @RequestParam int version,
            @RequestParam String mail,
            @RequestParam String phone,
            Locale locale,
            Model model) {
        try {
            reviewing.correct(number, new PartnerId(partner), version, new ContactCorrection(mail, phone));
        } catch (Refusal refusal) {
            model.addAttribute(
                    "correction",
                    new RefusedCorrection(
                            partner,
                            mail,
                            phone,
                            problems.afterStep(refusal, locale),
                            problems.errors(refusal, locale).stream()
                                    .collect(toMap(FieldError::field, FieldError::message))));
        }
        showIn(model, number);
        model.addAttribute("page", reading.recipient(number, partner));
        return "relaunch/step :: afterCorrection";
    }

    @PostMapping("/{number}/step/review")
    String endReview(@PathVariable RelaunchNumber number, @RequestParam boolean reviewed, RedirectAttributes next) {
        return taken(number, next, reviewed ? () -> process.endReview(number) : () -> process.selectAgain(number));
    }

    @PostMapping("/{number}/step/spelling")
    String respell(@PathVariable RelaunchNumber number, @RequestParam Spelling spelling, RedirectAttributes next) {
        return taken(number, next, () -> confirming.respell(number, spelling));
    }

    @PostMapping("/{number}/step/confirmation")
    String confirm(
            @PathVariable RelaunchNumber number,
            @RequestParam boolean confirmed,
            @RequestParam int previewVersion,
            RedirectAttributes next) {
        return taken(
                number,
                next,
                confirmed ? () -> process.confirm(number, previewVersion) : () -> process.reviewAgain(number));
    }

    @PostMapping("/{number}/step/cancellation")
    String cancel(@PathVariable RelaunchNumber number, RedirectAttributes next) {
        return taken(number, next, () -> process.cancel(number));
    }

    @PostMapping("/{number}/step/pause")
    String pause(@PathVariable RelaunchNumber number, RedirectAttributes next) {
        return taken(number, next, () -> process.pause(number));
    }

    @PostMapping("/{number}/step/resumption")
    String resume(@PathVariable RelaunchNumber number, RedirectAttributes next) {
        return taken(number, next, () -> process.resume(number));
    }

    @PostMapping("/{number}/step/stop")
    String stop(@PathVariable RelaunchNumber number, RedirectAttributes next) {
        return taken(number, next, () -> process.stop(number));
    }

    /** The tab of the uncertain ones stays open for the next decision. */
    @PostMapping("/{number}/step/uncertain/{partner}")
    String decide(
            @PathVariable RelaunchNumber number,
            @PathVariable long partner,
            @RequestParam UncertainDecision decision,
            RedirectAttributes next) {
        next.addAttribute("state", MessageState.UNCERTAIN);
        return taken(number, next, () -> sending.decide(number, new PartnerId(partner), decision));
    }

    @PostMapping("/{number}/step/conclusion")
    String conclude(@PathVariable RelaunchNumber number, @RequestParam boolean retry, RedirectAttributes next) {
        return taken(number, next, () -> process.conclude(number, retry));
    }

    /** Whether it was taken or refused, the present step comes next; a refusal says why. */
    private String taken(RelaunchNumber number, RedirectAttributes next, Runnable step) {
        try {
            step.run();
            process.take(number, staff.scope().userId());
        } catch (Refusal refusal) {
            next.addFlashAttribute("refusal", problems.afterStep(refusal, LocaleContextHolder.getLocale()));
        }
        return step(number);
    }

    private void showIn(Model model, RelaunchNumber number) {
        model.addAttribute("view", reading.byNumber(number));
        model.addAttribute("position", process.position(number));
        model.addAttribute("address", address(number));
        model.addAttribute("now", clock.instant());
        model.addAttribute("oob", true);
    }

    private static String step(RelaunchNumber number) {
        return "redirect:" + address(number);
    }

    private static String address(RelaunchNumber number) {
        return "/console/relaunches/" + number + "/step";
    }
}
