package fr.paraphe.campaign;

import fr.paraphe.partner.PartnerKind;
import java.util.Set;

/**
 * Whom a campaign is for.
 *
 * @param documentTypes codes of the types whose filing reaches a partner; only of a campaign by document type
 * @param partnerKinds one or several
 * @param relations one or both; only of a campaign by recipient type
 * @param scopes one or both
 */
public record Population(
        Set<String> documentTypes, Set<PartnerKind> partnerKinds, Set<Relation> relations, Set<CampaignScope> scopes) {

    /** Of a draft where nothing is chosen yet. */
    public static final Population NONE =
            new Population(Set.of(), Set.of(), Set.of(), Set.of(CampaignScope.OWN_ACCOUNT));

    public Population {
        documentTypes = Set.copyOf(documentTypes);
        partnerKinds = Set.copyOf(partnerKinds);
        relations = Set.copyOf(relations);
        scopes = Set.copyOf(scopes);
    }
}
