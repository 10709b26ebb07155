package fr.paraphe.contract.web;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.camunda.DailyStart;
import fr.paraphe.contract.SynchronisationNumber;
import fr.paraphe.contract.SynchronisationOpening;
import fr.paraphe.contract.SynchronisationReading;
import fr.paraphe.contract.SynchronisationView;
import fr.paraphe.contract.process.SynchronisationProcess;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The last synchronisation, in a line on the contracts page; all of them; and each one. */
@Controller
@RequestMapping("/console/synchronisations")
class SynchronisationPages {

    private static final int PAGE_SIZE = 50;
    private static final String LINE = "contract/synchronisations :: line";

    private final SynchronisationProcess process;
    private final SynchronisationOpening opening;
    private final SynchronisationReading reading;
    private final SynchronisationTexts texts;
    private final DailyStart times;
    private final CurrentStaff staff;
    private final Clock clock;

    SynchronisationPages(
            SynchronisationProcess process,
            SynchronisationOpening opening,
            SynchronisationReading reading,
            SynchronisationTexts texts,
            DailyStart synchronisationTimes,
            CurrentStaff staff,
            Clock clock) {
        this.process = process;
        this.opening = opening;
        this.reading = reading;
        this.texts = texts;
        this.times = synchronisationTimes;
        this.staff = staff;
        this.clock = clock;
    }

    /** A run beside its state. */
    record Shown(
            SynchronisationView run,
            SynchronisationState state,
            @Nullable String processInstanceId) {}

    @GetMapping
    String list(@RequestParam(required = false) @Nullable Long before, Model model, Locale locale) {
        var page = reading.list(before, PAGE_SIZE);
        var positions = process.positions();
        var address = "/console/synchronisations";
        line(model, locale);
        model.addAttribute(
                "runs",
                page.synchronisations().stream()
                        .map(run -> shown(run, positions.get(run.number())))
                        .toList());
        model.addAttribute("times", texts.times(times.times(), locale));
        model.addAttribute("first", before == null ? null : address);
        model.addAttribute("older", page.next() == null ? null : address + "?before=" + page.next());
        return "contract/synchronisations";
    }

    @GetMapping("/{number}")
    String one(@PathVariable SynchronisationNumber number, Model model) {
        model.addAttribute(
                "shown", shown(reading.byNumber(number), process.positions().get(number)));
        model.addAttribute("operator", staff.scope().has(StaffRole.OPERATOR));
        model.addAttribute("mayStartOver", opening.mayStart(true));
        return "contract/synchronisation";
    }

    @GetMapping("/latest")
    String latest(Model model, Locale locale) {
        line(model, locale);
        return LINE;
    }

    /** From the line: shown there at once. Without htmx: shown on its own page. */
    @PostMapping
    String start(
            @RequestParam(defaultValue = "false") boolean startingOver,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String inLine,
            Model model,
            Locale locale) {
        var started = process.start(startingOver);
        if (inLine == null) {
            return "redirect:/console/synchronisations/" + started.number();
        }
        line(model, locale);
        return LINE;
    }

    private void line(Model model, Locale locale) {
        var latest = reading.latest()
                .map(run -> shown(run, process.positions().get(run.number())))
                .orElse(null);
        model.addAttribute("latest", latest);
        model.addAttribute(
                "done",
                latest == null || latest.state() == SynchronisationState.DONE
                        ? null
                        : reading.latestDone().orElse(null));
        model.addAttribute("mayStart", opening.mayStart(false));
        model.addAttribute("next", texts.when(times.after(ZonedDateTime.now(clock)), locale));
    }

    private static Shown shown(SynchronisationView run, SynchronisationProcess.@Nullable Position position) {
        return new Shown(
                run, SynchronisationState.of(run, position), position == null ? null : position.processInstanceId());
    }
}
