package fr.paraphe.message;

import fr.paraphe.problem.Refusal;

/** A text that cannot be sent, or a decision that comes too late. */
public final class MessageRefused extends Refusal {

    private MessageRefused(String type, int status, Object... arguments) {
        super(type, status, arguments);
    }

    static MessageRefused empty() {
        return new MessageRefused("message-empty", 422);
    }

    static MessageRefused withoutSubject() {
        return new MessageRefused("message-without-subject", 422);
    }

    static MessageRefused lineBreakInSubject() {
        return new MessageRefused("message-line-break-in-subject", 422);
    }

    static MessageRefused tooLong(int characters) {
        return new MessageRefused("message-too-long", 422, characters, SmsCarrier.MAX_CHARACTERS);
    }

    static MessageRefused noLongerUncertain() {
        return new MessageRefused("message-no-longer-uncertain", 409);
    }
}
