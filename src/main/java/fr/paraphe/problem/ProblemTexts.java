package fr.paraphe.problem;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** Puts a refusal into words, in the language of whoever asked. */
@Component
public class ProblemTexts {

    /** Statuses of refusals that are about the thing or the person, not about the step. */
    private static final Set<Integer> ENDS = Set.of(403, 404);

    private static final String TYPES = "https://paraphe.fr/problems/";

    /** One wrong value: its place in what was sent, and what is wrong with it. */
    public record FieldError(String field, @Nullable String message) {}

    private final MessageSource messages;

    ProblemTexts(MessageSource messages) {
        this.messages = messages;
    }

    /** The problem details of this refusal: type, title, status, detail, and its own members. */
    public ProblemDetail of(Refusal refusal, Locale locale) {
        var problem = ProblemDetail.forStatus(HttpStatusCode.valueOf(refusal.status()));
        problem.setType(URI.create(TYPES + refusal.type()));
        problem.setTitle(title(refusal, locale));
        problem.setDetail(detail(refusal, locale));
        refusal.members().forEach(problem::setProperty);
        if (!refusal.errors().isEmpty()) {
            problem.setProperty("errors", errors(refusal, locale));
        }
        return problem;
    }

    /** The refusal's one-sentence reason, and what to do. */
    public String detail(Refusal refusal, Locale locale) {
        return messages.getMessage("problem." + refusal.type() + ".detail", refusal.arguments(), locale);
    }

    /**
     * The same, for the page that one comes back to after a step. That there is no such thing, or that the person may
     * not, is no matter of the step: it is answered by its own status.
     *
     * @throws Refusal this one, if it is of that kind
     */
    public String afterStep(Refusal refusal, Locale locale) {
        if (ENDS.contains(refusal.status())) {
            throw refusal;
        }
        return detail(refusal, locale);
    }

    /** The wrong values that the refusal names, each with its text. */
    public List<FieldError> errors(Refusal refusal, Locale locale) {
        return of(refusal.errors(), locale);
    }

    /** Wrong or missing values with their texts, where nothing is refused yet. */
    public List<FieldError> of(List<Refusal.WrongField> wrong, Locale locale) {
        return wrong.stream()
                .map(field -> new FieldError(field.field(), messages.getMessage(field.messageKey(), null, locale)))
                .toList();
    }

    /**
     * What is wrong with a form, for its page to tell beside the fields.
     *
     * @param form what was typed
     * @param name of that form in the page's model, where the answer goes under {@link BindingResult#MODEL_KEY_PREFIX}
     *     and this name
     */
    public BindingResult beside(Refusal refusal, Object form, String name, Locale locale) {
        var wrong = new BeanPropertyBindingResult(form, name);
        errors(refusal, locale).forEach(error -> wrong.rejectValue(error.field(), "", error.message()));
        return wrong;
    }

    String of(MessageSourceResolvable error, Locale locale) {
        return messages.getMessage(error, locale);
    }

    String title(Refusal refusal, Locale locale) {
        return messages.getMessage("problem." + refusal.type() + ".title", refusal.arguments(), locale);
    }

    /** The problem details of a failure that is no refusal: {@code not-found}, {@code changed-meanwhile}… */
    public ProblemDetail general(String type, HttpStatusCode status, Locale locale) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create(TYPES + type));
        problem.setTitle(messages.getMessage("problem." + type + ".title", null, locale));
        problem.setDetail(messages.getMessage("problem." + type + ".detail", null, locale));
        return problem;
    }

    /** The problem details of a status that the framework or the web server answered. */
    public ProblemDetail general(HttpStatusCode status, Locale locale) {
        var type = switch (status.value()) {
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            case 422 -> "unkeepable";
            case 429 -> "too-many-requests";
            default -> status.is4xxClientError() ? "bad-request" : "unexpected";
        };
        return general(type, status, locale);
    }
}
