package fr.paraphe.mailbox;

import fr.paraphe.problem.Refusal;

final class MailboxRefused extends Refusal {

    private MailboxRefused(String type) {
        super(type, 404);
    }

    /** It never was here, or has made room for later ones. */
    static MailboxRefused notKept() {
        return new MailboxRefused("message-not-kept");
    }
}
