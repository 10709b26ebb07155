package fr.paraphe.privacy.process;

import fr.paraphe.privacy.DataRequesting;
import fr.paraphe.privacy.DataRequesting.Answer;
import fr.paraphe.privacy.RequestKind;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Answer request", through whichever door; what cannot be answered so is refused there. */
@Component
class AnswerRequest implements TaskListener {

    private final DataRequesting requesting;

    AnswerRequest(DataRequesting requesting) {
        this.requesting = requesting;
    }

    @Override
    public void notify(DelegateTask task) {
        var number = PersonalDataRequestProcess.number(task.getExecution());
        var answer = PersonalDataRequestProcess.answer(task);
        requesting.answer(number, answer, PersonalDataRequestProcess.REASON.orNull(task));
        PersonalDataRequestProcess.ERASE.set(
                task.getExecution(),
                answer == Answer.DONE && requesting.one(number).kind() == RequestKind.ERASURE);
    }
}
