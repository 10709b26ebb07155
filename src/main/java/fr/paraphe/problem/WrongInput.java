package fr.paraphe.problem;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

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
}
