package fr.paraphe.portal.web;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerFilter;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerRefused;
import fr.paraphe.portal.Invitation;
import fr.paraphe.portal.InvitationState;
import fr.paraphe.portal.Invitations;
import fr.paraphe.portal.Inviting;
import fr.paraphe.portal.PortalRefused;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Invitations as far as the person at work sees them: a partner of another account does not exist. */
@Component
class InvitationRequests {

    private final CurrentStaff staff;
    private final PartnerDirectory directory;
    private final Inviting inviting;
    private final Invitations invitations;

    InvitationRequests(CurrentStaff staff, PartnerDirectory directory, Inviting inviting, Invitations invitations) {
        this.staff = staff;
        this.directory = directory;
        this.inviting = inviting;
        this.invitations = invitations;
    }

    /**
     * Which partners are meant; an absent or empty field does not narrow.
     *
     * @param account code of one of the person's accounts
     * @param text words of the name or the reference, whole or in part
     */
    record Population(
            @Nullable String account,
            @Nullable PartnerKind kind,
            @Nullable String text) {}

    /** @param account code of the account; null or empty: the one where this person works */
    Partner partner(@Nullable String account, String reference) {
        var id = account == null || account.isBlank()
                ? staff.scope().home().id()
                : staff.account(account).id();
        return directory.byReference(id, reference.strip()).orElseThrow(PartnerRefused::unknown);
    }

    Inviting.Invited invite(@Nullable String account, String reference) {
        return inviting.invite(partner(account, reference), staff.scope().userId());
    }

    long count(Population population) {
        return inviting.count(filter(population));
    }

    int inviteAll(Population population) {
        return inviting.inviteAll(filter(population), staff.scope().userId());
    }

    Invitations.Page list(@Nullable InvitationState state, @Nullable Long after, int size) {
        return invitations.list(staff.scope().accounts(), state, after, size);
    }

    Invitations.Counts counts() {
        return invitations.counts(staff.scope().accounts());
    }

    Invitation latestOf(Partner partner) {
        return invitations.latestOf(partner.id()).orElseThrow(PortalRefused::neverInvited);
    }

    private PartnerFilter filter(Population population) {
        return new PartnerFilter(accounts(population.account()), population.kind(), population.text(), null, null);
    }

    private Set<AccountId> accounts(@Nullable String code) {
        return code == null || code.isBlank()
                ? staff.scope().accounts()
                : Set.of(staff.account(code).id());
    }
}
