package fr.paraphe.camunda;

import fr.paraphe.problem.Refusal;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a refusal again that the engine has wrapped into exceptions of its own. */
public final class Refusals {

    private Refusals() {}

    public static Optional<Refusal> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .findFirst();
    }
}
