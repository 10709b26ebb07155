package fr.paraphe.relaunch.web;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.Refusal;
import fr.paraphe.relaunch.RelaunchRequest;
import fr.paraphe.relaunch.process.RelaunchProcess;
import fr.paraphe.relaunch.web.RelaunchStarting.Ticks;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The button of the contracts page. */
@Controller
class RelaunchConsole {

    /** What stands in the form besides the page's filter. */
    private static final List<String> BESIDES = List.of("all", "except", "contract", "idempotencyKey", "_csrf");

    private final RelaunchStarting starting;

    private final RelaunchProcess process;
    private final CurrentStaff staff;
    private final ProblemTexts problems;

    RelaunchConsole(RelaunchStarting starting, RelaunchProcess process, CurrentStaff staff, ProblemTexts problems) {
        this.starting = starting;
        this.process = process;
        this.staff = staff;
        this.problems = problems;
    }

    /**
     * A refusal is told on the contracts page, whose filter stays.
     *
     * @param form the contracts page's filter
     * @param except the contracts that were unticked there, if the header's box is ticked
     * @param contract the contracts that are ticked there, if it is not; null: the page says nothing about ticks, so
     *     that all are
     * @param idempotencyKey made with the page, so that a double click starts once
     */
    @PostMapping("/console/relaunches")
    String start(
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(defaultValue = "") List<Long> except,
            @RequestParam(required = false) @Nullable List<Long> contract,
            @RequestParam(required = false) @Nullable String idempotencyKey,
            RedirectAttributes next,
            Locale locale) {
        var filter = new LinkedMultiValueMap<>(form);
        BESIDES.forEach(filter::remove);
        var ticks = contract == null ? Ticks.allBut(except) : Ticks.only(contract);
        try {
            var started = starting.start(new RelaunchRequest(filter, null, idempotencyKey), ticks);
            process.take(started.number(), staff.scope().userId());
            return "redirect:/console/relaunches/" + started.number();
        } catch (Refusal refusal) {
            next.addFlashAttribute("flash", problems.detail(refusal, locale));
            next.addFlashAttribute("flashTone", "danger");
            return "redirect:" + contracts(filter);
        }
    }

    private static String contracts(MultiValueMap<String, String> filter) {
        return UriComponentsBuilder.fromPath("/console/contracts")
                .queryParams(filter)
                .encode()
                .build()
                .toUriString();
    }
}
