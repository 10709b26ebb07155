package fr.paraphe.portal;

import fr.paraphe.account.LoginAttempts;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one way into a space: the code of an invitation that was sent to the partner's own address. */
@Service
@Transactional
public class SpaceOpening {

    private final Spaces spaces;
    private final SpacePasswords passwords;
    private final AccessCodes codes;
    private final Invitations invitations;
    private final PartnerDirectory partners;
    private final LoginAttempts attempts;

    SpaceOpening(
            Spaces spaces,
            SpacePasswords passwords,
            AccessCodes codes,
            Invitations invitations,
            PartnerDirectory partners,
            LoginAttempts attempts) {
        this.spaces = spaces;
        this.passwords = passwords;
        this.codes = codes;
        this.invitations = invitations;
        this.partners = partners;
        this.attempts = attempts;
    }

    /** @param isNew whether no password was ever chosen: the code is then the login, and one is chosen next */
    public record Opened(Space space, boolean isNew) {}

    /**
     * Opens the space of this address for the partner whom the code was sent to; a space that is open gives access to
     * one more.
     *
     * @param address the visitor's network address
     * @throws PortalRefused if the code is none for this address, or is good no more; nothing changes then
     * @throws fr.paraphe.account.TooManyLogins if too many were tried lately
     */
    public Opened open(String mail, String code, String address) {
        var who = SpacePasswords.attempter(mail);
        attempts.refuseIfExhausted(who, address);
        var found = codes.find(mail, code).filter(one -> one.invitation() != null);
        if (found.isEmpty()) {
            attempts.failed(who, address);
            throw PortalRefused.codeWrong();
        }
        codes.refuseUnlessGood(found.get());
        return open(found.get());
    }

    private Opened open(AccessCodes.Found code) {
        var invitation =
                Optional.ofNullable(code.invitation()).map(invitations::byId).orElseThrow();
        var partner = partners.byId(invitation.partner());
        if (invitation.state() == InvitationState.REPLACED
                || partner.mail() == null
                || !Space.login(partner.mail()).equals(code.mail())) {
            throw PortalRefused.codeReplaced();
        }
        if (spaces.hasSpace(partner.id())) {
            throw PortalRefused.spaceOpen();
        }
        var space = spaces.open(code.mail(), partner.language());
        spaces.join(space.id(), partner.id());
        codes.use(code);
        invitations.opened(invitation);
        var isNew = !passwords.isChosen(space);
        if (isNew) {
            spaces.loggedIn(space.id());
        }
        return new Opened(space, isNew);
    }

    /** Opens a partner's space without a code and with a known password: for demonstrations. */
    public void openKnown(PartnerId id, String password) {
        var partner = partners.byId(id);
        var mail = partner.mail();
        if (mail != null && !spaces.hasSpace(id)) {
            var space = spaces.open(mail, partner.language());
            spaces.join(space.id(), id);
            passwords.give(space, password);
        }
    }
}
