package fr.paraphe.portal.web;

import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tells on a page what was done, and what was refused: on top of it and beside the fields. */
@Component("portalPageTexts")
class PageTexts {

    private final MessageSource messages;
    private final ProblemTexts problems;

    PageTexts(MessageSource messages, ProblemTexts problems) {
        this.messages = messages;
        this.problems = problems;
    }

    /** Told once, on the page that follows. */
    void flash(RedirectAttributes redirect, String key, Locale locale, Object... values) {
        redirect.addFlashAttribute("flash", messages.getMessage(key, values, locale));
    }

    /** @param form the model's attribute whose fields may be wrong; null: there is none */
    void refuse(Refusal refused, Model model, @Nullable String form, Locale locale, HttpServletResponse response) {
        model.addAttribute("refusal", problems.detail(refused, locale));
        response.setStatus(refused.status());
        if (form != null) {
            var typed = Objects.requireNonNull(model.getAttribute(form));
            model.addAttribute(BindingResult.MODEL_KEY_PREFIX + form, problems.beside(refused, typed, form, locale));
        }
    }
}
