package fr.paraphe.camunda;

import com.fasterxml.jackson.core.JacksonException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the engine's own is to whoever asked over HTTP.
 *
 * @param type of the problem, one of the general ones
 * @param words the engine's own, where they are about what was asked and about nothing else
 */
record EngineFailure(String type, int status, @Nullable String words) {

    /** The engine says so of another account's things: for whoever asks they do not exist. */
    private static final String ANOTHER_ACCOUNTS = "no authenticated tenant";

    /** "Cannot change tenantId of Task": a task keeps its account. */
    private static final String CODE_OF_TENANT_CHANGE = "ENGINE-03072";

    /** It answers 400 to some demands about what does not exist. */
    private static final Pattern ABSENT = Pattern.compile("No .+ found for .+");

    private static final EngineFailure NOT_FOUND = new EngineFailure("not-found", 404, null);
    private static final EngineFailure FORBIDDEN = new EngineFailure("forbidden", 403, null);
    private static final EngineFailure CHANGED_MEANWHILE = new EngineFailure("changed-meanwhile", 409, null);
    private static final EngineFailure UNREADABLE = new EngineFailure("bad-request", 400, null);
    private static final EngineFailure UNEXPECTED = new EngineFailure("unexpected", 500, null);

    static EngineFailure of(Throwable failure) {
        var chain = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .toList();
        if (says(chain, ANOTHER_ACCOUNTS)
                || has(chain, NotFoundException.class)
                || has(chain, NullValueException.class)) {
            return NOT_FOUND;
        }
        if (has(chain, AuthorizationException.class)) {
            return FORBIDDEN;
        }
        if (has(chain, OptimisticLockingException.class) || has(chain, TaskAlreadyClaimedException.class)) {
            return CHANGED_MEANWHILE;
        }
        if (has(chain, JacksonException.class)) {
            return UNREADABLE;
        }
        return ofStatus(status(chain), failure);
    }

    boolean isUnexpected() {
        return status >= 500;
    }

    private static EngineFailure ofStatus(int status, Throwable failure) {
        if (failure.getMessage() != null && ABSENT.matcher(failure.getMessage()).matches()) {
            return NOT_FOUND;
        }
        return switch (status) {
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            default ->
                status >= 400 && status < 500
                        ? new EngineFailure("bad-request", status, failure.getMessage())
                        : UNEXPECTED;
        };
    }

    /** As the engine's own interface sees it; but what refuses a demand stays a refusal, however it is wrapped. */
    private static int status(List<Throwable> chain) {
        if (has(chain, MismatchingMessageCorrelationException.class) || says(chain, CODE_OF_TENANT_CHANGE)) {
            return 400;
        }
        return chain.stream()
                .filter(ProcessEngineException.class::isInstance)
                .map(ProcessEngineException.class::cast)
                .mapToInt(e -> ExceptionHandlerHelper.getInstance().getStatus(e).getStatusCode())
                .filter(status -> status < 500)
                .findFirst()
                .orElseGet(() -> ExceptionHandlerHelper.getInstance()
                        .getStatus(chain.get(0))
                        .getStatusCode());
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> kind) {
        return chain.stream().anyMatch(kind::isInstance);
    }

    private static boolean says(List<Throwable> chain, String words) {
        return chain.stream()
                .filter(ProcessEngineException.class::isInstance)
                .anyMatch(cause ->
                        cause.getMessage() != null && cause.getMessage().contains(words));
    }
}
