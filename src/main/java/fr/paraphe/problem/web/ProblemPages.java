package fr.paraphe.problem.web;

import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.Refusal;
import fr.paraphe.problem.WrongInput;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** The same texts as in REST, as a page; for a part of a page that updates itself, as a line on top of it. */
@ControllerAdvice
@Order(1)
class ProblemPages {

    private final ProblemTexts texts;

    ProblemPages(ProblemTexts texts) {
        this.texts = texts;
    }

    @ExceptionHandler(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return page(texts.of(refusal, locale), request, response);
    }

    @ExceptionHandler(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView changedMeanwhile(
            OptimisticLockingFailureException e,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return page(texts.general("changed-meanwhile", HttpStatus.CONFLICT, locale), request, response);
    }

    /** What the framework refuses is told by {@link Errors}, as is what the web server refuses. */
    @ExceptionHandler(produces = MediaType.TEXT_HTML_VALUE)
    void other(Exception e, HttpServletResponse response) throws Exception {
        if (WrongInput.isNoId(e)) {
            response.sendError(HttpStatus.NOT_FOUND.value());
        } else if (WrongInput.isUnkeepable(e)) {
            response.sendError(HttpStatus.UNPROCESSABLE_ENTITY.value());
        } else if (e instanceof ErrorResponse refused) {
            response.sendError(refused.getStatusCode().value());
        } else {
            throw e;
        }
    }

    private static ModelAndView page(ProblemDetail problem, HttpServletRequest request, HttpServletResponse response) {
        var status = HttpStatusCode.valueOf(problem.getStatus());
        if (request.getHeader("HX-Request") == null) {
            return page(problem, status, request);
        }
        response.setHeader("HX-Retarget", "#flash");
        response.setHeader("HX-Reswap", "innerHTML");
        var line = new ModelAndView("fragments :: notice", status);
        line.addObject("text", problem.getDetail());
        line.addObject("tone", "danger");
        return line;
    }

    /** Partners are told in their own site's look. */
    static ModelAndView page(ProblemDetail problem, HttpStatusCode status, HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = failed == null ? request.getRequestURI() : failed.toString();
        var page = new ModelAndView(path.startsWith("/portal") ? "portal/problem" : "problem", status);
        page.addObject("problem", problem);
        return page;
    }
}
