package fr.paraphe.campaign;

import fr.paraphe.partner.PartnerKind;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

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
        documentTypes = inOrder(documentTypes);
        partnerKinds = inOrder(partnerKinds);
        relations = inOrder(relations);
        scopes = inOrder(scopes);
    }

    /** People always read them in the same order. */
    private static <T extends Comparable<? super T>> Set<T> inOrder(Set<T> chosen) {
        return Collections.unmodifiableSet(new TreeSet<>(chosen));
    }
}
