package fr.paraphe.mission;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.time.LocalDate;

/** A request or a task, held for a decision about it. */
record Task(
        long id,
        TaskNumber number,
        ItemKind kind,
        AccountId account,
        PartnerId client,
        LocalDate dueOn,
        TaskState state) {

    /** @throws MissionRefused unless the client may still answer */
    void refuseUnlessClientMayAnswer() {
        switch (state) {
            case OPEN -> {}
            case ANSWERED -> throw MissionRefused.answeredAlready();
            case DONE, CLOSED -> throw MissionRefused.requestClosed();
        }
    }

    /** The same in staff's words. @throws MissionRefused unless an answer is awaited */
    void refuseUnlessOpen() {
        switch (state) {
            case OPEN -> {}
            case ANSWERED -> throw MissionRefused.toCheck();
            case DONE, CLOSED -> throw MissionRefused.settled();
        }
    }

    /** @throws MissionRefused unless there is an answer to check */
    void refuseUnlessAnswered() {
        switch (state) {
            case OPEN -> throw MissionRefused.notAnswered();
            case ANSWERED -> {}
            case DONE, CLOSED -> throw MissionRefused.settled();
        }
    }

    /** @throws MissionRefused if it is settled */
    void refuseIfSettled() {
        if (state == TaskState.DONE || state == TaskState.CLOSED) {
            throw MissionRefused.taskDone();
        }
    }
}
