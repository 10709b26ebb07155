package fr.paraphe.problem;

import fr.paraphe.problem.ProblemTexts.FieldError;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error of the REST interface is an RFC 9457 problem, with a stable type and nothing internal in it. */
@RestControllerAdvice(annotations = RestController.class)
@Order(0) // before the pages' advice, which answers for any controller
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemTexts texts;

    ProblemAdvice(ProblemTexts texts) {
        this.texts = texts;
    }

    @ExceptionHandler
    ProblemDetail refused(Refusal refusal, Locale locale) {
        return texts.of(refusal, locale);
    }

    @ExceptionHandler
    ProblemDetail changedMeanwhile(OptimisticLockingFailureException e, Locale locale) {
        return texts.general("changed-meanwhile", HttpStatus.CONFLICT, locale);
    }

    @ExceptionHandler
    ProblemDetail constraintsViolated(ConstraintViolationException e, Locale locale) {
        return invalid(
                e.getConstraintViolations().stream()
                        .map(v -> new FieldError(v.getPropertyPath().toString(), v.getMessage()))
                        .toList(),
                locale);
    }

    @ExceptionHandler
    ProblemDetail unexpected(Exception e, Locale locale) throws Exception {
        if (e instanceof AccessDeniedException) {
            throw e; // Spring Security answers it
        }
        if (WrongInput.isUnkeepable(e)) {
            return texts.general("unkeepable", HttpStatus.UNPROCESSABLE_ENTITY, locale);
        }
        log.error("A request failed unexpectedly", e);
        return texts.general("unexpected", HttpStatus.INTERNAL_SERVER_ERROR, locale);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var locale = LocaleContextHolder.getLocale();
        var errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), texts.of(error, locale)))
                .toList();
        return answer(invalid(errors, locale), headers);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var locale = LocaleContextHolder.getLocale();
        var errors = e.getParameterValidationResults().stream()
                .flatMap(wrong -> wrong.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                String.valueOf(wrong.getMethodParameter().getParameterName()),
                                texts.of(error, locale))))
                .toList();
        return answer(invalid(errors, locale), headers);
    }

    /** What the framework refuses: in the house's words, with the place of what is wrong. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var locale = LocaleContextHolder.getLocale();
        var problem = texts.general(WrongInput.isNoId(e) ? HttpStatus.NOT_FOUND : status, locale);
        var errors = texts.of(WrongInput.places(e), locale);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return answer(problem, headers);
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus()).headers(headers).body(problem);
    }

    private ProblemDetail invalid(List<FieldError> errors, Locale locale) {
        var problem = texts.general("invalid-values", HttpStatus.UNPROCESSABLE_ENTITY, locale);
        problem.setProperty("errors", errors);
        return problem;
    }
}
