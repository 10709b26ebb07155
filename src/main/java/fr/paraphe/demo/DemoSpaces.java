package fr.paraphe.demo;

import fr.paraphe.account.Account;
import fr.paraphe.home.DemoPartners;
import fr.paraphe.home.DemoPartners.DemoPartner;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.portal.SpaceOpening;
import java.util.List;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** A worker and a client of the agency who have opened their spaces. */
@Component
@Conditional(DemoConfiguration.Wanted.class)
class DemoSpaces {

    private final PartnerDirectory directory;
    private final SpaceOpening opening;

    DemoSpaces(PartnerDirectory directory, SpaceOpening opening) {
        this.directory = directory;
        this.opening = opening;
    }

    static DemoPartners partners() {
        return new DemoPartners(List.of(
                new DemoPartner(DemoContracts.firstPersonsMail(), "worker"),
                new DemoPartner(DemoContracts.firstClientsMail(), "client"),
                new DemoPartner(DemoMissions.MAIL_WITH_A_SPACE, "asked"),
                new DemoPartner(DemoProposals.CLIENT_MAIL, "signer")));
    }

    /** Opens what is not open yet. */
    void openIn(Account agency) {
        for (var reference : List.of(DemoContracts.personReference(0), DemoContracts.clientReference(0))) {
            directory
                    .byReference(agency.id(), reference)
                    .ifPresent(partner -> opening.openKnown(partner.id(), DemoAccounts.PASSWORD));
        }
    }
}
