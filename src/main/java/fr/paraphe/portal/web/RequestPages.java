package fr.paraphe.portal.web;

import static java.util.Objects.requireNonNullElse;

import fr.paraphe.mission.RequestAnswering.AnswerFile;
import fr.paraphe.mission.TaskNumber;
import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceRequests;
import fr.paraphe.problem.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a client is asked for: the list, and each request with its answer. */
@Controller
@RequestMapping("/portal/requests")
class RequestPages {

    private static final int REQUESTS_SHOWN = 100;

    private final SpaceRequests requests;
    private final PageTexts texts;

    RequestPages(SpaceRequests requests, PageTexts texts) {
        this.requests = requests;
        this.texts = texts;
    }

    /** What the page keeps of what was typed; files must be chosen anew, as browsers want it. */
    record Answer(String text) {}

    @GetMapping
    String list(@RequestAttribute(SpaceFilter.SPACE) Space space, Model model, Locale locale) {
        model.addAttribute("open", requests.open(space, REQUESTS_SHOWN, locale));
        model.addAttribute("answered", requests.answered(space, REQUESTS_SHOWN, locale));
        return "portal/requests";
    }

    @GetMapping("/{number}")
    String one(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable TaskNumber number,
            Model model,
            Locale locale) {
        model.addAttribute("answer", new Answer(""));
        return page(space, number, model, locale);
    }

    @PostMapping("/{number}")
    String answer(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable TaskNumber number,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            @RequestParam(defaultValue = "false") boolean done,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        try {
            requests.answer(space, number, text, chosen(files), done);
            texts.flash(redirect, done ? "portal.request.sent" : "portal.request.added", locale);
            return "redirect:/portal/requests/" + number;
        } catch (Refusal refused) {
            if (refused.status() == HttpStatus.NOT_FOUND.value()) {
                throw refused;
            }
            model.addAttribute("answer", new Answer(requireNonNullElse(text, "")));
            texts.refuse(refused, model, "answer", locale, response);
            return page(space, number, model, locale);
        }
    }

    private String page(Space space, TaskNumber number, Model model, Locale locale) {
        model.addAttribute("request", requests.look(space, number, locale));
        return "portal/request";
    }

    /** A field without a file is sent as an empty one. */
    private static List<AnswerFile> chosen(@Nullable List<MultipartFile> files) {
        return files == null
                ? List.of()
                : files.stream()
                        .filter(file -> !file.isEmpty()
                                || !requireNonNullElse(file.getOriginalFilename(), "")
                                        .isEmpty())
                        .map(RequestPages::file)
                        .toList();
    }

    private static AnswerFile file(MultipartFile file) {
        try {
            return new AnswerFile(requireNonNullElse(file.getOriginalFilename(), ""), file.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
