package fr.paraphe.camunda;

import fr.paraphe.problem.Refusal;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;

/** Finds a refusal again that the engine has wrapped into exceptions of its own. */
public final class Refusals {

    private Refusals() {}

    public static Optional<Refusal> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .findFirst();
    }

    /**
     * Asks something of the engine: a refusal comes back as what it was, a race as a refusal.
     *
     * @param race what a change by somebody else at the same moment is told as
     */
    public static void asking(Runnable work, Supplier<? extends Refusal> race) {
        try {
            work.run();
        } catch (OptimisticLockingException | MismatchingMessageCorrelationException e) {
            throw race.get();
        } catch (ProcessEngineException e) {
            throw in(e).<RuntimeException>map(refusal -> refusal).orElse(e);
        }
    }
}
