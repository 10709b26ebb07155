package fr.paraphe.partner.web;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerFilter;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerRefused;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The directory as far as the person at work sees it: a partner of another account does not exist. */
@Component
class SeenPartners {

    private final CurrentStaff staff;
    private final PartnerDirectory directory;

    SeenPartners(CurrentStaff staff, PartnerDirectory directory) {
        this.staff = staff;
        this.directory = directory;
    }

    Partner byId(long id) {
        var partner = directory.byId(new PartnerId(id));
        if (!staff.scope().sees(partner.account())) {
            throw PartnerRefused.unknown();
        }
        return partner;
    }

    /** @param account code of the account; null: the one where this person works */
    Partner byReference(@Nullable String account, String reference) {
        var id = account == null
                ? staff.scope().home().id()
                : staff.account(account).id();
        return directory.byReference(id, reference).orElseThrow(PartnerRefused::unknown);
    }

    PartnerFilter filter(PartnerQuery query) {
        return new PartnerFilter(
                accounts(query.account()), query.kind(), query.text(), query.contact(), query.problem());
    }

    String userId() {
        return staff.scope().userId();
    }

    private Set<AccountId> accounts(@Nullable String code) {
        return code == null || code.isBlank()
                ? staff.scope().accounts()
                : Set.of(staff.account(code).id());
    }
}
