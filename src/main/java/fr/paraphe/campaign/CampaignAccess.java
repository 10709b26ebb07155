package fr.paraphe.campaign;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import org.springframework.stereotype.Component;

/** Which campaigns the person at work may see or change. Another account's does not exist for this person. */
@Component
class CampaignAccess {

    private final Campaigns campaigns;
    private final CurrentStaff staff;

    CampaignAccess(Campaigns campaigns, CurrentStaff staff) {
        this.campaigns = campaigns;
        this.staff = staff;
    }

    Campaign toRead(CampaignNumber number) {
        return campaigns
                .findByNumber(number.value())
                .filter(campaign -> staff.scope().sees(campaign.account()))
                .orElseThrow(() -> CampaignRefused.unknown(number.value()));
    }

    /** Locked until the transaction ends, so that of two people who decide at once the second sees the first. */
    Campaign toChange(CampaignNumber number) {
        var campaign = campaigns
                .findLockedByNumber(number.value())
                .filter(found -> staff.scope().sees(found.account()))
                .orElseThrow(() -> CampaignRefused.unknown(number.value()));
        refuseUnlessManager(staff.scope());
        return campaign;
    }

    /** For the steps that nobody takes: the engine's own. */
    Campaign inTheBackground(CampaignNumber number) {
        return campaigns.findLockedByNumber(number.value()).orElseThrow(() -> CampaignRefused.unknown(number.value()));
    }

    StaffScope scope() {
        return staff.scope();
    }

    StaffScope manager() {
        var scope = staff.scope();
        refuseUnlessManager(scope);
        return scope;
    }

    private static void refuseUnlessManager(StaffScope scope) {
        if (!scope.has(StaffRole.MANAGER)) {
            throw CampaignRefused.managersAlone();
        }
    }
}
