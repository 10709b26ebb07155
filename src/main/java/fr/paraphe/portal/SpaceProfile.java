package fr.paraphe.portal;

import static java.util.stream.Collectors.toSet;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.partner.Alert;
import fr.paraphe.partner.ContactCorrection;
import fr.paraphe.partner.ContactPoint;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerAlerts;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whom a space is about, and what its owner may change there. Another space's partners do not exist. */
@Service
@Transactional
public class SpaceProfile {

    private static final String BY = "espace partenaire";

    private final Spaces spaces;
    private final PartnerDirectory directory;
    private final PartnerAlerts alerts;
    private final Accounts accounts;

    SpaceProfile(Spaces spaces, PartnerDirectory directory, PartnerAlerts alerts, Accounts accounts) {
        this.spaces = spaces;
        this.directory = directory;
        this.alerts = alerts;
        this.accounts = accounts;
    }

    /**
     * The owner, as one account knows them.
     *
     * @param campaignMails whether they want to be told of its campaigns by mail
     */
    public record Role(Partner partner, Account account, boolean campaignMails) {}

    /** In the order in which the space got to know them. */
    @Transactional(readOnly = true)
    public List<Role> roles(Space space) {
        return spaces.partnersOf(space.id()).stream()
                .map(directory::byId)
                .map(partner -> new Role(
                        partner,
                        accounts.byId(partner.account()),
                        alerts.isOn(partner.id(), Alert.CAMPAIGN, ContactPoint.MAIL)))
                .toList();
    }

    /** @throws PortalRefused if this partner is none of the space's */
    @Transactional(readOnly = true)
    public Role role(Space space, PartnerId partner) {
        return roles(space).stream()
                .filter(role -> role.partner().id().equals(partner))
                .findFirst()
                .orElseThrow(PortalRefused::nothingHere);
    }

    /**
     * The owner alone keeps these contacts from then on.
     *
     * @throws PortalRefused if this partner is none of the space's
     * @throws fr.paraphe.partner.PartnerRefused as for any correction
     */
    public void correct(Space space, PartnerId partner, int version, ContactCorrection correction) {
        directory.correctOwnContact(role(space, partner).partner().id(), version, correction, BY);
    }

    /** @throws PortalRefused if this partner is none of the space's */
    public void switchAlert(Space space, PartnerId partner, Alert alert, ContactPoint point, boolean on) {
        alerts.set(role(space, partner).partner().id(), alert, point, on, BY);
    }

    /** The space's partners that have this alert on, by mail. */
    @Transactional(readOnly = true)
    public Set<PartnerId> thatWant(Space space, Alert alert) {
        return spaces.partnersOf(space.id()).stream()
                .filter(partner -> alerts.isOn(partner, alert, ContactPoint.MAIL))
                .collect(toSet());
    }

    /** @param language {@code fr} or {@code en} */
    public void speak(Space space, String language) {
        spaces.speak(space.id(), language);
    }
}
