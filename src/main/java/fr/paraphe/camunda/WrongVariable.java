package fr.paraphe.camunda;

import fr.paraphe.problem.Refusal;

/** A process variable that whoever started the process or completed the task left out, or gave another type. */
public final class WrongVariable extends Refusal {

    private WrongVariable(String type, Object... arguments) {
        super(type, 422, arguments);
    }

    static WrongVariable missing(String name) {
        return new WrongVariable("process-variable-missing", name);
    }

    static WrongVariable ofAnotherType(String name, Class<?> expected) {
        return new WrongVariable("process-variable-type", name, expected.getSimpleName());
    }
}
