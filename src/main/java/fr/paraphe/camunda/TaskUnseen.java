package fr.paraphe.camunda;

import fr.paraphe.problem.Refusal;

/** A task of the engine that is done, is another account's or never was: which of these is not told. */
public final class TaskUnseen extends Refusal {

    private static final int NOT_FOUND = 404;

    public TaskUnseen() {
        super("task-unseen", NOT_FOUND);
    }
}
