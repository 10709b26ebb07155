package fr.paraphe.partner;

import fr.paraphe.problem.Refusal;
import java.util.Set;

/** Why something about a partner was not done. */
public final class PartnerRefused extends Refusal {

    private PartnerRefused(String type, int status) {
        super(type, status);
    }

    /** None such, or of an account that the asker does not see: the two cannot be told apart. */
    public static PartnerRefused unknown() {
        return new PartnerRefused("partner-unknown", 404);
    }

    static PartnerRefused locked(ContactLock lock) {
        return switch (lock) {
            case OWN_SPACE -> new PartnerRefused("partner-contact-kept-by-partner", 409);
            case BUSINESS_SOFTWARE -> new PartnerRefused("partner-contact-kept-by-software", 409);
        };
    }

    static PartnerRefused changedMeanwhile(int version) {
        var refusal = new PartnerRefused("partner-changed-meanwhile", 409);
        refusal.with("version", version);
        return refusal;
    }

    public static PartnerRefused versionMissing() {
        return new PartnerRefused("partner-version-missing", 428);
    }

    static PartnerRefused wrongContact(Set<ContactField> fields) {
        var refusal = new PartnerRefused("partner-contact-wrong", 422);
        fields.forEach(field -> refusal.withError(field.slug(), "partner.wrong." + field.slug()));
        return refusal;
    }
}
