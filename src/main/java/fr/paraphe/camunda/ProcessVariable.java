package fr.paraphe.camunda;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * A process variable with its name and type, declared once beside its process's key. Variables hold ids, flags, dates
 * and counters; never personal data, which would stay in the engine's history.
 *
 * @param <T> the Java type of its values
 */
public record ProcessVariable<T>(String name, Class<T> type) {

    public static <T> ProcessVariable<T> of(String name, Class<T> type) {
        return new ProcessVariable<>(name, type);
    }

    /**
     * The variable's value.
     *
     * @throws WrongVariable if it is missing or of another type
     */
    public T from(VariableScope scope) {
        var value = orNull(scope);
        if (value == null) {
            throw WrongVariable.missing(name);
        }
        return value;
    }

    /**
     * The variable's value, or null if it is not set.
     *
     * @throws WrongVariable if it is of another type
     */
    public @Nullable T orNull(VariableScope scope) {
        var value = scope.getVariable(name);
        if (value != null && !type.isInstance(value)) {
            throw WrongVariable.ofAnotherType(name, type);
        }
        return type.cast(value);
    }

    public void set(VariableScope scope, @Nullable T value) {
        scope.setVariable(name, value);
    }

    /** Sets it in this scope alone: parallel paths do not meet each other's. */
    public void setLocal(VariableScope scope, @Nullable T value) {
        scope.setVariableLocal(name, value);
    }
}
