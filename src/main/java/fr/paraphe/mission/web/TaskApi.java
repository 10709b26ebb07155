package fr.paraphe.mission.web;

import fr.paraphe.mission.RequestMail;
import fr.paraphe.mission.TaskNumber;
import fr.paraphe.mission.TaskReading;
import fr.paraphe.mission.TaskView;
import fr.paraphe.mission.process.InformationRequestProcess;
import fr.paraphe.mission.process.InternalTaskProcess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/tasks")
@Tag(name = "Tasks", description = "Information requests to clients, and the tasks that your missions give you")
class TaskApi {

    /**
     * @param exchange what the client answered, and what was said about it; the oldest first
     * @param mails what the client was told by mail; the oldest first
     */
    record TaskDetails(TaskView task, List<TaskReading.Said> exchange, List<RequestMail> mails) {}

    /** @param remark what is still missing */
    record AskAgain(@Nullable String remark) {}

    private final TaskReading reading;
    private final InformationRequestProcess requests;
    private final InternalTaskProcess tasks;

    TaskApi(TaskReading reading, InformationRequestProcess requests, InternalTaskProcess tasks) {
        this.reading = reading;
        this.requests = requests;
        this.tasks = tasks;
    }

    @GetMapping
    @Operation(summary = "Requests and tasks, what is due first on top, page by page")
    TaskReading.Page list(
            @ParameterObject TaskQuery query,
            @Parameter(description = "Number of the last one of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    TaskNumber after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit,
            Locale locale) {
        return reading.list(query.filter(), after, limit, locale);
    }

    @GetMapping("/summary")
    @Operation(summary = "How many the filter finds: all, settled, to check, late")
    TaskReading.Summary summary(@ParameterObject TaskQuery query) {
        return reading.summary(query.filter());
    }

    @GetMapping("/progress")
    @Operation(summary = "The same by client, those with most that is late first")
    List<TaskReading.Progress> progress(
            @ParameterObject TaskQuery query, @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return reading.progress(query.filter(), limit);
    }

    @GetMapping("/{number}")
    @Operation(summary = "A request or a task, with what was answered")
    TaskDetails one(@PathVariable TaskNumber number, Locale locale) {
        var task = reading.byNumber(number, locale);
        return new TaskDetails(task, reading.exchange(task), reading.mails(task));
    }

    @PostMapping("/{number}/completion")
    @Operation(summary = "An internal task is done")
    TaskDetails complete(@PathVariable TaskNumber number, Locale locale) {
        reading.byNumber(number, locale);
        tasks.complete(number);
        return one(number, locale);
    }

    @PostMapping("/{number}/acceptance")
    @Operation(summary = "Accept a client's answer")
    TaskDetails accept(@PathVariable TaskNumber number, Locale locale) {
        reading.byNumber(number, locale);
        requests.decide(number, true, null);
        return one(number, locale);
    }

    @PostMapping("/{number}/another-request")
    @Operation(summary = "Ask the client again, saying what is missing")
    TaskDetails askAgain(@PathVariable TaskNumber number, @RequestBody AskAgain body, Locale locale) {
        reading.byNumber(number, locale);
        requests.decide(number, false, body.remark());
        return one(number, locale);
    }

    @PostMapping("/{number}/closing")
    @Operation(summary = "Give a request up: the client can no longer answer")
    TaskDetails close(@PathVariable TaskNumber number, Locale locale) {
        requests.close(number);
        return one(number, locale);
    }
}
