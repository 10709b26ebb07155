package fr.paraphe.camunda.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Which way an instance of a process went, drawn on its diagram, also when it has ended long since. */
@Controller
@RequestMapping("/console/history")
class HistoryPages {

    private static final int INSTANCES_A_PAGE = 20;

    private final ProcessHistory history;

    HistoryPages(ProcessHistory history) {
        this.history = history;
    }

    /**
     * @param number of a run, campaign, mission…, in any case; if it has one instance alone, that is shown at once
     * @param from how many instances to pass over
     */
    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "0") int from,
            Locale language,
            Model model) {
        var sought = number.isBlank() ? null : number.strip().toUpperCase(Locale.ROOT);
        var first = Math.max(0, from);
        var found = history.instances(sought, first, INSTANCES_A_PAGE + 1, language);
        if (sought != null && first == 0 && found.size() == 1) {
            return "redirect:/console/history/" + found.get(0).id();
        }
        model.addAttribute("number", number);
        model.addAttribute("instances", found.stream().limit(INSTANCES_A_PAGE).toList());
        model.addAttribute("previous", first == 0 ? null : page(number, Math.max(0, first - INSTANCES_A_PAGE)));
        model.addAttribute("next", found.size() > INSTANCES_A_PAGE ? page(number, first + INSTANCES_A_PAGE) : null);
        return "camunda/history";
    }

    private static String page(String number, int from) {
        return "/console/history?number=" + number + "&from=" + from;
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Locale language, Model model) {
        var instance =
                history.instance(id, language).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("instance", instance);
        model.addAttribute("path", history.path(instance, language));
        return "camunda/instance";
    }
}
