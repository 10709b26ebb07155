package fr.paraphe.mission.web;

import static java.util.stream.Collectors.toCollection;

import fr.paraphe.mission.ItemKind;
import fr.paraphe.mission.MissionAccess;
import fr.paraphe.mission.MissionRefused;
import fr.paraphe.mission.TaskNumber;
import fr.paraphe.mission.TaskReading;
import fr.paraphe.mission.TaskState;
import fr.paraphe.mission.process.InformationRequestProcess;
import fr.paraphe.mission.process.InternalTaskProcess;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Tâches": requests and tasks by client, state, period and assignee, with the progress of each client. */
@Controller
@RequestMapping("/console/tasks")
class TaskPages {

    private static final int PAGE_SIZE = 50;
    private static final int CLIENTS_SHOWN = 50;

    private final TaskReading reading;
    private final InformationRequestProcess requests;
    private final InternalTaskProcess tasks;
    private final MissionAccess access;
    private final Texts texts;

    TaskPages(
            TaskReading reading,
            InformationRequestProcess requests,
            InternalTaskProcess tasks,
            MissionAccess access,
            Texts texts) {
        this.reading = reading;
        this.requests = requests;
        this.tasks = tasks;
        this.access = access;
        this.texts = texts;
    }

    @GetMapping
    String list(
            TaskQuery query, @RequestParam(required = false) @Nullable TaskNumber after, Model model, Locale locale) {
        var filter = query.filter();
        var page = reading.list(filter, after, PAGE_SIZE, locale);
        model.addAttribute("query", query);
        model.addAttribute("page", page);
        model.addAttribute("summary", reading.summary(filter));
        model.addAttribute("progress", reading.progress(filter, CLIENTS_SHOWN));
        model.addAttribute("kinds", ItemKind.values());
        model.addAttribute("states", TaskState.values());
        model.addAttribute("accounts", access.accounts());
        model.addAttribute("workers", workers());
        model.addAttribute("first", after == null ? null : Addresses.ofPage(null));
        model.addAttribute("next", page.next() == null ? null : Addresses.ofPage(page.next()));
        return "mission/tasks";
    }

    /** Of all accounts that the person sees. */
    private Set<String> workers() {
        return access.accounts().stream()
                .flatMap(account -> access.workers(account).stream())
                .collect(toCollection(TreeSet::new));
    }

    @GetMapping("/{number}")
    String one(@PathVariable TaskNumber number, Model model, Locale locale) {
        var task = reading.byNumber(number, locale);
        model.addAttribute("one", task);
        model.addAttribute("exchange", reading.exchange(task));
        model.addAttribute("mails", reading.mails(task));
        var isRequest = task.kind() == ItemKind.REQUEST;
        model.addAttribute("task", (isRequest ? requests.taskOf(number) : tasks.taskOf(number)).orElse(null));
        model.addAttribute(
                "instance", (isRequest ? requests.instanceOf(number) : tasks.instanceOf(number)).orElse(null));
        return "mission/task";
    }

    @PostMapping("/{number}/closing")
    String close(@PathVariable TaskNumber number, RedirectAttributes redirect, Locale locale) {
        try {
            requests.close(number);
            texts.flash(redirect, "mission.request.closed", locale);
        } catch (MissionRefused refused) {
            if (refused.status() == 404) {
                throw refused;
            }
            texts.refuse(refused, redirect, locale);
        }
        return "redirect:/console/tasks/" + number;
    }
}
