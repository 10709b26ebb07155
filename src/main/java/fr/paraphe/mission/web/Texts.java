package fr.paraphe.mission.web;

import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.ProblemTexts.FieldError;
import fr.paraphe.problem.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tells on a page of this module what was done, and what was refused: on top of it and beside the fields. */
@Component("missionPageTexts")
class Texts {

    private final MessageSource messages;
    private final ProblemTexts problems;

    Texts(MessageSource messages, ProblemTexts problems) {
        this.messages = messages;
        this.problems = problems;
    }

    /** The whole number that somebody typed; null: nothing; what is none is less than any that is asked for. */
    static @Nullable Integer number(@Nullable String typed) {
        try {
            return typed == null || typed.isBlank() ? null : Integer.valueOf(typed.strip());
        } catch (NumberFormatException e) {
            return Integer.valueOf(-1);
        }
    }

    /** Told once, on the page that follows. */
    void flash(RedirectAttributes redirect, String key, Locale locale, Object... values) {
        redirect.addFlashAttribute("flash", messages.getMessage(key, values, locale));
    }

    /** A refusal of something that no form asked for: told on the page that follows. */
    void refuse(Refusal refused, RedirectAttributes redirect, Locale locale) {
        redirect.addFlashAttribute("flash", problems.afterStep(refused, locale));
        redirect.addFlashAttribute("flashTone", "danger");
    }

    /** A refusal of a form, whose page shows it again. */
    void refuse(Refusal refused, Model model, Locale locale, HttpServletResponse response) {
        response.setStatus(refused.status());
        model.addAttribute("refusal", problems.detail(refused, locale));
        model.addAttribute(
                "errors",
                problems.errors(refused, locale).stream()
                        .collect(Collectors.toMap(
                                FieldError::field,
                                error -> String.valueOf(error.message()),
                                (one, other) -> one + " " + other)));
    }
}
