package fr.paraphe.problem;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** An address in which something else stands where an id belongs: there is no such thing. */
public final class NoSuchId {

    private NoSuchId() {}

    public static boolean is(Exception e) {
        return e instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
    }
}
