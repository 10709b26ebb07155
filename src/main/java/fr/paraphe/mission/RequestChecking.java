package fr.paraphe.mission;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What staff does with requests and tasks: accept an answer or ask again, give a request up, do a task. */
@Service
@Transactional
public class RequestChecking {

    private static final int LONGEST_REMARK = 1_000;

    private final Tasks tasks;
    private final MissionAccess access;

    RequestChecking(Tasks tasks, MissionAccess access) {
        this.tasks = tasks;
        this.access = access;
    }

    /**
     * Decides about an answer.
     *
     * @param accepted false: the client is asked again
     * @param remark what is still missing; a must if the client is asked again
     */
    public void decide(TaskNumber number, boolean accepted, @Nullable String remark) {
        var request = tasks.toChange(number, ItemKind.REQUEST);
        request.refuseUnlessAnswered();
        var by = access.worker().userId();
        if (accepted) {
            tasks.settle(request, TaskState.DONE, by);
            return;
        }
        if (!OfferingDraft.isText(remark, LONGEST_REMARK)) {
            throw MissionRefused.remarkMissing();
        }
        tasks.say(request, "STAFF", remark, null, by);
        tasks.write(request, TaskState.OPEN);
    }

    /**
     * Holds it until the transaction ends.
     *
     * @throws MissionRefused if the person at work sees no such one or may not change it
     */
    public void refuseUnlessMayChange(TaskNumber number, ItemKind kind) {
        tasks.toChange(number, kind);
    }

    /** Holds the request until the transaction ends. @throws MissionRefused unless it is open */
    public void refuseUnlessOpen(TaskNumber number) {
        tasks.toChange(number, ItemKind.REQUEST).refuseUnlessOpen();
    }

    /** The same. @throws MissionRefused unless there is an answer to check */
    public void refuseUnlessAnswered(TaskNumber number) {
        tasks.toChange(number, ItemKind.REQUEST).refuseUnlessAnswered();
    }

    /** @param assignee whose it is now, as Tasklist has it: a login; null: nobody's */
    public void assign(TaskNumber number, @Nullable String assignee) {
        tasks.assign(number, assignee);
    }

    /** Nothing is expected any more, as it came another way or is not needed: the client can no longer answer. */
    public void close(TaskNumber number) {
        var request = tasks.toChange(number, ItemKind.REQUEST);
        request.refuseUnlessOpen();
        tasks.settle(request, TaskState.CLOSED, access.userIfAny());
    }

    /** A task of staff's is done. */
    public void complete(TaskNumber number) {
        var task = tasks.toChange(number, ItemKind.TASK);
        task.refuseIfSettled();
        tasks.settle(task, TaskState.DONE, access.worker().userId());
    }
}
