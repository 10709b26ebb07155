package fr.paraphe.portal;

import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.proposal.ClientAccountNeeded;
import fr.paraphe.proposal.ClientAccountNeedless;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives whoever is sent a contract a space: the one that they have already, or an invitation with temporary access
 * codes to open one (S-03).
 */
@Component
class ClientSpaces {

    private final Spaces spaces;
    private final SpacePasswords passwords;
    private final Inviting inviting;
    private final Invitations invitations;
    private final PartnerDirectory partners;

    ClientSpaces(
            Spaces spaces,
            SpacePasswords passwords,
            Inviting inviting,
            Invitations invitations,
            PartnerDirectory partners) {
        this.spaces = spaces;
        this.passwords = passwords;
        this.inviting = inviting;
        this.invitations = invitations;
        this.partners = partners;
    }

    @EventListener
    void give(ClientAccountNeeded needed) {
        if (spaces.hasSpace(needed.client())) {
            return;
        }
        var client = partners.byId(needed.client());
        var open = client.mail() == null
                ? Optional.<Space>empty()
                : spaces.byMail(client.mail()).filter(passwords::isChosen);
        open.ifPresentOrElse(
                space -> spaces.join(space.id(), client.id()), () -> inviting.inviteToSign(client, needed.by()));
    }

    /** An invitation that went to a wrong address is repeated no more, and its code opens nothing. */
    @EventListener
    void forget(ClientAccountNeedless needless) {
        invitations
                .waitingOf(needless.client())
                .ifPresent(waiting -> invitations.settle(waiting, InvitationState.REPLACED));
    }
}
