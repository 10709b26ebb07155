package fr.paraphe.campaign.web;

import fr.paraphe.campaign.CampaignScope;
import fr.paraphe.campaign.Population;
import fr.paraphe.campaign.Relation;
import fr.paraphe.partner.PartnerKind;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom a campaign is for, as REST and the console's forms say it.
 *
 * @param documentTypes codes; null: none
 * @param relations null: none
 * @param scopes null: the campaign's own account
 */
record ChosenPopulation(
        @Nullable TreeSet<String> documentTypes,
        @Nullable TreeSet<PartnerKind> partnerKinds,
        @Nullable TreeSet<Relation> relations,
        @Nullable TreeSet<CampaignScope> scopes) {

    Population population() {
        return new Population(
                orNone(documentTypes),
                orNone(partnerKinds),
                orNone(relations),
                scopes == null ? Population.NONE.scopes() : scopes);
    }

    private static <T> Set<T> orNone(@Nullable Set<T> chosen) {
        return chosen == null ? Set.of() : chosen;
    }
}
