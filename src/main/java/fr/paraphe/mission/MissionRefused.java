package fr.paraphe.mission;

import fr.paraphe.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an offering, a mission, a request or a task is not saved or does not go on. Nothing has changed. */
public final class MissionRefused extends Refusal {

    private MissionRefused(String type, int status, @Nullable Object... arguments) {
        super(type, status, arguments);
    }

    /** Who may see nothing of it is told whom to ask for it. */
    static MissionRefused moduleOff(String account) {
        return new MissionRefused("mission-module-off", 403, account);
    }

    static MissionRefused roleMissing() {
        return new MissionRefused("mission-role-missing", 403);
    }

    static MissionRefused unknown(String number) {
        return new MissionRefused("mission-unknown", 404, number);
    }

    public static MissionRefused unknownOffering() {
        return new MissionRefused("offering-unknown", 404);
    }

    static MissionRefused unknownCategory() {
        return new MissionRefused("offering-category-unknown", 404);
    }

    static MissionRefused categoryTaken(String name) {
        return new MissionRefused("offering-category-taken", 409, name);
    }

    static MissionRefused offeringUsed() {
        return new MissionRefused("offering-used", 409);
    }

    /** @param wrong a field's name and the key of what is wrong with it, for each */
    static MissionRefused invalid(String type, List<WrongField> wrong) {
        var refusal = new MissionRefused(type, 422);
        wrong.forEach(field -> refusal.withError(field.field(), field.messageKey()));
        return refusal;
    }

    static MissionRefused notAClient() {
        return invalid("mission-not-a-client", List.of(new WrongField("client", "mission.wrong.client")));
    }

    static MissionRefused clientLeft() {
        return invalid("mission-client-left", List.of(new WrongField("client", "mission.wrong.client-left")));
    }

    static MissionRefused nobody() {
        return new MissionRefused("mission-nobody", 422);
    }

    public static MissionRefused unreadable(String variable) {
        return new MissionRefused("mission-unreadable", 422, variable);
    }

    static MissionRefused alreadyFollowed(MissionNumber number) {
        return new MissionRefused("mission-already-followed", 409, number.value());
    }

    static MissionRefused over(MissionNumber number) {
        return new MissionRefused("mission-over", 409, number.value());
    }

    static MissionRefused notSigned(MissionNumber number) {
        return new MissionRefused("mission-not-signed", 409, number.value());
    }

    public static MissionRefused changedMeanwhile(MissionNumber number) {
        return new MissionRefused("mission-changed-meanwhile", 409, number.value());
    }

    static MissionRefused unknownTask() {
        return new MissionRefused("mission-task-unknown", 404);
    }

    /** There is no such open task for this person in Tasklist. */
    public static MissionRefused taskDone() {
        return new MissionRefused("mission-task-done", 409);
    }

    /** To the client; staff is told by {@link #settled}. */
    static MissionRefused requestClosed() {
        return new MissionRefused("request-closed", 409);
    }

    /** To the client; staff is told by {@link #toCheck}. */
    static MissionRefused answeredAlready() {
        return new MissionRefused("request-answered", 409);
    }

    static MissionRefused toCheck() {
        return new MissionRefused("request-to-check", 409);
    }

    static MissionRefused settled() {
        return new MissionRefused("request-settled", 409);
    }

    static MissionRefused notAnswered() {
        return new MissionRefused("request-not-answered", 409);
    }

    static MissionRefused emptyAnswer() {
        return invalid("request-answer-empty", List.of(new WrongField("text", "mission.answer.wrong.empty")));
    }

    static MissionRefused answerTooLong() {
        return invalid("request-answer-too-long", List.of(new WrongField("text", "mission.answer.wrong.long")));
    }

    static MissionRefused remarkMissing() {
        return invalid("request-remark-missing", List.of(new WrongField("remark", "mission.answer.wrong.remark")));
    }

    static MissionRefused tooManyFiles(int most) {
        return new MissionRefused("request-too-many-files", 422, most);
    }

    static MissionRefused noSuchFeed() {
        return new MissionRefused("mission-feed-unknown", 404);
    }
}
