package fr.paraphe.problem.web;

import fr.paraphe.problem.ProblemTexts;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Every error that no handler answered, wherever it arose: a page for a browser, problem details for a program. Nothing
 * internal is told; the log has it.
 */
@Controller
class Errors implements ErrorController {

    private final ProblemTexts texts;

    Errors(ProblemTexts texts) {
        this.texts = texts;
    }

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(HttpServletRequest request, Locale locale) {
        var status = status(request);
        return ProblemPages.page(problem(request, status, locale), status, request);
    }

    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> problem(HttpServletRequest request, Locale locale) {
        var status = status(request);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(request, status, locale));
    }

    private ProblemDetail problem(HttpServletRequest request, HttpStatusCode status, Locale locale) {
        var problem = request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException
                ? texts.general("page-expired", status, locale)
                : texts.general(status, locale);
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked) {
            problem.setInstance(URI.create(asked));
        }
        return problem;
    }

    /** Asked for directly, the error page itself does not exist. */
    private static HttpStatusCode status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? HttpStatusCode.valueOf(status)
                : HttpStatus.NOT_FOUND;
    }
}
