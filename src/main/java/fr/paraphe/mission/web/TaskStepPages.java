package fr.paraphe.mission.web;

import fr.paraphe.mission.MissionRefused;
import fr.paraphe.mission.TaskNumber;
import fr.paraphe.mission.TaskReading;
import fr.paraphe.mission.process.InformationRequestProcess;
import fr.paraphe.mission.process.InternalTaskProcess;
import fr.paraphe.problem.ProblemTexts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tasks "Check answer" and "Do task", as Tasklist's forms show them. */
@Controller
@RequestMapping("/console/tasks")
class TaskStepPages {

    private final TaskReading reading;
    private final InformationRequestProcess requests;
    private final InternalTaskProcess tasks;
    private final ProblemTexts problems;

    TaskStepPages(
            TaskReading reading, InformationRequestProcess requests, InternalTaskProcess tasks, ProblemTexts problems) {
        this.reading = reading;
        this.requests = requests;
        this.tasks = tasks;
        this.problems = problems;
    }

    @GetMapping("/answer-step")
    String answerOfTask(@RequestParam String task) {
        return answerStep(requests.ofTask(task));
    }

    @GetMapping("/answer-step/{number}")
    String answer(@PathVariable TaskNumber number, Model model, Locale locale) {
        var request = reading.byNumber(number, locale);
        model.addAttribute("request", request);
        model.addAttribute("exchange", reading.exchange(request));
        model.addAttribute("task", requests.taskOf(number).orElse(null));
        return "mission/answer-step";
    }

    @PostMapping("/answer-step/{number}")
    String decide(
            @PathVariable TaskNumber number,
            @RequestParam boolean accepted,
            @RequestParam(required = false) @Nullable String remark,
            RedirectAttributes next,
            Locale locale) {
        try {
            requests.decide(number, accepted, remark);
        } catch (MissionRefused refused) {
            next.addFlashAttribute("refusal", problems.afterStep(refused, locale));
        }
        return answerStep(number);
    }

    @GetMapping("/task-step")
    String taskOfTask(@RequestParam String task) {
        return taskStep(tasks.ofTask(task));
    }

    @GetMapping("/task-step/{number}")
    String task(@PathVariable TaskNumber number, Model model, Locale locale) {
        model.addAttribute("one", reading.byNumber(number, locale));
        model.addAttribute("task", tasks.taskOf(number).orElse(null));
        return "mission/task-step";
    }

    @PostMapping("/task-step/{number}")
    String complete(@PathVariable TaskNumber number, RedirectAttributes next, Locale locale) {
        try {
            tasks.complete(number);
        } catch (MissionRefused refused) {
            next.addFlashAttribute("refusal", problems.afterStep(refused, locale));
        }
        return taskStep(number);
    }

    private static String answerStep(TaskNumber number) {
        return "redirect:/console/tasks/answer-step/" + number;
    }

    private static String taskStep(TaskNumber number) {
        return "redirect:/console/tasks/task-step/" + number;
    }
}
