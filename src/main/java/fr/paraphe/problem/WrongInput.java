package fr.paraphe.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Failures that whoever sent the request has caused, and that no rule of ours has found before. */
public final class WrongInput {

    /** PostgreSQL's "data exception": a character, a number or a date that it cannot hold. */
    private static final String DATA_EXCEPTION = "22";

    private WrongInput() {}

    /** An address in which something else stands where an id belongs: there is no such thing. */
    public static boolean isNoId(Exception e) {
        return e instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
    }

    /** A value that the database cannot hold, such as a text with a character zero. */
    public static boolean isUnkeepable(Exception e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException failure
                        && String.valueOf(failure.getSQLState()).startsWith(DATA_EXCEPTION));
    }

    /** Where a request that the framework could not read is wrong: a parameter, or a member or a line of its body. */
    static List<Refusal.WrongField> places(Exception e) {
        if (e instanceof MethodArgumentTypeMismatchException mismatch) {
            return List.of(new Refusal.WrongField(mismatch.getName(), "typeMismatch"));
        }
        if (e instanceof MissingServletRequestParameterException missing) {
            return List.of(new Refusal.WrongField(missing.getParameterName(), "problem.missing"));
        }
        if (e instanceof MissingServletRequestPartException missing) {
            return List.of(new Refusal.WrongField(missing.getRequestPartName(), "problem.missing"));
        }
        if (e.getCause() instanceof JsonMappingException wrong) {
            var missing = wrong instanceof InvalidNullException;
            return List.of(new Refusal.WrongField(path(wrong), missing ? "problem.missing" : "typeMismatch"));
        }
        if (e.getCause() instanceof JsonParseException wrong) {
            var at = wrong.getLocation();
            return List.of(new Refusal.WrongField(
                    "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()), "problem.no-json"));
        }
        return List.of();
    }

    /** Such as {@code lines[2].amount}; empty: the body as a whole. */
    private static String path(JsonMappingException wrong) {
        var path = new StringBuilder();
        for (var step : wrong.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
