package fr.paraphe.portal;

import fr.paraphe.message.DueSending;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What the portal does by itself, all the time: starts invitations, answers forgotten passwords, sends the mails. */
@Component
class PortalPost {

    private final Inviting inviting;
    private final PasswordResetting passwords;
    private final InvitationMails invitations;
    private final DueSending sending;

    PortalPost(Inviting inviting, PasswordResetting passwords, InvitationMails invitations, DueSending sending) {
        this.inviting = inviting;
        this.passwords = passwords;
        this.invitations = invitations;
        this.sending = sending;
    }

    @Scheduled(fixedDelay = 1_000)
    void startInvitations() {
        while (inviting.startSome()) {
            // until none is left
        }
    }

    @Scheduled(fixedDelay = 1_000)
    void sendInvitations() {
        if (sending.sendDue(InvitationMails.FLOW) > 0) {
            invitations.settleRefused();
        }
    }

    @Scheduled(fixedDelay = 1_000)
    void answerForgottenPasswords() {
        passwords.answer();
        sending.sendDue(PasswordMails.FLOW);
    }
}
